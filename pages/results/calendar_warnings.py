"""What the committee should look at before it is too late. A warning blocks nothing here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages.models import CalendarEntry, Observance, Precision
from pages.models.consultation_facts import LONGEST_DAYS, SHORTEST_DAYS
from pages.results.calendar import Shown, Stage
from pages.results.calendar_views import Note

AROUND = timedelta(days=100)  # what stands this near may be open at the same time
MOST_AT_ONCE = 2
SUBJECT_BY, PAGE_BY, APPROVED_BY = 42, 14, 3  # days before
TO_COME = {state.value for state in CalendarEntry.State} - {"abandoned"}  # what people say of it
APPROVED = {Stage.READY}


@dataclass(frozen=True)
class Caution:
    """One sentence, with the code under which the committee knows the rule."""

    code: str
    text: str


def warnings_of(
    shown: Iterable[Shown], notes: Iterable[Note], today: date
) -> dict[int, list[Caution]]:
    """By the number of the entry. Asks nothing: give it everything that is around."""
    entries = [found for found in shown if found.first_day and found.stage != Stage.ABANDONED]
    windows = [e for e in entries if e.entry.is_consultation and e.precision == Precision.RANGE]
    behind = [note for note in notes if note.kind in ("holiday", "sensitive")]
    found: dict[int, list[Caution]] = defaultdict(list)
    for entry in entries:
        told = found[entry.entry.pk]
        if entry.last_day and entry.last_day >= today:
            if entry in windows:
                told += [*_length(entry), *_crowd(entry, windows)]
            if entry.entry.is_consultation:
                told += _bad_days(entry, behind, today)
        told += _late(entry, today)
    return {number: told for number, told in found.items() if told}


def _length(found: Shown) -> list[Caution]:
    assert found.first_day is not None
    assert found.last_day is not None
    days = (found.last_day - found.first_day).days + 1
    if SHORTEST_DAYS <= days <= LONGEST_DAYS:
        return []
    text = _("A consultation of %(days)s days: the usual length is 4 to 6 weeks.")
    return [Caution("W1", text % {"days": days})]


def _crowd(found: Shown, windows: list[Shown]) -> list[Caution]:
    assert found.first_day is not None
    assert found.last_day is not None
    beside = [o for o in windows if o is not found and o.touches(found.first_day, found.last_day)]
    told = []
    starts = {max(o.first_day or found.first_day, found.first_day) for o in [found, *beside]}
    most = max(1 + sum(o.touches(day, day) for o in beside) for day in starts)
    if most > MOST_AT_ONCE:
        told.append(Caution("W2", _("%(n)s consultations would be open at once.") % {"n": most}))
    for other in beside:
        theme = found.entry.theme_id and other.entry.theme_id == found.entry.theme_id
        district = found.entry.district_id and other.entry.district_id == found.entry.district_id
        if theme or district:
            text = _("“%(title)s” asks about the same theme or district at the same time.")
            told.append(Caution("W2", text % {"title": other.entry.title}))
    return told


def _late(found: Shown, today: date) -> list[Caution]:
    """What is still only planned when it should be further."""
    if found.stage not in TO_COME or found.first_day is None:
        return []
    left, told = (found.first_day - today).days, []
    if left <= SUBJECT_BY and not found.entry.subject:
        told.append(Caution("W4", _("The subject is still to be decided.")))
    if left <= PAGE_BY and found.entry.page_id is None:
        told.append(Caution("W4", _("It has no page yet.")))
    if left <= APPROVED_BY and found.stage not in APPROVED:
        text = ngettext(
            "It is not ready, %(n)s day before.", "It is not ready, %(n)s days before.", left
        )
        told.append(Caution("W4", text % {"n": left} if left >= 0 else _("Its day has passed.")))
    return told


def _bad_days(found: Shown, behind: list[Note], today: date) -> list[Caution]:
    """Opening or closing when nobody is there to answer. Only of days that are known."""
    if found.precision not in (Precision.DAY, Precision.RANGE):
        return []
    told = []
    edges = [(found.first_day, _("It opens on %(why)s."))]
    if found.precision == Precision.RANGE:
        edges.append((found.last_day, _("It closes on %(why)s.")))
    for day, text in edges:
        if day and day >= today and (why := _why(day, behind)):
            told.append(Caution("W6", text % {"why": why}))
    return told


def _why(day: date, behind: list[Note]) -> str:
    for note in behind:
        if note.first_day <= day <= note.last_day:
            return f"{note.name} ({Observance.Kind(note.kind).label})"
    if (day.month, day.day) >= (12, 24) or (day.month, day.day) <= (1, 2):
        return _("a day between Christmas and New Year")
    return _("a weekend") if day.weekday() > 4 else ""
