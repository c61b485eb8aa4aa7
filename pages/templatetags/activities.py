"""The participation blocks of a page, apart from the words around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django import template
from wagtail.models import Page

from accounts.models import Person
from pages.activities import BLOCKS
from pages.results.news import News, news_for

register = template.Library()


@register.filter
def shows_activities(page: Any) -> bool:
    """Whether its body points to an activity: such a page needs the script of the acts."""
    body: Any = getattr(page, "body", None) or ()
    return any(block.block_type in BLOCKS for block in body)


@dataclass(frozen=True)
class Part:
    """Blocks that follow each other: words, the same for everybody, or one activity."""

    number: int
    is_activity: bool
    blocks: list[Any]


@register.simple_tag
def body_parts(page: Page) -> Iterator[Part]:
    """A page's body in parts: what an activity shows may be one person's, and is never kept."""
    body: Any = getattr(page, "body", None) or []
    runs = groupby(body, key=lambda block: block.block_type in BLOCKS)
    return (Part(n, is_activity, list(blocks)) for n, (is_activity, blocks) in enumerate(runs))


@register.simple_tag
def news(person: Person, at: datetime) -> News:
    """What is new in what this person follows."""
    return news_for(person, at)
