"""What the counter's screens read: ideas to choose from, and what came through each door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.functional import Promise

from participation.models import Channel, Comment, Idea, IdeaBox, Vote

MOST_LISTED = 200


@dataclass(frozen=True)
class Door:
    """How much came through one door, whatever became of it."""

    label: str | Promise
    ideas: int
    comments: int
    votes: int


def ideas_to_choose(box: IdeaBox) -> list[Idea]:
    """Ideas that may be voted on: options in the city's order, others by their title."""
    ideas = Idea.objects.published().filter(box=box, state=Idea.State.PUBLISHED)
    if box.use == IdeaBox.Use.VOTE:
        return list(ideas.in_the_citys_order()[:MOST_LISTED])
    return list(ideas.most_supported_first()[:MOST_LISTED])


def by_channel() -> list[Door]:
    """Every door, in three queries."""
    sent = Idea.objects.propositions().exclude(state=Idea.State.DRAFT)
    counts = [_count(rows) for rows in (sent, Comment.objects.all(), Vote.objects.all())]
    return [Door(c.label, *(found.get(c.value, 0) for found in counts)) for c in Channel]


def _count(rows: Any) -> dict[str, int]:
    return dict(rows.order_by().values_list("channel").annotate(Count("pk")))
