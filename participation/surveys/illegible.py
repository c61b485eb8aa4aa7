"""What stands on a paper sheet and cannot be read: kept beside the answers, counted as such."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from participation.surveys.definition import ILLEGIBLE, Definition
from participation.surveys.errors import SheetTampered
from participation.surveys.kinds import Value, kind_of
from participation.surveys.kinds.base import row_name
from participation.surveys.sheet import Given, is_shown


def with_illegible(
    questions: Sequence[Definition], given: Given, illegible: Collection[str]
) -> Given:
    """The answers, and a value for each name that cannot be read: a question's, or a line's.

    Raises SheetTampered for a name that this sheet does not ask for, or that has an answer too.
    """
    left = set(illegible)
    found: Given = {}
    for question in questions:
        if not is_shown(question, given):
            continue
        values = list(given.get(question.code, ()))
        unread = [row for row in _places(question) if _name(question, row) in left]
        if any(not row or not value.row or row == value.row for row in unread for value in values):
            raise SheetTampered
        left -= {_name(question, row) for row in unread}
        if values := [*values, *(Value(row=row, option=ILLEGIBLE) for row in unread)]:
            found[question.code] = values
    if left:
        raise SheetTampered
    return found


def _places(question: Definition) -> list[str]:
    """Where an answer may be illegible: the whole, or a line of its table."""
    return ["", *question.row_codes] if kind_of(question).is_asked else []


def _name(question: Definition, row: str) -> str:
    return row_name(question, row) if row else question.code
