"""What a worker does with an import: it checks the files, and once these are confirmed writes them.

Each step may be begun again by another worker where the first one died: the record's state says
what is still to be done, and changes in the transaction that does it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import translation

from accounts import clock
from accounts.models import OutboxMessage
from participation.actions.import_box import choose_box
from participation.actions.import_ideas import Target, check_import, import_ideas
from participation.actions.receive_import import end_import, note_lines, still_to_do
from participation.actions.run_sheet_import import check_file, write_file
from participation.errors import ImportIsOver, Refusal
from participation.imports import told
from participation.imports.files import Reading, Sent
from participation.imports.plan import Plan
from participation.models import Import, ImportFile

State = Import.State


def work_on_import(message: OutboxMessage) -> None:
    """What a worker does with the message of `_hand_over`: check, or write. Twice is harmless."""
    records = Import.objects.select_related("consultation", "box", "survey__consultation")
    record = records.filter(pk=message.target).first()
    if record is None or not record.is_moving:
        return
    with translation.override(record.language):
        try:
            _step_of(record)(record, clock.now())
        except Refusal as refusal:
            _refuse(record, str(refusal))


def forget_imports(*, at: datetime | None = None) -> int:
    """Drop the files and the excerpts of imports a day old; what still waited is given up.

    Return how many imports that were. What was imported, and how many, stays.
    """
    at, forgotten = at or clock.now(), 0
    for pk in list(Import.objects.stale(at).values_list("pk", flat=True)):
        with transaction.atomic():
            record = Import.objects.select_for_update(of=("self",)).get(pk=pk)
            is_over = record.state in (State.DONE, State.REFUSED, State.DISCARDED)
            end_import(record, record.state if is_over else State.DISCARDED, at)
            Import.objects.filter(pk=pk).update(report={})
            forgotten += 1
    return forgotten


def _step_of(record: Import) -> Callable[[Import, datetime], None]:
    is_first = record.state == State.CHECKING
    if record.is_of_sheets:
        return check_file if is_first else write_file
    return _check if is_first else _run


def _check(record: Import, at: datetime) -> None:
    target, reading, plan = _read(record, at)
    with transaction.atomic():
        current = still_to_do(record)
        if current is None:
            return
        _note(current, reading, plan, target)
        if reading.found:
            end_import(current, State.REFUSED, at)
        elif plan.is_empty:
            end_import(current, State.DONE, at)
        else:
            current.state = State.READY
            current.save()


def _run(record: Import, at: datetime) -> None:
    """Read again, for the box may have changed since; then write, in one transaction."""
    target, reading, plan = _read(record, at)
    with transaction.atomic():
        current = still_to_do(record)
        if current is None:
            return
        _note(current, reading, plan, target)
        if reading.found:
            end_import(current, State.REFUSED, at)
        else:
            import_ideas(target=target, reading=reading, record=current)
            end_import(current, State.DONE, at)


def _read(record: Import, at: datetime) -> tuple[Target, Reading, Plan]:
    """Outside any transaction, so that others see how many lines have been read."""
    files = {file.kind: bytes(file.content) for file in record.files.all()}
    if record.consultation is None or ImportFile.Kind.IDEAS not in files:
        raise ImportIsOver
    box = choose_box(consultation=record.consultation, box_id=record.box_id)
    target = Target(record.consultation, box)
    comments = files.get(ImportFile.Kind.COMMENTS)
    reading, plan = check_import(
        target=target,
        ideas=Sent(record.ideas_file, files[ImportFile.Kind.IDEAS]),
        comments=None if comments is None else Sent(record.comments_file, comments),
        at=at,
        tell=lambda done: note_lines(record, done),
    )
    return target, reading, plan


def _note(record: Import, reading: Reading, plan: Plan, target: Target) -> None:
    record.lines_read = len(reading.ideas) + len(reading.comments)
    record.ideas_there, record.comments_there = plan.ideas_there, plan.comments_there
    record.faults_found = reading.found
    record.report = {
        "figures": told.foresee(reading, plan, target.box),
        "first": told.first_lines(reading),
        "faults": [
            [name, fault.line, fault.column, fault.sentence] for name, fault in reading.faults()
        ],
    }


@transaction.atomic
def _refuse(record: Import, sentence: str) -> None:
    if current := still_to_do(record):
        current.faults_found, current.report = 1, {"faults": [["", None, "", sentence]]}
        end_import(current, State.REFUSED, clock.now())
