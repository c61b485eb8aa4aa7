"""Typing a paper sheet a second time, by somebody else: what differs is listed, nothing counted."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime

from accounts import clock
from accounts.models import User
from participation.actions.enter_sheet import check_agent
from participation.models import AnswerSheet, ControlEntry, Survey
from participation.results.controls import every_tenth, given_of
from participation.surveys.encoding import Entry
from participation.surveys.errors import (
    ControlNotAsked,
    ControlOfOnesOwn,
    NothingAnswered,
    SheetAlreadyControlled,
)
from participation.surveys.illegible import with_illegible
from participation.surveys.said import as_json, compared, controlled, differences
from participation.surveys.serial import read_serial
from participation.surveys.sheet import read_sheet


@transaction.atomic
def control_sheet(
    *, survey: Survey, serial: str, entry: Entry, agent: User, at: datetime | None = None
) -> ControlEntry:
    """Keep what a second person reads on a sheet, apart from what counts.

    Raises NotADataEntryAgent, SerialWrong, SerialOfAnotherSurvey, ControlNotAsked,
    ControlOfOnesOwn, SheetAlreadyControlled, SheetTampered, AnswersInvalid, NothingAnswered.
    """
    check_agent(agent)
    sheet = sheet_to_control(survey, serial, agent)
    questions = sheet.version.definitions()
    asked = controlled(questions)
    second = with_illegible(asked, read_sheet(asked, entry.fields, is_whole=False), entry.illegible)
    if not second:
        raise NothingAnswered
    first = given_of([sheet.pk]).get(sheet.pk, {})
    found = {difference.question.code for difference in differences(questions, first, second)}
    try:
        with transaction.atomic():
            return ControlEntry.objects.create(
                sheet=sheet,
                agent=agent,
                entered_at=at or clock.now(),
                answers=as_json(second),
                compared=compared(questions, first, second),
                differing=len(found),
            )
    except IntegrityError:  # a colleague has just done it
        _check_not_controlled(sheet)
        raise


def sheet_to_control(survey: Survey, serial: str, agent: User) -> AnswerSheet:
    """The sheet that waits for its control by this person. Raises SerialWrong,
    SerialOfAnotherSurvey, ControlNotAsked, ControlOfOnesOwn, SheetAlreadyControlled."""
    serial = read_serial(survey.pk, serial)
    sheets = AnswerSheet.objects.filter(survey=survey, serial=serial).select_related("version")
    sheet = sheets.first()
    if sheet is None or sheet.pk not in every_tenth(survey):
        raise ControlNotAsked
    _check_not_controlled(sheet)
    if sheet.agent_id == agent.pk:
        raise ControlOfOnesOwn
    return sheet


def _check_not_controlled(sheet: AnswerSheet) -> None:
    entry = ControlEntry.objects.filter(sheet=sheet).select_related("agent").first()
    if entry:
        day = date_format(localtime(entry.entered_at), "SHORT_DATETIME_FORMAT")
        raise SheetAlreadyControlled(str(entry.agent), day)
