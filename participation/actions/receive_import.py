"""An import from the admin: received, confirmed, given up. A worker does the long steps in between.

Each of these may be asked twice: a double click is not an error.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import get_language

from accounts import clock, outbox
from accounts.models import User
from participation.actions.enter_sheet import PERMISSION as ENTER
from participation.errors import ImportIsOver, NotAnImporter
from participation.imports.files import Sent
from participation.models import Consultation, IdeaBox, Import, ImportFile, Survey

KIND = "import"
PERMISSION = "participation.add_import"
State = Import.State


@transaction.atomic
def receive_import(
    *,
    who: User,
    consultation: Consultation,
    box: IdeaBox | None,
    ideas: Sent,
    comments: Sent | None,
    token: UUID,
) -> Import:
    """Keep what was sent until a worker has read it, once a form. Raises NotAnImporter."""
    check_importer(who)
    values = {
        "consultation": consultation,
        "box": box,
        "ideas_file": ideas.clean_name,
        "comments_file": comments.clean_name if comments else "",
        "language": get_language() or "fr",
        "created_at": clock.now(),
    }
    return _receive(
        who, token, values, {ImportFile.Kind.IDEAS: ideas, ImportFile.Kind.COMMENTS: comments}
    )


@transaction.atomic
def receive_sheets(*, who: User, survey: Survey, sheets: Sent, token: UUID) -> Import:
    """The same for paper sheets that were typed elsewhere. Raises NotAnImporter."""
    check_importer(who, of_sheets=True)
    values = {
        "content": Import.Content.SHEETS,
        "survey": survey,
        "consultation": survey.consultation,
        "ideas_file": sheets.clean_name,
        "language": get_language() or "fr",
        "created_at": clock.now(),
    }
    return _receive(who, token, values, {ImportFile.Kind.SHEETS: sheets})


@transaction.atomic
def confirm_import(*, who: User, pk: int) -> Import:
    """Let a worker write what was checked; again changes nothing.

    Raises NotAnImporter, ImportIsOver.
    """
    record = _taken(who, pk)
    if record.state in (State.RUNNING, State.DONE):
        return record
    if record.state != State.READY:
        raise ImportIsOver
    record.state = State.RUNNING
    record.save(update_fields=["state"])
    _hand_over(record)
    return record


@transaction.atomic
def discard_import(*, who: User, pk: int, at: datetime | None = None) -> Import:
    """Give up what is not written yet; its files go. Raises NotAnImporter, ImportIsOver."""
    record = _taken(who, pk)
    if record.state in (State.RUNNING, State.DONE):
        raise ImportIsOver
    if record.state != State.DISCARDED:
        end_import(record, State.DISCARDED, at)
    return record


def end_import(record: Import, state: str, at: datetime | None = None) -> None:
    """Nothing more will happen to it: its files are not needed any longer, nor its first lines."""
    record.files.all().delete()
    record.report.pop("first", None)
    record.state, record.finished_at = state, record.finished_at or at or clock.now()
    record.save()


def still_to_do(record: Import) -> Import | None:
    """The record, locked, unless somebody else has done this step meanwhile."""
    rows = Import.objects.select_for_update(of=("self",))
    return rows.filter(pk=record.pk, state=record.state).first()


def note_lines(record: Import, lines: int) -> None:
    """How many lines have been read, for whoever watches."""
    Import.objects.filter(pk=record.pk).update(lines_read=lines)


def _receive(
    who: User, token: UUID, values: dict[str, Any], files: dict[str, Sent | None]
) -> Import:
    record, is_new = Import.objects.get_or_create(started_by=who, token=token, defaults=values)
    if is_new:
        ImportFile.objects.bulk_create(
            ImportFile(of=record, kind=kind, content=file.content)
            for kind, file in files.items()
            if file
        )
        _hand_over(record)
    return record


def _taken(who: User, pk: int) -> Import:
    """The record, locked, for whoever may import what it holds."""
    record = Import.objects.select_for_update(of=("self",)).get(pk=pk)
    check_importer(who, of_sheets=record.is_of_sheets)
    return record


def _hand_over(record: Import) -> None:
    outbox.add(KIND, event=f"import-{record.pk}-{record.state}", target=str(record.pk))


def check_importer(who: User, *, of_sheets: bool = False) -> None:
    """Who may enter paper may import it. Raises NotAnImporter."""
    if not who.has_perm(ENTER if of_sheets else PERMISSION):
        raise NotAnImporter
