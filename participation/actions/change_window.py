"""Changing dates that were announced: the public is told, and less time needs a reason.

Publishing a page is what changes them (`put_in_force`); nothing here is called by anybody else.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Protocol

from participation.errors import ReasonOfChangeMissing
from participation.models import Consultation, WindowChange


class Dates(Protocol):
    """What a page says of its dates; `change_reason` is what the public will read."""

    @property
    def opens_at(self) -> datetime | None: ...
    @property
    def closes_at(self) -> datetime | None: ...
    @property
    def answer_due_on(self) -> date | None: ...
    @property
    def change_reason(self) -> str: ...


def check_change(*, consultation: Consultation, dates: Dates, at: datetime) -> None:
    """Raise ReasonOfChangeMissing when time that was announced would be lost without a word.

    More time before the closing needs none. Everything else does: a later opening, a closing that
    comes sooner, a consultation that was over and opens again.
    """
    if _needs_reason(consultation, dates, at) and not _new_reason(consultation, dates):
        raise ReasonOfChangeMissing


def note_change(*, consultation: Consultation, dates: Dates, at: datetime) -> WindowChange | None:
    """Remember that announced dates are about to change; call it before the row is written.

    `dates` are complete (`check_facts` comes first). None when nothing that was announced changes.
    Raises ReasonOfChangeMissing.
    """
    check_change(consultation=consultation, dates=dates, at=at)
    if not _differ(consultation, dates):
        return None
    was: Any = consultation  # its dates are there: they were public
    will: Any = dates
    return WindowChange.objects.create(
        consultation=consultation,
        made_at=at,
        opened_at=was.opens_at,
        closed_at=was.closes_at,
        answer_due_on=was.answer_due_on,
        opens_at=will.opens_at,
        closes_at=will.closes_at,
        new_answer_due_on=will.answer_due_on,
        reason=_new_reason(consultation, dates),
    )


def _differ(row: Consultation, dates: Dates) -> bool:
    if row.first_public_at is None or row.opens_at is None or row.closes_at is None:
        return False
    before = (row.opens_at, row.closes_at, row.answer_due_on)
    return before != (dates.opens_at, dates.closes_at, dates.answer_due_on)


def _needs_reason(row: Consultation, dates: Dates, at: datetime) -> bool:
    if not _differ(row, dates) or row.opens_at is None or row.closes_at is None:
        return False
    if (row.opens_at, row.closes_at) == (dates.opens_at, dates.closes_at):
        return False  # the promised day alone: the public is told, that is enough
    is_over = row.closes_at <= at
    opens_later = dates.opens_at is not None and dates.opens_at > row.opens_at
    closes_sooner = dates.closes_at is not None and dates.closes_at < row.closes_at
    return is_over or opens_later or closes_sooner


def _new_reason(row: Consultation, dates: Dates) -> str:
    """The reason of this change: what was given for the last one does not count again."""
    reason = dates.change_reason.strip()
    last = row.window_changes.order_by("-made_at", "-pk").first()
    return "" if last and last.reason == reason else reason
