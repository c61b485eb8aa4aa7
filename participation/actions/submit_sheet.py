"""Answering a survey. Nothing else creates an AnswerSheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts import clock
from accounts.codes import hash_of
from accounts.models import Person
from participation.actions.doors import check_confirmed, check_open, take_turn
from participation.actions.first_sheet import first_sheet
from participation.errors import AccountNeeded, AddressNeeded, Refusal
from participation.models import (
    Answer,
    AnswerSheet,
    Channel,
    SheetDraft,
    SheetToCount,
    Survey,
    SurveyVersion,
)
from participation.receipts import receipt_of
from participation.surveys.errors import AlreadyAnswered, NothingAnswered, SurveyNotReady
from participation.surveys.sheet import Given, read_sheet

STILL_TAKEN = timedelta(days=1)  # how long a sheet begun before a new version is taken as it was


@dataclass(frozen=True)
class Sheet:
    """What came in: the fields of the form as typed, and the form's own token."""

    typed: Mapping[str, Sequence[str]]
    token: UUID
    version: int | None = None  # the version that was shown, if another one may have come since
    language: str = ""
    started_at: datetime | None = None


def submit_sheet(
    *, survey: Survey, sheet: Sheet, person: Person | None = None, at: datetime | None = None
) -> AnswerSheet:
    """Keep a whole sheet, or nothing. The same form sent twice is kept once.

    Where anyone may answer no person is kept; who has to confirm an address first comes by
    `confirm_sheet`. Raises AccountNeeded, AddressNeeded, EmailNotConfirmed,
    ActivityNotOpenYet, ActivityClosed, ParticipationSuspended, AlreadyAnswered, SurveyNotReady,
    SheetTampered, AnswersInvalid, NothingAnswered.
    """
    return _at_once(survey, sheet, person, at) or _step_by_step(survey, sheet, person, at)


def _at_once(
    survey: Survey, sheet: Sheet, person: Person | None, at: datetime | None
) -> AnswerSheet | None:
    """What one statement can do; None for all else, refusals too."""
    version = survey.current_version()
    if version is None or sheet.version not in (None, version.pk):
        return None
    try:
        person = _known(survey, person)
        given = read_sheet(version.definitions(), sheet.typed)
    except Refusal:
        return None
    made = _sheet_of(version, sheet, person)
    answers = answers_of(made, version, given)
    if answers and first_sheet(made, answers, respondents=survey.respondents, at=at):
        return made
    return None


@transaction.atomic
def _step_by_step(
    survey: Survey, sheet: Sheet, person: Person | None, at: datetime | None
) -> AnswerSheet:
    if person := _known(survey, person):
        take_turn(person)
    at = at or clock.now()
    if earlier := sheet_of(survey, sheet.token, person):
        if earlier.token != sheet.token:
            raise AlreadyAnswered
        return earlier
    check_open(survey, at)
    version = answerable_version(survey, sheet.version, at)
    given = read_sheet(version.definitions(), sheet.typed)
    if not given:
        raise NothingAnswered
    try:
        with transaction.atomic():
            return write_sheet(version, given, sheet, person, at=at)
    except IntegrityError:  # the same form, sent twice at the same moment
        if earlier := sheet_of(survey, sheet.token, person):
            return earlier
        raise


def sheet_of(survey: Survey, token: UUID | None, person: Person | None) -> AnswerSheet | None:
    """What this form, or this person, has already sent."""
    mine = Q(token=token)
    if person:
        mine |= Q(person=person)
    return AnswerSheet.objects.filter(mine, survey=survey).first()


def answerable_version(survey: Survey, shown: int | None, at: datetime | None) -> SurveyVersion:
    """The current version; or the one that was shown, for a day after another one came."""
    current = survey.current_version()
    if current is None:
        raise SurveyNotReady
    if shown and shown != current.pk and (at or clock.now()) - current.published_at < STILL_TAKEN:
        earlier = survey.versions.with_questions().filter(pk=shown).first()
        return earlier or current
    return current


def _known(survey: Survey, person: Person | None) -> Person | None:
    """Who is kept with the sheet. Raises AccountNeeded, AddressNeeded, EmailNotConfirmed."""
    if survey.asks_address:
        raise AddressNeeded
    if not survey.needs_account:
        return None
    if person is None:
        raise AccountNeeded
    if survey.respondents == Survey.Respondents.CONFIRMED:
        check_confirmed(person)
    return person


def write_sheet(
    version: SurveyVersion,
    given: Given,
    sheet: Sheet,
    person: Person | None = None,
    *,
    at: datetime,
    address_mark: str = "",
) -> AnswerSheet:
    """The rows of a sheet, once every rule has been looked at. Raises IntegrityError."""
    made = _sheet_of(version, sheet, person)
    made.submitted_at, made.address_mark = at, address_mark
    made.save()
    write_answers(made, version, given)
    SheetDraft.objects.filter(survey=version.survey_id, token=sheet.token).delete()
    return made


def write_answers(sheet: AnswerSheet, version: SurveyVersion, given: Given) -> None:
    """The rows of a sheet that has just been made, and the mark for the tally."""
    Answer.objects.bulk_create(answers_of(sheet, version, given))
    SheetToCount.objects.create(survey_id=version.survey_id, sheet_id=sheet.pk)


def _sheet_of(version: SurveyVersion, sheet: Sheet, person: Person | None) -> AnswerSheet:
    return AnswerSheet(
        survey_id=version.survey_id,
        version=version,
        person=person,
        channel=Channel.WEB,
        token=sheet.token,
        receipt_hash="" if person else hash_of(receipt_of(version.survey_id, sheet.token)),
        language=sheet.language,
        started_at=sheet.started_at,
    )


def answers_of(sheet: AnswerSheet, version: SurveyVersion, given: Given) -> list[Answer]:
    return [
        Answer(
            sheet_id=sheet.pk,  # by number: a sheet costs a third less of Django's time
            question_id=question.pk,
            row=value.row,
            option=value.option,
            number=value.number,
            text=value.text,
            date=value.date,
        )
        for question in version.questions()
        for value in given.get(question.code, ())
    ]
