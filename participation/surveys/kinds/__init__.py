"""The kinds of questions: one module for each family."""

from __future__ import annotations

from participation.surveys.definition import Definition
from participation.surveys.kinds.base import Column, Kind, Typed, Value
from participation.surveys.kinds.choice import Image, Multiple, Single
from participation.surveys.kinds.ranking import Ranking
from participation.surveys.kinds.rows import Matrix, Statements
from participation.surveys.kinds.scale import Scale
from participation.surveys.kinds.written import Date, Information, LongText, Number, ShortText

__all__ = ["KINDS", "Column", "Kind", "Typed", "Value", "kind_of"]

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
