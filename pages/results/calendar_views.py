"""The same entries laid out as a year, as weeks, as a list or by state: nothing is left out."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Generic, TypeVar

from pages.holidays import public_holidays
from pages.models import Observance, Precision
from pages.results.calendar import Shown, Stage

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Note:
    """Something in the background, with its days."""

    name: str
    kind: str
    first_day: date
    last_day: date


@dataclass(frozen=True)
class Bar(Generic[Thing]):
    """Something drawn over several columns, counted from one."""

    what: Thing
    start: int
    span: int
    begins: bool  # here, and not in the period before
    ends: bool


@dataclass(frozen=True)
class Month:
    """A column of the year."""

    first_day: date
    last_day: date
    is_now: bool
    cards: list[Shown]
    notes: list[Note]


@dataclass(frozen=True)
class Year:
    months: list[Month]
    bars: list[Bar[Shown]]


@dataclass(frozen=True)
class Day:
    """A cell of a week."""

    on: date
    is_outside: bool
    is_today: bool
    is_off: bool
    holiday: str
    cards: list[Shown]


@dataclass(frozen=True)
class Week:
    """A row of seven days, with what lies over several of them."""

    days: list[Day]
    bars: list[Bar[Shown]]
    notes: list[Bar[Note]]
    band: list[Shown] = field(default_factory=list)

    @property
    def number(self) -> int:
        return self.days[0].on.isocalendar().week


def background(first: date, last: date) -> list[Note]:
    """Observances, school holidays, sensitive periods and legal holidays. One question."""
    rows = Observance.objects.between(first, last)
    notes = [Note(row.name, row.kind, row.first_day, row.last_day) for row in rows]
    for year in range(first.year, last.year + 1):
        for day, name in public_holidays(year).items():
            if first <= day <= last:
                notes.append(Note(name, Observance.Kind.HOLIDAY, day, day))
    return sorted(notes, key=lambda note: (note.first_day, note.name))


def year_of(shown: Iterable[Shown], notes: list[Note], year: int, today: date) -> Year:
    """Twelve columns; what is known by the month or lasts longer lies in the band above them."""
    placed = [entry for entry in shown if entry.touches(date(year, 1, 1), date(year, 12, 31))]
    months = []
    for number in range(1, 13):
        first, last = date(year, number, 1), date(year, number, monthrange(year, number)[1])
        cards = [entry for entry in placed if not entry.is_wide and entry.touches(first, last)]
        behind = [note for note in notes if note.first_day <= last and note.last_day >= first]
        months.append(Month(first, last, first <= today <= last, cards, behind))
    bars = [_bar_of_months(entry, year) for entry in placed if entry.is_wide]
    return Year(months, bars)


def _bar_of_months(entry: Shown, year: int) -> Bar[Shown]:
    assert entry.first_day is not None, "it touches the year"
    assert entry.last_day is not None
    begins, ends = entry.first_day.year == year, entry.last_day.year == year
    start = entry.first_day.month if begins else 1
    last = entry.last_day.month if ends else 12
    return Bar(entry, start, last - start + 1, begins, ends)


def weeks_of(
    shown: Iterable[Shown], notes: list[Note], first: date, last: date, today: date
) -> list[Week]:
    """The rows of this period, the days beside it filled in. « In March » is in no day of March."""
    placed = list(shown)
    rows = []
    for monday in _mondays(first, last):
        sunday = monday + 6 * DAY
        here = [entry for entry in placed if entry.touches(monday, sunday)]
        wide = [e for e in here if e.precision in (Precision.WEEK, Precision.RANGE)]
        behind = [n for n in notes if n.first_day <= sunday and n.last_day >= monday]
        rows.append(
            Week(
                days=_days(monday, here, behind, (first, last), today),
                bars=[
                    _bar_of_days(entry, entry.first_day, entry.last_day, monday) for entry in wide
                ],
                notes=[
                    _bar_of_days(note, note.first_day, note.last_day, monday)
                    for note in behind
                    if note.kind != Observance.Kind.HOLIDAY or note.first_day != note.last_day
                ],
                band=[entry for entry in here if entry.precision == Precision.MONTH],
            )
        )
    return rows


def _mondays(first: date, last: date) -> Iterator[date]:
    monday = first - timedelta(days=first.weekday())
    while monday <= last:
        yield monday
        monday += WEEK


def _days(
    monday: date, here: list[Shown], notes: list[Note], period: tuple[date, date], today: date
) -> list[Day]:
    off = (Observance.Kind.HOLIDAY, Observance.Kind.SENSITIVE)
    days = []
    for on in (monday + n * DAY for n in range(7)):
        behind = [note for note in notes if note.first_day <= on <= note.last_day]
        single = [n.name for n in behind if n.kind == off[0] and n.first_day == n.last_day]
        days.append(
            Day(
                on=on,
                is_outside=not period[0] <= on <= period[1],
                is_today=on == today,
                is_off=on.weekday() > 4 or any(note.kind in off for note in behind),
                holiday=", ".join(single),
                cards=[
                    entry
                    for entry in here
                    if entry.precision == Precision.DAY and entry.first_day == on
                ],
            )
        )
    return days


def _bar_of_days(what: Thing, first: date | None, last: date | None, monday: date) -> Bar[Thing]:
    assert first is not None, "it touches the week"
    assert last is not None
    start = max((first - monday).days, 0)
    end = min((last - monday).days, 6)
    return Bar(what, start + 1, end - start + 1, first >= monday, last <= monday + 6 * DAY)


def months_of(shown: Iterable[Shown], first: date, last: date) -> list[tuple[date, list[Shown]]]:
    """The list: entries under the month in which they begin, or the first one of the period."""
    found: dict[date, list[Shown]] = {}
    for entry in shown:
        if entry.first_day and entry.touches(first, last):
            found.setdefault(max(entry.first_day, first).replace(day=1), []).append(entry)
    return sorted(found.items())


def stages_of(shown: Iterable[Shown]) -> list[tuple[Stage, list[Shown]]]:
    """The board: one column for each state that people set, others where something is in them."""
    columns: dict[Stage, list[Shown]] = {stage: [] for stage in Stage}
    for entry in shown:
        if entry.first_day:
            columns[entry.stage].append(entry)
    always = (Stage.TO_DEFINE, Stage.PLANNED, Stage.WRITING, Stage.TO_APPROVE, Stage.READY)
    return [(stage, cards) for stage, cards in columns.items() if cards or stage in always]
