"""Putting options in order: each one's place is typed or chosen, never only dragged."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.surveys.definition import ILLEGIBLE, Definition
from participation.surveys.errors import AnswerInvalid
from participation.surveys.kinds.base import Column, Kind, Typed, Value, known, one, row_name


class Ranking(Kind):
    """Places 1, 2, 3… without a gap; only the first ones may be given."""

    name = "ranking"
    label = gettext_lazy("Ranking")

    @staticmethod
    def places(question: Definition) -> list[str]:
        most = min(question.most or len(question.options), len(question.options))
        return [str(place) for place in range(1, most + 1)]

    def names(self, question: Definition) -> list[str]:
        return [row_name(question, code) for code in question.option_codes]

    def read(self, question: Definition, typed: Typed) -> list[Value]:
        places: dict[str, int] = {}
        for code in question.option_codes:
            if place := one(typed, row_name(question, code)):
                places[code] = int(known(place, self.places(question)))
        given = sorted(places.values())
        if len(set(given)) < len(given):
            raise AnswerInvalid(_("Two choices have the same place: give each its own."))
        if given != list(range(1, len(given) + 1)):
            raise AnswerInvalid(_("Begin with place 1 and leave no place out."))
        in_order = sorted(places, key=places.__getitem__)
        return [Value(option=code, number=Decimal(places[code])) for code in in_order]

    def columns(self, question: Definition) -> list[Column]:
        meaning = _("place of: %(option)s")
        return [
            Column(f"{question.code}_{option.code}", meaning % {"option": option.label})
            for option in question.options
        ]

    def cells(self, question: Definition, values: Sequence[Value]) -> list[Any]:
        places = {value.option: int(value.number or 0) for value in values}
        return [places.get(code) for code in question.option_codes]

    def illegible_cells(self, question: Definition) -> list[Any]:
        return [ILLEGIBLE for _column in self.columns(question)]
