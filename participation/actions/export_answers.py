"""Exports of many answers: asked for, written by a worker, read by whoever asked, forgotten.

A few thousand sheets are answered at once, without any of this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO, Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts import clock, outbox
from accounts.models import OutboxMessage, User
from accounts.spreadsheets.writing import write_csv, write_xlsx
from participation.errors import NotAnExporter
from participation.models import AnswerExport, AnswerExportPart, AnswerSheet, Survey
from participation.models.answer_export import EXPORTS_KEPT_FOR
from participation.results.sheet_export import SheetExport

KIND = "answer_export"
PERMISSION = "participation.change_survey"
MOST_AT_ONCE = 2_000  # sheets, about a second of work
PART = 512 * 1024
TELL_EVERY = 500
State = AnswerExport.State


def is_long(survey: Survey) -> bool:
    """Whether its export is a worker's business."""
    some = AnswerSheet.objects.filter(survey=survey).values("pk")[: MOST_AT_ONCE + 1]
    return some.count() > MOST_AT_ONCE


@transaction.atomic
def ask_for_export(
    *, who: User, survey: Survey, kind: str, at: datetime | None = None
) -> AnswerExport:
    """Let a worker write this file; again, while it is being written, changes nothing.

    Raises NotAnExporter.
    """
    if not who.has_perm(PERMISSION):
        raise NotAnExporter
    values = {
        "language": get_language() or "fr",
        "asked_at": at or clock.now(),
        "sheets": AnswerSheet.objects.filter(survey=survey).count(),
    }
    export, is_new = AnswerExport.objects.get_or_create(
        survey=survey, asked_by=who, kind=kind, state=State.WAITING, defaults=values
    )
    if is_new:
        outbox.add(KIND, event=f"answer-export-{export.pk}", target=str(export.pk))
    return export


def write_export(message: OutboxMessage) -> None:
    """What a worker does with the message of `ask_for_export`. Twice is harmless."""
    exports = AnswerExport.objects.select_related("survey")
    export = exports.filter(pk=message.target, state=State.WAITING).first()
    if export is None:
        return
    with translation.override(export.language), TemporaryFile() as file:
        _write(export, message, file)
        _keep(export, file)


def content_of(export: AnswerExport) -> Iterator[bytes]:
    """The file, piece by piece."""
    parts = AnswerExportPart.objects.filter(of=export).order_by("number")
    for number in list(parts.values_list("number", flat=True)):
        yield bytes(parts.values_list("content", flat=True).get(number=number))


def forget_exports(*, at: datetime | None = None) -> int:
    """Drop the files that were asked for a day ago; return how many."""
    old = AnswerExport.objects.filter(asked_at__lte=(at or clock.now()) - EXPORTS_KEPT_FOR)
    forgotten = old.count()
    old.delete()
    return forgotten


def _write(export: AnswerExport, message: OutboxMessage, file: IO[bytes]) -> None:
    """Outside any transaction, so that others see how far it is."""
    answers = SheetExport(export.survey)
    rows = _told(answers.rows(), export, message)
    if export.kind == AnswerExport.Kind.XLSX:
        more = {_("Definitions"): answers.definitions()}
        write_xlsx(answers.headings(), rows, more, file)
    else:
        file.writelines(write_csv(answers.headings(), rows))


def _told(
    rows: Iterable[list[Any]], export: AnswerExport, message: OutboxMessage
) -> Iterator[list[Any]]:
    """The rows; whoever waits reads how many, and no other worker takes the work over."""
    for number, row in enumerate(rows, 1):
        yield row
        if number % TELL_EVERY == 0:
            AnswerExport.objects.filter(pk=export.pk).update(sheets_written=number)
            outbox.hold(message)


@transaction.atomic
def _keep(export: AnswerExport, file: IO[bytes]) -> None:
    """Unless it was forgotten meanwhile, or another worker was quicker."""
    rows = AnswerExport.objects.select_for_update()
    if not rows.filter(pk=export.pk, state=State.WAITING).exists():
        return
    size = file.seek(0, 2)
    file.seek(0)
    for number, content in enumerate(iter(lambda: file.read(PART), b"")):
        AnswerExportPart.objects.create(of=export, number=number, content=content)
    AnswerExport.objects.filter(pk=export.pk).update(
        state=State.READY, size=size, sheets_written=export.sheets, finished_at=clock.now()
    )
