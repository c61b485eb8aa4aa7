"""Surveys for whoever confirms an e-mail address: no account, one sheet per mailbox.

The answers count as of the moment at which they were sent, like paper at the day on which it was
handed in; until the button of the mail is pressed they count nowhere.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core import signing
from django.db import IntegrityError, transaction

from accounts import addresses, clock
from accounts.models import Person
from participation import notices
from participation.actions.doors import check_confirmed, check_open
from participation.actions.submit_sheet import Sheet, answerable_version, write_sheet
from participation.errors import LinkNotGood
from participation.models import AnswerSheet, SheetDraft, Survey, WaitingSheet
from participation.surveys.errors import AlreadyAnswered, NothingAnswered
from participation.surveys.sheet import read_sheet

KEPT_FOR = timedelta(hours=48)  # how long the button of the mail is good
MARK_KEPT_FOR = timedelta(days=30)  # after the closing
_SALT = "waiting-sheet"
_SHORT = 12  # signs of a mark that a link holds: it is signed anyway


def mark_for(survey: Survey, email: str) -> str:
    """What compares addresses within one survey, and in no other."""
    return addresses.mark_of(email, f"survey-{survey.pk}")


@transaction.atomic
def hold_sheet(*, survey: Survey, sheet: Sheet, email: str, at: datetime | None = None) -> None:
    """Keep whole answers apart and write to the address; the answer is the same for all addresses.

    Who has answered already is told so by the mail, and by nothing else. Raises
    ActivityNotOpenYet, ActivityClosed, ParticipationSuspended, SurveyNotReady, SheetTampered,
    AnswersInvalid, NothingAnswered.
    """
    at = at or clock.now()
    check_open(survey, at)
    version = answerable_version(survey, sheet.version, at)
    if not read_sheet(version.definitions(), sheet.typed):
        raise NothingAnswered
    mark = mark_for(survey, email)
    if AnswerSheet.objects.filter(survey=survey, address_mark=mark).exists():
        notices.already_answered(survey, email, sheet.language)
        return
    values = {
        "version": version,
        "address_mark": mark,
        "typed": {name: list(texts) for name, texts in sheet.typed.items()},
        "language": sheet.language,
        "started_at": sheet.started_at,
        "sent_at": at,
    }
    waiting, _is_new = WaitingSheet.objects.update_or_create(
        survey=survey, token=sheet.token, defaults=values
    )
    notices.sheet_to_confirm(waiting, email, link_to(waiting))


@transaction.atomic
def confirm_sheet(*, link: str, at: datetime | None = None) -> AnswerSheet:
    """Count what waited. The same link twice is harmless. Raises LinkNotGood, AlreadyAnswered."""
    number, mark, token = _read(link)
    found = WaitingSheet.objects.filter(pk=number, address_mark__startswith=mark).first()
    waiting = _take_turn(found.address_mark).get(number) if found else None
    if waiting is None:
        return _confirmed_before(mark, token)
    if (at or clock.now()) - waiting.sent_at >= KEPT_FOR:
        raise LinkNotGood
    survey = Survey.objects.select_related("consultation").get(pk=waiting.survey_id)
    check_open(survey, waiting.sent_at)
    sheet = Sheet(
        waiting.typed, waiting.token, waiting.version_id, waiting.language, waiting.started_at
    )
    return _count(survey, sheet, waiting.address_mark, waiting.sent_at)


@transaction.atomic
def answer_with_account(
    *, survey: Survey, sheet: Sheet, person: Person, at: datetime | None = None
) -> AnswerSheet:
    """An account has confirmed its address already: its answers count at once, and keep no person.

    Raises EmailNotConfirmed, AlreadyAnswered, and what `submit_sheet` raises.
    """
    check_confirmed(person)
    assert person.user is not None  # it has a confirmed address
    at = at or clock.now()
    check_open(survey, at)
    return _count(survey, sheet, mark_for(survey, person.user.email), at)


def waiting_for(survey: Survey, link: str, at: datetime | None = None) -> bool:
    """Whether this link still leads to something, confirmed or not. Raises LinkNotGood."""
    number, mark, token = _read(link)
    since = (at or clock.now()) - KEPT_FOR
    rows = WaitingSheet.objects.filter(survey=survey, pk=number, sent_at__gt=since)
    if rows.filter(address_mark__startswith=mark).exists():
        return True
    return _confirmed_before(mark, token).survey_id == survey.pk


def link_to(waiting: WaitingSheet) -> str:
    """Neither the address nor an answer is in it."""
    mark = waiting.address_mark[:_SHORT]
    return signing.dumps([waiting.pk, mark, waiting.token.hex], salt=_SALT)


def purge_waiting(*, at: datetime | None = None) -> int:
    """Forget answers that nobody confirmed, and the marks of surveys long closed; return how many
    answers went."""
    at = at or clock.now()
    deleted, _by_model = WaitingSheet.objects.filter(sent_at__lte=at - KEPT_FOR).delete()
    asking = Survey.objects.filter(respondents=Survey.Respondents.EMAIL)
    for survey in asking.select_related("consultation"):
        closes = survey.window()[1]
        if closes and closes <= at - MARK_KEPT_FOR:
            marked = AnswerSheet.objects.filter(survey=survey).exclude(address_mark="")
            marked.update(address_mark="")
    return deleted


def _take_turn(mark: str) -> dict[int, WaitingSheet]:
    """All that waits for this mailbox, by number, locked in one order: its buttons queue."""
    rows = WaitingSheet.objects.select_for_update().filter(address_mark=mark)
    return {row.pk: row for row in rows.order_by("pk")}


def _count(survey: Survey, sheet: Sheet, mark: str, at: datetime) -> AnswerSheet:
    """One sheet per mailbox and survey: the database's word."""
    version = answerable_version(survey, sheet.version, at)
    given = read_sheet(version.definitions(), sheet.typed)
    if not given:
        raise NothingAnswered
    try:
        with transaction.atomic():
            made = write_sheet(version, given, sheet, at=at, address_mark=mark)
    except IntegrityError as error:
        earlier = AnswerSheet.objects.filter(survey=survey, token=sheet.token).first()
        if earlier and earlier.address_mark == mark:
            return earlier
        raise AlreadyAnswered from error
    WaitingSheet.objects.filter(survey=survey, address_mark=mark).delete()
    SheetDraft.objects.filter(survey=survey, token=sheet.token).delete()
    return made


def _confirmed_before(mark: str, token: str) -> AnswerSheet:
    """What an earlier press of the same button made. Raises LinkNotGood, AlreadyAnswered."""
    counted = AnswerSheet.objects.filter(address_mark__startswith=mark).first()
    if counted is None:
        raise LinkNotGood
    if counted.token.hex != token:
        raise AlreadyAnswered
    return counted


def _read(link: str) -> tuple[int, str, str]:
    try:
        number, mark, token = signing.loads(link, salt=_SALT, max_age=KEPT_FOR)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise LinkNotGood from error
    return int(number), str(mark), str(token)
