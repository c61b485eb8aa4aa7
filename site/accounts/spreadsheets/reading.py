"""Reading a spreadsheet that somebody sends, CSV or XLSX, whatever program wrote it.

Every cell comes out as text, every line with its number in the file; what is wrong with one line is
noted, so that all of it can be put right at once. What is wrong with the file itself is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.errors import FileEmpty, FileTooLarge, FileTooLong
from accounts.spreadsheets.csv_file import csv_lines
from accounts.spreadsheets.xlsx_file import is_archive, xlsx_lines

MOST_BYTES = 7 * 1024 * 1024  # two of them pass through the proxy together
MOST_LINES = 5_000  # more would hold the writer of SQLite for longer than a few seconds
TELL_EVERY = 500
_UNREADABLE = re.compile("[\x00\ud800-\udfff]")

Tell = Callable[[int], None]  # how many lines have been read


@dataclass(frozen=True)
class Fault:
    """What is wrong and where, in a sentence for whoever made the file."""

    line: int | None
    column: str
    sentence: str


@dataclass(frozen=True)
class Line:
    """One line with its number: in a text editor (CSV), or in the spreadsheet (XLSX)."""

    number: int
    cells: list[str]


@dataclass
class Sheet:
    """What a file holds: as many cells in each line as in its headings."""

    headings: Line
    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_sheet(content: bytes, *, tell: Tell | None = None) -> Sheet:
    """Read a whole file. Raises the refusals of files of `accounts.errors`."""
    if len(content) > MOST_BYTES:
        raise FileTooLarge(MOST_BYTES // 1024**2)
    notes: list[str] = []
    found = xlsx_lines(content, notes) if is_archive(content) else csv_lines(content, notes)
    lines = (Line(number, cells) for number, cells in found if any(map(str.strip, cells)))
    first = next(lines, None)
    if first is None:
        raise FileEmpty
    headings = [_UNREADABLE.sub("\ufffd", cell) for cell in _without_empty_end(first.cells)]
    sheet = Sheet(Line(first.number, headings), notes=notes)
    _fill(sheet, lines, tell or (lambda done: None))
    return sheet


def _fill(sheet: Sheet, lines: Iterable[Line], tell: Tell) -> None:
    width = len(sheet.headings.cells)
    for done, line in enumerate(lines, 1):
        if done > MOST_LINES:
            raise FileTooLong(MOST_LINES)
        if done % TELL_EVERY == 0:
            tell(done)
        if fault := _fault_of(line, sheet.headings.cells):
            sheet.faults.append(fault)
        else:
            cells = _without_empty_end(line.cells)
            sheet.lines.append(Line(line.number, cells + [""] * (width - len(cells))))
    if not sheet.lines and not sheet.faults:
        raise FileEmpty
    tell(len(sheet.lines))


def _fault_of(line: Line, headings: list[str]) -> Fault | None:
    """A line whose cells cannot be told apart, or that holds what no text holds."""
    width, found = len(headings), len(_without_empty_end(line.cells))
    if found > width or len(line.cells) < width:
        sentence = ngettext(
            "This line has %(found)s cell for %(width)s columns. Is a quotation mark missing?",
            "This line has %(found)s cells for %(width)s columns. Is a quotation mark missing?",
            len(line.cells),
        )
        return Fault(line.number, "", sentence % {"found": len(line.cells), "width": width})
    for heading, cell in zip(headings, line.cells, strict=False):
        if _UNREADABLE.search(cell):
            sentence = _("This cell holds a character that is not text (NUL, half a character).")
            return Fault(line.number, heading, sentence)
    return None


def _without_empty_end(cells: list[str]) -> list[str]:
    """Spreadsheets add empty cells at the end of a line."""
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]
