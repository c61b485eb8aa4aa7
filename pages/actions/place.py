"""From a precision and a day to the days that it covers: pure, the same for every door."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from pages.errors import EntryDaysInDisorder, EntryDaysMissing
from pages.models.calendar_entry import Precision

YEARS = range(2000, 2100)


@dataclass(frozen=True)
class Placement:
    """Where an entry stands. Its last day is part of it; without dates both are None."""

    precision: str
    first_day: date | None
    last_day: date | None


NOWHERE = Placement(Precision.NONE, None, None)


def place(precision: str, first: date | None = None, last: date | None = None) -> Placement:
    """The whole week or month around `first`, that day, or the days from `first` to `last`.

    Raises EntryDaysMissing, EntryDaysInDisorder.
    """
    if precision == Precision.NONE:
        return NOWHERE
    if first is None or (precision == Precision.RANGE and last is None):
        raise EntryDaysMissing
    if any(day.year not in YEARS for day in (first, last) if day):
        raise EntryDaysInDisorder
    if precision == Precision.RANGE:
        assert last is not None
        if last < first:
            raise EntryDaysInDisorder
        return Placement(precision, first, last)
    if precision == Precision.WEEK:
        monday = first - timedelta(days=first.weekday())
        return Placement(precision, monday, monday + timedelta(days=6))
    if precision == Precision.MONTH:
        days = monthrange(first.year, first.month)[1]
        return Placement(precision, first.replace(day=1), first.replace(day=days))
    return Placement(precision, first, first)
