"""Which published propositions answer a question: by the words of their title and text."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from accounts import words
from participation.models import Idea

MOST_FOUND = 200


def _searchable() -> Any:
    return Idea.objects.published().propositions()


def find_ideas(question: str, *, most: int = MOST_FOUND) -> list[Idea]:
    """Best first: those that are written in the interface's language, then the others."""
    found: list[Idea] = []
    ours = (get_language() or settings.LANGUAGE_CODE)[:2]
    for language in dict.fromkeys([ours, settings.LANGUAGE_CODE]):
        rows = _searchable().filter(language=language)
        found += words.rank(rows, question, language, most=most)
    return found[:most]


def suggest_ideas(question: str, *, most: int) -> list[Idea]:
    """Ideas with words of their title that begin like the question's."""
    return words.begin_like(_searchable(), question, most=most)
