"""What a worker does with a file of paper sheets: it checks it, and once confirmed writes it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from participation.actions.import_sheets import SheetsPlan, check_sheets, import_sheets
from participation.actions.receive_import import end_import, note_lines, still_to_do
from participation.errors import ImportIsOver
from participation.imports import told_sheets
from participation.imports.files import Sent
from participation.models import Import, ImportFile

State = Import.State


def check_file(record: Import, at: datetime) -> None:
    """Raises ImportIsOver, SurveyNotReady."""
    plan = _read(record, at)
    with transaction.atomic():
        current = still_to_do(record)
        if current is None:
            return
        _note(current, plan)
        if plan.reading.findings.found:
            end_import(current, State.REFUSED, at)
        elif plan.is_empty:
            end_import(current, State.DONE, at)
        else:
            current.state = State.READY
            current.save()


def write_file(record: Import, at: datetime) -> None:
    """Read again, for sheets may have been entered since; then write, in one transaction.

    Where somebody enters one of them in between, the database refuses the whole: the outbox comes
    back to it, and finds that sheet there. Raises ImportIsOver, SurveyNotReady, IntegrityError.
    """
    plan = _read(record, at)
    with transaction.atomic():
        current = still_to_do(record)
        if current is None:
            return
        _note(current, plan)
        if plan.reading.findings.found:
            end_import(current, State.REFUSED, at)
        else:
            import_sheets(plan=plan, record=current, at=at)
            end_import(current, State.DONE, at)


def _read(record: Import, at: datetime) -> SheetsPlan:
    """Outside any transaction, so that others see how many lines have been read."""
    file = record.files.filter(kind=ImportFile.Kind.SHEETS).first()
    if record.survey is None or file is None:
        raise ImportIsOver
    sent = Sent(record.ideas_file, bytes(file.content))
    return check_sheets(
        survey=record.survey, sent=sent, at=at, tell=lambda done: note_lines(record, done)
    )


def _note(record: Import, plan: SheetsPlan) -> None:
    reading, new = plan.reading, [row for row, _deposit, _given in plan.new]
    record.lines_read, record.sheets_there = len(reading.rows), plan.there
    record.faults_found = reading.findings.found
    record.report = {
        "figures": told_sheets.foresee(plan.survey, new, plan.there)
        | {"notes": [(reading.name, note) for note in reading.findings.notes]},
        "first": {"sheets": told_sheets.first_lines(reading)},
        "faults": [
            [reading.name, fault.line, fault.column, fault.sentence] for fault in reading.faults()
        ],
    }
