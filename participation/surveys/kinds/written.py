"""Answers that are written: texts, numbers, dates; and the block that asks nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.surveys.definition import Definition
from participation.surveys.errors import AnswerInvalid
from participation.surveys.kinds.base import Column, Kind, Typed, Value, one
from participation.text import clean_line, clean_text

_NUMBER = re.compile(r"-?\d{1,12}([.,]\d{1,4})?")
_THOUSANDS = re.compile(r"-?\d{1,3}([.,]\d{3})+")


class ShortText(Kind):
    """One line."""

    name = "short_text"
    label = gettext_lazy("Short text")
    has_bars = False
    is_group = False
    longest = 250

    def clean(self, text: str) -> str:
        return clean_line(text)

    def read(self, question: Definition, typed: Typed) -> list[Value]:
        text = self.clean(one(typed, question.code))
        most = question.most or self.longest
        if len(text) > most:
            raise AnswerInvalid(_("At most %(most)s characters.") % {"most": most})
        return [Value(text=text)] if text else []

    def cells(self, question: Definition, values: Sequence[Value]) -> list[Any]:
        return [values[0].text if values else None]


class LongText(ShortText):
    """Several lines."""

    name = "long_text"
    label = gettext_lazy("Long text")
    longest = 3000

    def clean(self, text: str) -> str:
        return clean_text(text)


class Number(Kind):
    """A number. « 11.200 » is eleven thousand to some and eleven to others: it is asked again."""

    name = "number"
    label = gettext_lazy("Number")
    has_bars = False
    is_group = False

    def read(self, question: Definition, typed: Typed) -> list[Value]:
        text = re.sub(r"\s", "", one(typed, question.code))
        if not text:
            return []
        if _THOUSANDS.fullmatch(text):
            raise AnswerInvalid(
                _("Write “%(plain)s” or “%(decimal)s”: a point or a comma could mean either.")
                % {"plain": re.sub("[.,]", "", text), "decimal": _without_end(text)}
            )
        if not _NUMBER.fullmatch(text):
            raise AnswerInvalid(_("Write a number, in figures."))
        number = Decimal(text.replace(",", "."))
        _check_bounds(question, number)
        return [Value(number=number)]

    def cells(self, question: Definition, values: Sequence[Value]) -> list[Any]:
        number = values[0].number if values else None
        if number is None:
            return [None]
        return [int(number) if number == number.to_integral_value() else number.normalize()]


class Date(Kind):
    """A day, as browsers send it, or as people write it: 31/12/2026."""

    name = "date"
    label = gettext_lazy("Date")
    has_bars = False
    is_group = False

    def read(self, question: Definition, typed: Typed) -> list[Value]:
        text = one(typed, question.code)
        if not text:
            return []
        if written := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text):
            text = "{2}-{1:0>2}-{0:0>2}".format(*written.groups())
        try:
            return [Value(date=date.fromisoformat(text))]
        except ValueError:
            raise AnswerInvalid(_("Write a date: day/month/year.")) from None

    def cells(self, question: Definition, values: Sequence[Value]) -> list[Any]:
        return [values[0].date if values else None]


class Information(Kind):
    """Words between the questions. It asks nothing."""

    name = "information"
    label = gettext_lazy("Information")
    is_asked = False
    has_bars = False
    is_group = False

    def names(self, question: Definition) -> list[str]:
        return []

    def read(self, question: Definition, typed: Typed) -> list[Value]:
        return []

    def columns(self, question: Definition) -> list[Column]:
        return []

    def cells(self, question: Definition, values: Sequence[Value]) -> list[Any]:
        return []


def _without_end(text: str) -> str:
    """11.200 as a number of eleven and a bit: 11,2."""
    whole, _point, rest = text.replace(".", ",").rpartition(",")
    return f"{whole.replace(',', '')},{rest.rstrip('0') or '0'}"


def _check_bounds(question: Definition, number: Decimal) -> None:
    if question.least is not None and number < question.least:
        raise AnswerInvalid(_("The least possible is %(least)s.") % {"least": question.least})
    if question.most is not None and number > question.most:
        raise AnswerInvalid(_("The most possible is %(most)s.") % {"most": question.most})
