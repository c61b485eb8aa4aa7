"""What was answered, in a few words: the codes of the paper and the words beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from participation.surveys.definition import ILLEGIBLE, NO_OPINION, OTHER, Definition
from participation.surveys.kinds import Value, kind_of
from participation.surveys.sheet import Given

NOTHING = "–"


@dataclass(frozen=True)
class Difference:
    """One question, or one line of its table, that two people typed differently."""

    question: Definition
    line: str
    first: str
    second: str


def controlled(questions: Sequence[Definition]) -> list[Definition]:
    """What is typed a second time: everything but long texts, which nothing counts."""
    return [question for question in questions if question.kind != "long_text"]


def compared(questions: Sequence[Definition], first: Given, second: Given) -> int:
    """How many questions have an answer in either."""
    return sum(bool(first.get(q.code) or second.get(q.code)) for q in controlled(questions))


def differences(questions: Sequence[Definition], first: Given, second: Given) -> list[Difference]:
    """What differs, in the order of the sheet. Capitals and spaces of a text do not."""
    found = []
    for question in (q for q in controlled(questions) if kind_of(q).is_asked):
        one, other = (_by_row(question, given.get(question.code, ())) for given in (first, second))
        lines = {row.code: row.label for row in question.rows}
        for row in ["", *lines]:
            if one.get(row, NOTHING).casefold() != other.get(row, NOTHING).casefold():
                texts = one.get(row, NOTHING), other.get(row, NOTHING)
                found.append(Difference(question, lines.get(row, ""), *texts))
    return found


def _by_row(question: Definition, values: Sequence[Value]) -> dict[str, str]:
    rows: dict[str, list[str]] = {}
    for value in values:
        rows.setdefault(value.row, []).append(_said(question, value))
    return {row: ", ".join(texts) for row, texts in rows.items()}


def _said(question: Definition, value: Value) -> str:
    if value.option == ILLEGIBLE:
        return _("illegible")
    if value.option == NO_OPINION:
        return _("No opinion")
    if value.option == OTHER:
        return f"{_('Other')} ({' '.join(value.text.split())})"
    if value.option and value.option.isdigit():
        return value.option
    if value.option:
        option = question.option(value.option)
        return f"{value.option} ({option.label})" if option else value.option
    if value.number is not None:
        return number_format(value.number.normalize())
    return (
        date_format(value.date, "SHORT_DATE_FORMAT") if value.date else " ".join(value.text.split())
    )


def as_json(given: Given) -> dict[str, Any]:
    """What a control entry keeps."""
    return {
        code: [
            [v.row, v.option, None if v.number is None else str(v.number), v.text]
            + [v.date.isoformat() if v.date else None]
            for v in values
        ]
        for code, values in given.items()
    }


def from_json(kept: Mapping[str, Any]) -> Given:
    """What `as_json` kept."""
    return {code: [_value(*fields) for fields in values] for code, values in kept.items()}


def _value(row: str, option: str, number: str | None, text: str, day: str | None) -> Value:
    return Value(
        row=row,
        option=option,
        number=None if number is None else Decimal(number),
        text=text,
        date=date.fromisoformat(day) if day else None,
    )
