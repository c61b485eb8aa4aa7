"""The author asks that somebody else look again; another moderator decides."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from accounts import clock
from accounts.models import Person, User
from participation import notices
from participation.actions.block_account import is_blocked, lock_account, unblock_account
from participation.actions.moderate import carry_out
from participation.actions.moderating import check_moderator
from participation.errors import (
    AlreadyAppealed,
    AlreadyDecided,
    AppealTooLate,
    ChoiceNotOffered,
    NothingToAppeal,
    NotYours,
    SamePersonDecides,
    TextMissing,
)
from participation.models import Appeal, Comment, Idea, ModerationAct

Act = ModerationAct.Act
_LEFT_BY: dict[str, str] = {Act.RETURN: "returned", Act.REFUSE: "refused", Act.HIDE: "hidden"}


@transaction.atomic
def appeal(*, person: Person, act: ModerationAct, text: str, at: datetime | None = None) -> Appeal:
    """Ask that another person look again, in time; they have ten working days to answer.

    The same form twice makes one appeal. Raises NotYours, TextMissing, AlreadyAppealed,
    NothingToAppeal, AppealTooLate.
    """
    if act.author.pk != person.pk:
        raise NotYours
    if not text.strip():
        raise TextMissing
    at = at or clock.now()
    made = Appeal.objects.filter(act=act).first()
    if made is None:
        check_appealable(act, at)
        made, _ = Appeal.objects.get_or_create(
            act=act,
            defaults={"text": text.strip(), "created_at": at, "due_on": _working_day(at)},
        )
    if made.text != text.strip():
        raise AlreadyAppealed
    return made


def check_appealable(act: ModerationAct, at: datetime) -> None:
    """Raise NothingToAppeal unless it took something away and still holds, or AppealTooLate."""
    if act.act not in ModerationAct.MAY_BE_APPEALED or not _still_holds(
        act, _locked(act.subject), at
    ):
        raise NothingToAppeal
    if at >= act.done_at + timedelta(days=settings.APPEAL_DAYS):
        raise AppealTooLate


@transaction.atomic
def decide_appeal(
    *, appeal: Appeal, moderator: User, outcome: str, answer: str, at: datetime | None = None
) -> Appeal:
    """Another moderator lets the act stand or undoes it; the author is told, once.

    Raises NotAModerator, OwnContribution, SamePersonDecides, AlreadyDecided, TextMissing.
    """
    found = Appeal.objects.select_for_update().get(pk=appeal.pk)
    check_moderator(moderator, found.act.author)
    if found.act.moderator_id == moderator.pk:
        raise SamePersonDecides
    if found.outcome:
        raise AlreadyDecided
    if outcome not in Appeal.Outcome.values:
        raise ChoiceNotOffered
    if not answer.strip():
        raise TextMissing
    found.outcome, found.answer = outcome, answer.strip()
    found.decided_by, found.decided_at = moderator, at or clock.now()
    found.save()
    if outcome == Appeal.Outcome.GRANTED:
        _undo(found.act, moderator, found.answer, found.decided_at)
    notices.appeal_decided(found)
    return found


def _still_holds(act: ModerationAct, subject: Idea | Comment | Person, at: datetime) -> bool:
    """Whether nothing undid it: not its author by sending the text again, nor a moderator."""
    if isinstance(subject, Person):
        return is_blocked(subject, at)
    newest = subject.moderationacts.exclude(act=Act.REDACT).order_by("-pk").first()
    return newest is not None and newest.pk == act.pk and subject.state == _LEFT_BY[act.act]


def _undo(act: ModerationAct, moderator: User, answer: str, at: datetime) -> None:
    """Publish the text again, or open the account; nothing where that has happened meanwhile."""
    subject = _locked(act.subject)
    if not _still_holds(act, subject, at):
        return
    if isinstance(subject, Person):
        unblock_account(person=subject, moderator=moderator, reason=answer, is_told=False, at=at)
    else:
        carry_out(subject, Act.RESTORE, moderator, None, answer, at)


def _locked(subject: Idea | Comment | Person) -> Idea | Comment | Person:
    """The row as it stands now, and as it stays until the end of the transaction."""
    if isinstance(subject, Person):
        return lock_account(subject)
    rows = Idea.objects if isinstance(subject, Idea) else Comment.objects
    return rows.select_for_update().get(pk=subject.pk)


def _working_day(at: datetime) -> date:
    """So many working days later; public holidays are not known here."""
    day = at.astimezone(clock.BRUSSELS).date()
    left = settings.APPEAL_ANSWER_WORKING_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return day
