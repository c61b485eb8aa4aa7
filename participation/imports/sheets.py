"""The lines of a file of paper sheets that were typed elsewhere: a number, a day, and codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.errors import FileRefused
from accounts.spreadsheets.reading import Fault, Tell, read_sheet
from participation.errors import Refusal
from participation.imports.columns import Column, find_places
from participation.imports.files import Sent
from participation.imports.row import Findings, Row
from participation.surveys.definition import Definition
from participation.surveys.form import numbers_of
from participation.surveys.kinds import kind_of
from participation.surveys.serial import read_serial

LONGEST_CODES = 3000
FIXED = (
    Column(
        "serial",
        gettext_lazy("the number printed on the sheet, once"),
        ("numero", "numero_de_serie", "formulaire"),
        True,
    ),
    Column(
        "handed_in",
        gettext_lazy("the day on which it was handed in: 31/12/2026"),
        ("date", "depose_le", "date_de_depot"),
        True,
    ),
)


@dataclass(frozen=True)
class SheetRow:
    """A sheet as its file tells it; `row` notes what is found wrong with it later."""

    row: Row
    serial: str
    handed_in: date
    codes: dict[str, str]


@dataclass
class SheetReading:
    """What the file holds. Nothing may be written while something was found."""

    name: str
    rows: list[SheetRow] = field(default_factory=list)
    findings: Findings = field(default_factory=Findings)

    def faults(self) -> list[Fault]:
        """In the order of the lines."""
        return sorted(self.findings.faults, key=lambda fault: fault.line or 0)


def columns_of(questions: Sequence[Definition]) -> list[Column]:
    """The columns that a file may have: a question left out has no answer."""
    numbers = numbers_of(questions)
    return [
        *FIXED,
        *(
            Column(question.code, f"{numbers[question.code]}. {question.label}")
            for question in questions
            if kind_of(question).is_asked
        ),
    ]


def read_sheets(
    sent: Sent,
    *,
    survey: int,
    questions: Sequence[Definition],
    at: datetime,
    tell: Tell | None = None,
) -> SheetReading:
    """Read a file. What is wrong is in its findings: this raises nothing."""
    reading = SheetReading(sent.clean_name)
    findings = reading.findings
    try:
        sheet = read_sheet(sent.content, tell=tell)
    except FileRefused as refusal:
        findings.add(Fault(None, "", str(refusal)))
        return reading
    findings.notes += sheet.notes
    places, wrong = find_places(sheet.headings, columns_of(questions))
    for fault in [*wrong, *sheet.faults]:
        findings.add(fault)
    if not wrong:
        rows = (Row(line, places, findings, latest=at) for line in sheet.lines)
        reading.rows = list(_rows(rows, survey, questions))
    return reading


def _rows(rows: Iterator[Row], survey: int, questions: Sequence[Definition]) -> Iterator[SheetRow]:
    """Every sheet with a number of its own; a number that comes back is noted as a fault."""
    lines: dict[str, int] = {}
    for row in rows:
        typed, day = row.text("serial", 40, needed=True), row.day("handed_in")
        serial = _serial(row, survey, typed) if typed else ""
        if serial in lines:
            sentence = _("The number “%(id)s” stands on line %(line)s already.")
            row.complain("serial", sentence % {"id": serial, "line": lines[serial]})
        elif serial and day:
            lines[serial] = row.line.number
            codes = {q.code: row.text(q.code, LONGEST_CODES, is_long=True) for q in questions}
            yield SheetRow(row, serial, day, codes)


def _serial(row: Row, survey: int, typed: str) -> str:
    try:
        return read_serial(survey, typed)
    except Refusal as refusal:
        row.complain("serial", str(refusal))
        return ""
