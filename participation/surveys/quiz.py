"""Marking a quiz: nothing of it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from participation.surveys.definition import Definition, Option
from participation.surveys.kinds import kind_of
from participation.surveys.sheet import Given


@dataclass(frozen=True)
class Marked:
    """One question with what was answered and what is right."""

    question: Definition
    number: int
    chosen: list[Option]
    right: list[Option]

    @property
    def is_right(self) -> bool:
        return {option.code for option in self.chosen} == {option.code for option in self.right}


def mark(questions: Sequence[Definition], given: Given) -> list[Marked]:
    """Every question of a quiz, in order. The score is how many are right."""
    asked = [question for question in questions if kind_of(question).is_asked]
    return [_marked(question, number, given) for number, question in enumerate(asked, 1)]


def _marked(question: Definition, number: int, given: Given) -> Marked:
    codes = [value.option for value in given.get(question.code, ())]
    return Marked(
        question,
        number,
        chosen=[option for option in question.options if option.code in codes],
        right=[option for option in question.options if option.is_right],
    )
