"""An import from the admin: received, confirmed, given up. A worker does the long steps in between.

Each of these may be asked twice: a double click is not an error.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import get_language

from accounts import clock, outbox
from accounts.models import User
from participation.errors import ImportIsOver, NotAnImporter
from participation.imports.files import Sent
from participation.models import Consultation, IdeaBox, Import, ImportFile

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
    _check_importer(who)
    values = {
        "consultation": consultation,
        "box": box,
        "ideas_file": ideas.clean_name,
        "comments_file": comments.clean_name if comments else "",
        "language": get_language() or "fr",
        "created_at": clock.now(),
    }
    record, is_new = Import.objects.get_or_create(started_by=who, token=token, defaults=values)
    if is_new:
        _keep(record, ideas, comments)
        _hand_over(record)
    return record


@transaction.atomic
def confirm_import(*, who: User, pk: int) -> Import:
    """Let a worker write what was checked; again changes nothing.

    Raises NotAnImporter, ImportIsOver.
    """
    _check_importer(who)
    record = Import.objects.select_for_update(of=("self",)).get(pk=pk)
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
    _check_importer(who)
    record = Import.objects.select_for_update(of=("self",)).get(pk=pk)
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


def _keep(record: Import, ideas: Sent, comments: Sent | None) -> None:
    files = [(ImportFile.Kind.IDEAS, ideas), (ImportFile.Kind.COMMENTS, comments)]
    ImportFile.objects.bulk_create(
        ImportFile(of=record, kind=kind, content=file.content) for kind, file in files if file
    )


def _hand_over(record: Import) -> None:
    outbox.add(KIND, event=f"import-{record.pk}-{record.state}", target=str(record.pk))


def _check_importer(who: User) -> None:
    if not who.has_perm(PERMISSION):
        raise NotAnImporter
