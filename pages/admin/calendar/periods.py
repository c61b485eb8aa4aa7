"""The period that a view shows, and the ones before and after it."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from pages.actions.place import YEARS

DAY = timedelta(days=1)
YEAR, MONTH, WEEK, LIST, BOARD = "year", "month", "week", "list", "board"
VIEWS = (YEAR, MONTH, WEEK, LIST, BOARD)


@dataclass(frozen=True)
class Period:
    """From a first to a last day, both part of it. `on` is the day that was asked for."""

    first: date
    last: date
    title: str

    @property
    def before(self) -> date | None:
        return _within(self.first - DAY)

    @property
    def after(self) -> date | None:
        return _within(self.last + DAY)


def day_asked(text: str, today: date) -> date:
    """The day in the address; today where it is none, or outside of the calendar."""
    try:
        asked = parse_date(text)
    except ValueError:
        asked = None
    return asked if asked and asked.year in YEARS else today


def period_of(view: str, on: date) -> Period:
    if view == MONTH:
        last = on.replace(day=monthrange(on.year, on.month)[1])
        return Period(on.replace(day=1), last, capfirst(date_format(on, "F Y")))
    if view == WEEK:
        monday = on - timedelta(days=on.weekday())
        sunday = monday + 6 * DAY
        words = _("Week %(number)s, from %(first)s to %(last)s") % {
            "number": on.isocalendar().week,
            "first": date_format(monday, "j F"),
            "last": date_format(sunday, "j F Y"),
        }
        return Period(monday, sunday, words)
    return Period(date(on.year, 1, 1), date(on.year, 12, 31), str(on.year))


def _within(day: date) -> date | None:
    return day if day.year in YEARS else None
