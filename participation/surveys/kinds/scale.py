"""A scale with labelled ends, and « no opinion »."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from participation.surveys.definition import NO_OPINION, Definition
from participation.surveys.kinds.base import Kind, Typed, Value, known, one


class Scale(Kind):
    """A point from 1 to `most`; « no opinion » is an answer, apart from the mean."""

    name = "scale"
    label = _("Scale")

    @staticmethod
    def points(question: Definition) -> list[str]:
        return [str(point) for point in range(1, (question.most or 5) + 1)]

    def read(self, question: Definition, typed: Typed) -> list[Value]:
        code = one(typed, question.code)
        if not code:
            return []
        if code == NO_OPINION and question.has_no_opinion:
            return [Value(option=NO_OPINION)]
        return [Value(option=known(code, self.points(question)), number=Decimal(code))]

    def cells(self, question: Definition, values: Sequence[Value]) -> list[Any]:
        value = values[0] if values else Value()
        return [int(value.number) if value.number is not None else value.option or None]
