"""What an import of paper sheets says of itself: figures that JSON can hold, and sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participation.imports.sheets import SheetReading, SheetRow
from participation.imports.told import MOST_SHOWN, shown
from participation.models import Survey

Figures = dict[str, Any]
LONGEST_SHOWN = 40


def foresee(survey: Survey, new: Sequence[SheetRow], there: int) -> Figures:
    """What would be added."""
    days = [row.handed_in for row in new]
    return {
        "survey": str(survey),
        "sheets": len(new),
        "sheets_there": there,
        "between": [min(days).isoformat(), max(days).isoformat()] if days else [],
    }


def first_lines(reading: SheetReading) -> list[list[str]]:
    """A few lines, to see that the columns are understood."""
    return [
        [row.serial, _day(row.handed_in)]
        + [f"{code} {codes[:LONGEST_SHOWN]}" for code, codes in row.codes.items() if codes]
        for row in reading.rows[:MOST_SHOWN]
    ]


def sentences(figures: Figures) -> list[str]:
    """What would be added, line by line."""
    told = [_("Into the survey “%(survey)s”") % figures]
    if figures["sheets"]:
        text = _("Paper sheets to be added: %(number)s")
        told.append(text % {"number": shown(figures["sheets"])})
        first, last = (_day(date.fromisoformat(day)) for day in figures["between"])
        told.append(_("Handed in from %(first)s to %(last)s") % {"first": first, "last": last})
    if figures["sheets_there"]:
        text = _("Sheets that are there already and stay as they are: %(number)s")
        told.append(text % {"number": shown(figures["sheets_there"])})
    return told


def _day(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")
