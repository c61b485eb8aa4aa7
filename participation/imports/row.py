"""One line of a file: asked for its cells one by one, it notes what is wrong with each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from django.utils.translation import gettext as _

from accounts import clock, words
from accounts.spreadsheets.reading import Fault, Line
from participation.text import clean_line, clean_text

MOST_FAULTS = 1000  # listed; the others are counted
MOST_VOTES = 2_000_000_000  # what the column holds
FIRST_YEAR = 1990
_THOUSANDS = re.compile(r"\d{1,3}(?:[.\u00a0\u202f ]\d{3})+")
_WHOLE = re.compile(r"(\d+)(?:[.,]0+)?")
_BELGIAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(.*)", re.DOTALL)


@dataclass
class Findings:
    """What is wrong with a file, and what whoever brings it should know."""

    faults: list[Fault] = field(default_factory=list)
    found: int = 0
    notes: list[str] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        self.found += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(fault)

    def note(self, sentence: str) -> None:
        if sentence not in self.notes:
            self.notes.append(sentence)


@dataclass(frozen=True)
class Row:
    """The cells of a line by the names of their columns. A column that is not there is empty."""

    line: Line
    places: Mapping[str, int]
    findings: Findings
    latest: datetime

    LONGEST_SHOWN: ClassVar[int] = 40

    def complain(self, column: str, sentence: str) -> None:
        self.findings.add(Fault(self.line.number, column, sentence))

    def has(self, column: str) -> bool:
        return bool(self._cell(column))

    def text(self, column: str, most: int, *, is_long: bool = False, needed: bool = False) -> str:
        """One line of text, or several (`is_long`), cleaned as the web form cleans it."""
        cell = (clean_text if is_long else clean_line)(self._cell(column))
        if needed and not cell:
            self.complain(column, _("This cell is empty."))
        if len(cell) > most:
            sentence = _("This text has %(found)s characters: %(most)s at most.")
            self.complain(column, sentence % {"found": len(cell), "most": most})
        return cell[:most]

    def number(self, column: str) -> int:
        """A count; an empty cell is zero. « 11.200 » is eleven thousand two hundred, and said."""
        cell = self._cell(column)
        if not cell:
            return 0
        if _THOUSANDS.fullmatch(cell):
            number = int(re.sub(r"\D", "", cell))
            text = _("“%(cell)s” is read as %(number)s: the dot or space separates thousands.")
            self.findings.note(text % {"cell": cell, "number": number})
        elif match := _WHOLE.fullmatch(cell):
            number = int(match[1][:20])
        else:
            self._not("number", column, cell)
            return 0
        if number > MOST_VOTES:
            self._not("number", column, cell)
        return min(number, MOST_VOTES)

    def moment(self, column: str) -> datetime:
        """An instant, past; without an offset it is what a clock in Brussels showed, and said."""
        cell = self._cell(column)
        if not cell:
            self.complain(column, _("This cell is empty."))
            return self.latest
        at = _moment(cell)
        if at is None:
            self._not("date", column, cell)
            return self.latest
        if at.tzinfo is None:
            self.findings.note(_("Dates without an offset are read as Brussels time."))
            at = at.replace(tzinfo=clock.BRUSSELS)
        if not FIRST_YEAR <= at.year <= self.latest.year + 1 or at > self.latest:
            sentence = _("“%(cell)s” is not between 1990 and now.")
            self.complain(column, sentence % {"cell": self._short(cell)})
            return self.latest
        return at

    def day(self, column: str) -> date | None:
        """A day, as a spreadsheet or a person writes it; None where it is none, and said."""
        cell = self._cell(column)
        if not cell:
            self.complain(column, _("This cell is empty."))
        elif at := _moment(cell):
            return at.date()
        else:
            self._not("day", column, cell)
        return None

    def choice(self, column: str, choices: Mapping[str, str]) -> str:
        """One of a few words; empty is empty."""
        cell = self._cell(column)
        if not cell:
            return ""
        if (found := choices.get(words.fold(cell))) is None:
            sentence = _("“%(cell)s” is none of: %(choices)s.")
            known = ", ".join(dict.fromkeys(choices.values()))
            self.complain(column, sentence % {"cell": self._short(cell), "choices": known})
        return found or ""

    def _cell(self, column: str) -> str:
        place = self.places.get(column)
        return "" if place is None else self.line.cells[place].strip()

    def _not(self, what: str, column: str, cell: str) -> None:
        sentence = {
            "number": _("“%(cell)s” is not a number that counts something."),
            "day": _("“%(cell)s” is not a date. Write it as 31/12/2026."),
            "date": _("“%(cell)s” is not a date. Write it as 2015-09-26T02:27:55+02:00."),
        }[what]
        self.complain(column, sentence % {"cell": self._short(cell)})

    def _short(self, cell: str) -> str:
        line = clean_line(cell)
        return line if len(line) <= self.LONGEST_SHOWN else line[: self.LONGEST_SHOWN] + "…"


def _moment(cell: str) -> datetime | None:
    """ISO 8601, or a day as it is written here: 26/09/2015, with or without a time."""
    if match := _BELGIAN.fullmatch(cell):
        day, month, year, rest = match.groups()
        cell = f"{year}-{month:0>2}-{day:0>2}{rest.rstrip()}"
    try:
        return datetime.fromisoformat(cell)
    except ValueError:
        return None
