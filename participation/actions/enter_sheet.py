"""Entering a paper sheet: it counts at the day on which it was handed in, once per serial."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from uuid import NAMESPACE_OID, uuid5

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime

from accounts import clock
from accounts.models import User
from participation.actions.doors import check_open
from participation.actions.submit_sheet import answerable_version, write_answers
from participation.models import AnswerSheet, Channel, Survey
from participation.surveys.errors import (
    DepositInTheFuture,
    NotADataEntryAgent,
    NothingAnswered,
    SheetAlreadyEntered,
)
from participation.surveys.serial import read_serial
from participation.surveys.sheet import read_sheet

PERMISSION = "participation.add_answersheet"


@transaction.atomic
def enter_sheet(
    *,
    survey: Survey,
    serial: str,
    typed: Mapping[str, Sequence[str]],
    agent: User,
    handed_in: date,
    at: datetime | None = None,
) -> AnswerSheet:
    """Keep a sheet that was filled in on paper, whole, with who entered it.

    The window is asked about the day on which it was handed in, at noon in Brussels; what a paper
    leaves out is left out, even where the screen requires it. Raises NotADataEntryAgent,
    SerialWrong, SerialOfAnotherSurvey, SheetAlreadyEntered, DepositInTheFuture, ActivityClosed,
    ActivityNotOpenYet, SheetTampered, AnswersInvalid, NothingAnswered.
    """
    if not agent.has_perm(PERMISSION):
        raise NotADataEntryAgent
    serial = read_serial(survey.pk, serial)
    at = at or clock.now()
    check_not_entered(survey, serial)
    deposit = datetime.combine(handed_in, time(12), tzinfo=clock.BRUSSELS)
    if handed_in > at.astimezone(clock.BRUSSELS).date():
        raise DepositInTheFuture
    check_open(survey, deposit)
    version = answerable_version(survey, None, at)
    given = read_sheet(version.definitions(), typed, is_whole=False)
    if not given:
        raise NothingAnswered
    try:
        with transaction.atomic():
            sheet = AnswerSheet.objects.create(
                survey=survey,
                version=version,
                channel=Channel.PAPER,
                serial=serial,
                token=uuid5(NAMESPACE_OID, f"{survey.pk}:{serial}"),
                submitted_at=deposit,
                started_at=at,
                agent=agent,
            )
            write_answers(sheet, version, given)
    except IntegrityError:  # a colleague has just entered it
        check_not_entered(survey, serial)
        raise
    return sheet


def check_not_entered(survey: Survey, serial: str) -> None:
    """Raise SheetAlreadyEntered, with who and when."""
    sheets = AnswerSheet.objects.filter(survey=survey, serial=serial).select_related("agent")
    if sheet := sheets.first():
        entered = localtime(sheet.started_at or sheet.submitted_at)
        day = date_format(entered, "SHORT_DATETIME_FORMAT")
        raise SheetAlreadyEntered(str(sheet.agent), day)
