"""The kinds of questions: one module for each family."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from participation.surveys.definition import ILLEGIBLE, Definition
from participation.surveys.kinds.base import Column, Kind, Typed, Value
from participation.surveys.kinds.choice import Image, Multiple, Single
from participation.surveys.kinds.ranking import Ranking
from participation.surveys.kinds.rows import Matrix, Statements
from participation.surveys.kinds.scale import Scale
from participation.surveys.kinds.written import Date, Information, LongText, Number, ShortText

__all__ = ["KINDS", "Column", "Kind", "Typed", "Value", "cells_of", "kind_of"]

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Information(),
        Single(),
        Multiple(),
        Image(),
        Scale(),
        Matrix(),
        Statements(),
        Ranking(),
        Number(),
        ShortText(),
        LongText(),
        Date(),
    )
}


def kind_of(question: Definition) -> Kind:
    return KINDS[question.kind]


def cells_of(question: Definition, values: Sequence[Value]) -> list[Any]:
    """The cells of an export; an answer that cannot be read says so instead of being empty."""
    kind = kind_of(question)
    if any(value.option == ILLEGIBLE and not value.row for value in values):
        return kind.illegible_cells(question)
    return kind.cells(question, values)
