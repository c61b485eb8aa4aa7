"""Bringing in paper sheets that were typed elsewhere: all or nothing, and twice adds nothing.

What a sheet says is read as the screen of entry reads it, and held to the same rules.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from accounts import clock, outbox
from accounts.spreadsheets.reading import Tell
from participation.actions.enter_sheet import check_deposit, token_of
from participation.actions.submit_sheet import answerable_version, answers_of
from participation.errors import FilesHaveFaults, Refusal
from participation.imports.files import Sent
from participation.imports.sheets import SheetReading, SheetRow, read_sheets
from participation.models import (
    Answer,
    AnswerSheet,
    Channel,
    Import,
    SheetToCount,
    Survey,
    SurveyVersion,
)
from participation.results.controls import paper_sheets
from participation.surveys.definition import Definition
from participation.surveys.encoding import read_codes
from participation.surveys.errors import AnswersInvalid, NothingAnswered
from participation.surveys.illegible import with_illegible
from participation.surveys.sheet import Given, read_sheet

BATCH = 500


@dataclass
class SheetsPlan:
    """What a file would add to a survey."""

    survey: Survey
    version: SurveyVersion
    questions: list[Definition]
    reading: SheetReading
    new: list[tuple[SheetRow, datetime, Given]] = field(default_factory=list)
    there: int = 0

    @property
    def is_empty(self) -> bool:
        return not self.new


def check_sheets(
    *, survey: Survey, sent: Sent, at: datetime, tell: Tell | None = None
) -> SheetsPlan:
    """What a file holds, what is wrong with it, and what it would add. Writes nothing.

    Raises SurveyNotReady.
    """
    version = answerable_version(survey, None, at)
    questions = version.definitions()
    reading = read_sheets(sent, survey=survey.pk, questions=questions, at=at, tell=tell)
    plan = SheetsPlan(survey, version, questions, reading)
    there = set(paper_sheets(survey).values_list("serial", flat=True))
    for row in reading.rows:
        if row.serial in there:
            plan.there += 1
        else:
            _check(plan, row, at)
    return plan


@transaction.atomic
def import_sheets(*, plan: SheetsPlan, record: Import, at: datetime | None = None) -> Import:
    """Write what is not there yet, and how many that was into `record`, which is saved with it.

    A sheet that was entered since the check makes the database refuse the whole: check again.
    Raises FilesHaveFaults, IntegrityError.
    """
    if plan.reading.findings.found:
        raise FilesHaveFaults
    at = at or clock.now()
    made = AnswerSheet.objects.bulk_create(
        [
            AnswerSheet(
                survey=plan.survey,
                version=plan.version,
                channel=Channel.PAPER,
                serial=row.serial,
                token=token_of(plan.survey, row.serial),
                submitted_at=deposit,
                started_at=at,
                agent=record.started_by,
            )
            for row, deposit, _given in plan.new
        ],
        batch_size=BATCH,
    )
    _write_answers(plan, made)
    record.sheets_made, record.sheets_there = len(made), plan.there
    record.state, record.finished_at = Import.State.DONE, at
    record.save()
    outbox.add("purge", event=f"import-{record.pk}")
    return record


def _check(plan: SheetsPlan, row: SheetRow, at: datetime) -> None:
    """Into the plan, or into the findings: a fault for each cell that has to be mended."""
    try:
        deposit = check_deposit(plan.survey, row.handed_in, at)
    except Refusal as refusal:
        row.row.complain("handed_in", str(refusal))
        return
    try:
        entry = read_codes(plan.questions, row.codes)
        given = read_sheet(plan.questions, entry.fields, is_whole=False)
        given = with_illegible(plan.questions, given, entry.illegible)
        if not given:
            raise NothingAnswered
    except AnswersInvalid as refusal:
        for code, sentence in refusal.faults.items():
            row.row.complain(code, sentence)
    except Refusal as refusal:
        row.row.complain("serial", str(refusal))
    else:
        plan.new.append((row, deposit, given))


def _write_answers(plan: SheetsPlan, made: list[AnswerSheet]) -> None:
    Answer.objects.bulk_create(
        (
            answer
            for sheet, (_row, _deposit, given) in zip(made, plan.new, strict=True)
            for answer in answers_of(sheet, plan.version, given)
        ),
        batch_size=BATCH,
    )
    SheetToCount.objects.bulk_create(
        (SheetToCount(survey_id=plan.survey.pk, sheet_id=sheet.pk) for sheet in made),
        batch_size=BATCH,
    )
