"""Questions with rows: a matrix, and statements to agree with or not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from participation.surveys.definition import ILLEGIBLE, Definition, Option
from participation.surveys.errors import AnswerInvalid
from participation.surveys.kinds.base import Column, Kind, Typed, Value, known, one, row_name


class Matrix(Kind):
    """The same options for each row; a required matrix wants every row."""

    name = "matrix"
    label = gettext_lazy("Table of questions")

    @staticmethod
    def offered(question: Definition) -> tuple[Option, ...]:
        return question.options

    def names(self, question: Definition) -> list[str]:
        return [row_name(question, row) for row in question.row_codes]

    def read(self, question: Definition, typed: Typed) -> list[Value]:
        values = []
        for row in question.row_codes:
            if code := one(typed, row_name(question, row)):
                values.append(Value(row=row, option=known(code, self.offered(question))))
        if values and question.is_required and len(values) < len(question.rows):
            raise AnswerInvalid(_("Answer each line, please."))
        return values

    def columns(self, question: Definition) -> list[Column]:
        return [Column(f"{question.code}_{row.code}", row.label) for row in question.rows]

    def cells(self, question: Definition, values: Sequence[Value]) -> list[Any]:
        by_row = {value.row: value.option for value in values}
        return [by_row.get(row) for row in question.row_codes]

    def illegible_cells(self, question: Definition) -> list[Any]:
        return [ILLEGIBLE for _column in self.columns(question)]


class Statements(Matrix):
    """Agree, disagree or pass on each statement."""

    name = "statements"
    label = gettext_lazy("Statements: agree or not")

    @staticmethod
    def offered(question: Definition) -> tuple[Option, ...]:
        return (
            Option("agree", pgettext("statement", "Agree")),
            Option("disagree", pgettext("statement", "Disagree")),
            Option("pass", pgettext("statement", "Pass")),
        )
