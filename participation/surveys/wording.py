"""The words of a questionnaire, one by one, and the questionnaire in other words.

A wording is found again by its block, which stays the same in every version. A translation holds
for the words that it translates: when these change it is not shown until it has been read again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

from participation.surveys.definition import Definition, Option

OF_SURVEY = ("title", "introduction", "thanks", "drop_off")
OF_QUESTION = ("label", "help", "low", "high", "explanation")
Words = Mapping[str, Sequence[str]]  # by key: what was translated, and its translation


class Untranslated(str):
    """Words in the city's own language among those of another: marked as such where they stand."""

    __slots__ = ()

    def __html__(self) -> SafeString:
        return format_html('<span lang="{}">{}</span>', settings.LANGUAGE_CODE, str(self))


@dataclass(frozen=True)
class Wording:
    """One thing to translate. `number` is that of its question, 0 for the survey's own words."""

    key: str
    source: str
    number: int = 0
    is_long: bool = False


def wordings_of(survey: Any, questions: Sequence[Definition]) -> Iterator[Wording]:
    """Everything that people read, in the order in which they read it."""
    for name in OF_SURVEY:
        if source := getattr(survey, name):
            yield Wording(name, source, is_long=name != "title")
    for number, question in enumerate(questions, 1):
        for name in OF_QUESTION:
            if source := getattr(question, name):
                yield Wording(f"{question.block}.{name}", source, number, name == "explanation")
        for part in (*question.options, *question.rows):
            yield Wording(f"{part.block}.label", part.label, number)
            if part.alt:
                yield Wording(f"{part.block}.alt", part.alt, number)


def translation_of(key: str, source: str, words: Words) -> str:
    """The translation of these very words; nothing when there is none, or one of other words."""
    translated, text = words.get(key, ("", ""))
    return text if translated == source else ""


def in_words(questions: Sequence[Definition], words: Words | None) -> list[Definition]:
    """The same questions in another language; None leaves them as they are."""
    if words is None:
        return list(questions)
    return [_question(question, words) for question in questions]


def put(key: str, source: str, words: Words) -> str:
    """The translation, or the words themselves, marked."""
    return translation_of(key, source, words) or (Untranslated(source) if source else "")


def _question(question: Definition, words: Words) -> Definition:
    changed: dict[str, Any] = {
        name: put(f"{question.block}.{name}", getattr(question, name), words)
        for name in OF_QUESTION
    }
    return replace(
        question,
        options=tuple(_part(option, words) for option in question.options),
        rows=tuple(_part(row, words) for row in question.rows),
        **changed,
    )


def _part(part: Option, words: Words) -> Option:
    """A picture's alternative stands in an attribute: it cannot be marked, only replaced."""
    alt = translation_of(f"{part.block}.alt", part.alt, words) or part.alt
    return replace(part, label=put(f"{part.block}.label", part.label, words), alt=alt)
