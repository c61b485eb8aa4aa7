"""What every kind of question can do: read what was typed, fill cells, name its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.functional import Promise

from participation.surveys.definition import ILLEGIBLE, Definition, Option
from participation.surveys.errors import SheetTampered

Typed = Mapping[str, Sequence[str]]  # the fields of a form, as a browser sends them


@dataclass(frozen=True)
class Value:
    """One stored answer; a question may have several, or none."""

    row: str = ""
    option: str = ""
    number: Decimal | None = None
    text: str = ""
    date: date | None = None


@dataclass(frozen=True)
class Column:
    """A column of the export: `q3_b`, and what it means."""

    name: str
    meaning: str


class Kind:
    """A kind of question. Its name is stored with every questionnaire: it stays for ever."""

    name: ClassVar[str]
    label: ClassVar[str | Promise]
    is_asked: ClassVar[bool] = True  # whether it expects an answer
    has_bars: ClassVar[bool] = True  # whether its options are counted
    is_group: ClassVar[bool] = True  # whether several controls share one legend

    def names(self, question: Definition) -> list[str]:
        """The form's fields that belong to it."""
        return [question.code]

    def read(self, question: Definition, typed: Typed) -> list[Value]:
        """What was answered. Raises AnswerInvalid with a sentence, SheetTampered for what no
        form of ours sends."""
        raise NotImplementedError

    def columns(self, question: Definition) -> list[Column]:
        return [Column(question.code, question.label)]

    def cells(self, question: Definition, values: Sequence[Value]) -> list[Any]:
        """As many as there are columns; None where there is no answer."""
        raise NotImplementedError

    def illegible_cells(self, question: Definition) -> list[Any]:
        """The cells of an answer that could not be read."""
        return [ILLEGIBLE, *[None for _column in self.columns(question)[1:]]]


def one(typed: Typed, name: str) -> str:
    """The value of a field that may be sent once at most."""
    found = typed.get(name, ())
    if len(found) > 1:
        raise SheetTampered
    return found[0].strip() if found else ""


def known(code: str, options: Sequence[Option] | Sequence[str]) -> str:
    """The code, if it is one of these."""
    codes = [option.code if isinstance(option, Option) else option for option in options]
    if code not in codes:
        raise SheetTampered
    return code


def row_name(question: Definition, row: str) -> str:
    """The name of the field of one row."""
    return f"{question.code}-{row}"
