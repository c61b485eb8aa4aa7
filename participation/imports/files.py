"""From what was sent to rows that may be written: both files read, each with what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from django.utils.translation import gettext as _

from accounts.errors import FileRefused
from accounts.spreadsheets.reading import Fault, Sheet, Tell, read_sheet
from accounts.text import clean_line
from participation.imports import columns
from participation.imports.comments import CommentRow, read_comments
from participation.imports.ideas import IdeaRow, read_ideas
from participation.imports.row import Findings, Row

LONGEST_NAME = 100
_AnyRow = TypeVar("_AnyRow")


@dataclass(frozen=True)
class Sent:
    """A file as it arrives."""

    name: str
    content: bytes

    @property
    def clean_name(self) -> str:
        """Its name without folders, control characters or tricks of direction."""
        name = clean_line(self.name.replace("\\", "/").rpartition("/")[2])
        return name[-LONGEST_NAME:] or _("file")


@dataclass
class Reading:
    """What both files hold. Nothing may be written while `found` is not zero."""

    ideas: list[IdeaRow] = field(default_factory=list)
    comments: list[CommentRow] = field(default_factory=list)
    findings: dict[str, Findings] = field(default_factory=dict)

    @property
    def found(self) -> int:
        """How many things are wrong."""
        return sum(findings.found for findings in self.findings.values())

    def faults(self) -> list[tuple[str, Fault]]:
        """Each fault with the name of its file, in the order of the lines."""
        return [
            (name, fault)
            for name, findings in self.findings.items()
            for fault in sorted(findings.faults, key=lambda fault: fault.line or 0)
        ]

    def notes(self) -> list[tuple[str, str]]:
        return [(name, note) for name, found in self.findings.items() for note in found.notes]


def read_files(
    ideas: Sent, comments: Sent | None, *, at: datetime, tell: Tell | None = None
) -> Reading:
    """Read both. What is wrong is in the answer's findings: this raises nothing."""
    reading, tell = Reading(), tell or (lambda done: None)
    findings = reading.findings[ideas.clean_name] = Findings()
    reading.ideas = _read(ideas, columns.IDEAS, read_ideas, findings, at, tell)
    if comments is not None:
        name, before = comments.clean_name, len(reading.ideas)
        if name in reading.findings:
            name = f"{name} ({_('comments')})"[-LONGEST_NAME:]
        findings = reading.findings[name] = Findings()
        reading.comments = _read(
            comments, columns.COMMENTS, read_comments, findings, at, lambda n: tell(before + n)
        )
    return reading


def _read(
    sent: Sent,
    known: Sequence[columns.Column],
    read_rows: Callable[[Iterator[Row]], list[_AnyRow]],
    findings: Findings,
    at: datetime,
    tell: Tell,
) -> list[_AnyRow]:
    try:
        sheet = read_sheet(sent.content, tell=tell)
    except FileRefused as refusal:
        findings.add(Fault(None, "", str(refusal)))
        return []
    findings.notes += sheet.notes
    places, wrong = columns.find_places(sheet.headings, known)
    for fault in [*wrong, *sheet.faults]:
        findings.add(fault)
    return [] if wrong else read_rows(_rows(sheet, places, findings, at))


def _rows(sheet: Sheet, places: dict[str, int], findings: Findings, at: datetime) -> Iterator[Row]:
    return (Row(line, places, findings, latest=at) for line in sheet.lines)
