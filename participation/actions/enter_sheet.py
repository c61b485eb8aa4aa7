"""Entering a paper sheet: it counts at the day on which it was handed in, once per serial."""

from __future__ import annotations

from datetime import date, datetime
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime

from accounts import clock
from accounts.models import User
from participation.actions.doors import check_open
from participation.actions.submit_sheet import answerable_version, write_answers
from participation.models import AnswerSheet, Channel, Survey, SurveyVersion
from participation.surveys.deposit import deposit_at
from participation.surveys.encoding import Entry
from participation.surveys.errors import (
    DepositInTheFuture,
    NotADataEntryAgent,
    NothingAnswered,
    SheetAlreadyEntered,
)
from participation.surveys.illegible import with_illegible
from participation.surveys.serial import read_serial
from participation.surveys.sheet import read_sheet

PERMISSION = "participation.add_answersheet"


@transaction.atomic
def enter_sheet(
    *,
    survey: Survey,
    serial: str,
    entry: Entry,
    agent: User,
    handed_in: date,
    version: SurveyVersion | None = None,
    at: datetime | None = None,
) -> AnswerSheet:
    """Keep a sheet that was filled in on paper, whole, with who entered it.

    The window is asked about the day on which it was handed in; what a paper leaves out is left
    out, even where the screen requires it, and what cannot be read is kept as such. `version`: the
    one that was printed, where another one has come since; paper is slower than a day. Raises
    NotADataEntryAgent, SerialWrong, SerialOfAnotherSurvey, SheetAlreadyEntered, DepositInTheFuture,
    ActivityClosed, ActivityNotOpenYet, SheetTampered, AnswersInvalid, NothingAnswered.
    """
    check_agent(agent)
    serial = read_serial(survey.pk, serial)
    at = at or clock.now()
    check_not_entered(survey, serial)
    deposit = check_deposit(survey, handed_in, at)
    if version is None or version.survey_id != survey.pk:
        version = answerable_version(survey, None, at)
    questions = version.definitions()
    given = read_sheet(questions, entry.fields, is_whole=False)
    given = with_illegible(questions, given, entry.illegible)
    if not given:
        raise NothingAnswered
    try:
        with transaction.atomic():
            sheet = AnswerSheet.objects.create(
                survey=survey,
                version=version,
                channel=Channel.PAPER,
                serial=serial,
                token=token_of(survey, serial),
                submitted_at=deposit,
                started_at=at,
                agent=agent,
            )
            write_answers(sheet, version, given)
    except IntegrityError:  # a colleague has just entered it
        check_not_entered(survey, serial)
        raise
    return sheet


def check_agent(agent: User) -> None:
    """Raise NotADataEntryAgent."""
    if not agent.has_perm(PERMISSION):
        raise NotADataEntryAgent


def check_deposit(survey: Survey, handed_in: date, at: datetime) -> datetime:
    """When a sheet of this day counts. No role opens a closed window: raises DepositInTheFuture,
    ActivityNotOpenYet, ParticipationSuspended, ActivityClosed."""
    if handed_in > at.astimezone(clock.BRUSSELS).date():
        raise DepositInTheFuture
    deposit = deposit_at(handed_in, survey.window()[0])
    check_open(survey, deposit)
    return deposit


def token_of(survey: Survey, serial: str) -> UUID:
    """A paper sheet has no browser: its number stands for the form."""
    return uuid5(NAMESPACE_OID, f"{survey.pk}:{serial}")


def check_not_entered(survey: Survey, serial: str) -> None:
    """Raise SheetAlreadyEntered, with who and when."""
    sheets = AnswerSheet.objects.filter(survey=survey, serial=serial).select_related("agent")
    if sheet := sheets.first():
        entered = localtime(sheet.started_at or sheet.submitted_at)
        day = date_format(entered, "SHORT_DATETIME_FORMAT")
        raise SheetAlreadyEntered(str(sheet.agent), day)
