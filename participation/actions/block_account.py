"""Keeping somebody from writing for a while, and letting them write again."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from accounts import clock
from accounts.models import Person, User
from participation import notices
from participation.actions.moderating import check_moderator, check_reason, record
from participation.errors import AlreadyDecided, ChoiceNotOffered
from participation.models import CharterArticle, ModerationAct

BLOCK_DAYS = (7, 30, 90, 365)  # never for ever: a longer block is a new decision
Act = ModerationAct.Act


@transaction.atomic
def block_account(
    *,
    person: Person,
    moderator: User,
    days: int,
    article: CharterArticle | None,
    reason: str,
    at: datetime | None = None,
) -> ModerationAct:
    """From now on, for 7, 30, 90 or 365 days, this person publishes no text. They are told.

    What they wrote stays as it is; they may still vote, appeal, and leave. Raises NotAModerator,
    OwnContribution, ReasonMissing, ChoiceNotOffered, AlreadyDecided (blocked already).
    """
    locked = lock_account(person)
    check_moderator(moderator, locked)
    check_reason(Act.BLOCK, article, reason)
    if days not in BLOCK_DAYS:
        raise ChoiceNotOffered
    at = at or clock.now()
    if is_blocked(locked, at) or locked.erased_at:
        raise AlreadyDecided
    until = at + timedelta(days=days)
    done = record(
        locked,
        act=Act.BLOCK,
        moderator=moderator,
        article=article,
        reason=reason,
        at=at,
        until=until,
    )
    Person.objects.filter(pk=locked.pk).update(blocked_until=until)
    notices.moderated(done)
    return done


@transaction.atomic
def unblock_account(
    *,
    person: Person,
    moderator: User,
    reason: str = "",
    is_told: bool = True,
    at: datetime | None = None,
) -> ModerationAct:
    """Let somebody write again before the end. Raises NotAModerator, OwnContribution,
    AlreadyDecided (not blocked)."""
    locked = lock_account(person)
    check_moderator(moderator, locked)
    at = at or clock.now()
    if not is_blocked(locked, at):
        raise AlreadyDecided
    done = record(locked, act=Act.UNBLOCK, moderator=moderator, article=None, reason=reason, at=at)
    Person.objects.filter(pk=locked.pk).update(blocked_until=None)
    if is_told:
        notices.moderated(done)
    return done


def lock_account(person: Person) -> Person:
    """Them as they stand now; the same lock as that of their own acts."""
    return Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def is_blocked(person: Person, at: datetime) -> bool:
    return person.blocked_until is not None and at < person.blocked_until
