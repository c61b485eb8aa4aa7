"""Accounts without a log-in for two years: announced once, erased a month later, no surprise."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail as sent
from django.db.models import QuerySet

from accounts import outbox
from accounts.actions.retire_unused import TOLD_BEFORE, UNUSED_KEPT_FOR, erase_unused, tell_unused
from accounts.models import Person, User
from participation.actions.cast_vote import cast_vote
from participation.models import Vote
from tests import make

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LAST_SEEN = make.NOON - timedelta(days=800)


def _seen(at: datetime, **fields: Any) -> Person:
    person = make.citizen(**fields)
    _user(person).update(date_joined=LAST_SEEN - DAY, last_login=at)
    return person


def _user(person: Person) -> QuerySet[User]:
    return User.objects.filter(person=person)


def _exists(person: Person) -> bool:
    return _user(person).exists()


def _tell_and_erase(at: datetime) -> tuple[int, int]:
    return tell_unused(at=at), erase_unused(at=at)


def test_it_is_announced_a_month_before_and_once() -> None:
    _seen(LAST_SEEN, email="ada@example.be")
    first_day = LAST_SEEN + UNUSED_KEPT_FOR - TOLD_BEFORE

    assert _tell_and_erase(first_day - DAY) == (0, 0)
    assert _tell_and_erase(first_day) == (1, 0)
    assert _tell_and_erase(first_day + DAY) == (0, 0)
    outbox.drain()

    (message,) = sent.outbox
    assert message.to == ["ada@example.be"]
    assert "/compte/connexion/" in message.body
    assert "localhost" in message.body.partition("-- ")[2]


def test_it_is_erased_a_month_after_the_message_and_its_votes_count() -> None:
    ada = _seen(LAST_SEEN, email="ada@example.be")
    cast_vote(person=ada, idea=make.idea(), at=make.NOON)
    told_at = LAST_SEEN + UNUSED_KEPT_FOR - TOLD_BEFORE
    tell_unused(at=told_at)

    assert erase_unused(at=told_at + TOLD_BEFORE - DAY) == 0
    assert erase_unused(at=told_at + TOLD_BEFORE) == 1

    assert not User.objects.filter(email="ada@example.be").exists()
    assert Vote.objects.count() == 1


def test_nobody_is_erased_who_was_not_told() -> None:
    ada = _seen(LAST_SEEN)

    assert erase_unused(at=make.NOON + 10 * UNUSED_KEPT_FOR) == 0
    assert _exists(ada)


def test_after_a_long_outage_the_month_begins_with_the_message() -> None:
    ada = _seen(LAST_SEEN)
    late = LAST_SEEN + 2 * UNUSED_KEPT_FOR

    assert _tell_and_erase(late) == (1, 0)
    assert _exists(ada)
    assert erase_unused(at=late + TOLD_BEFORE) == 1


def test_a_log_in_keeps_it_and_it_is_announced_anew_two_years_later() -> None:
    ada = _seen(LAST_SEEN)
    told_at = LAST_SEEN + UNUSED_KEPT_FOR - TOLD_BEFORE
    tell_unused(at=told_at)
    back = told_at + DAY
    _user(ada).update(last_login=back)

    assert _tell_and_erase(told_at + TOLD_BEFORE) == (0, 0)
    assert _tell_and_erase(back + UNUSED_KEPT_FOR) == (1, 0)
    assert _exists(ada)


def test_who_never_logged_in_is_counted_from_the_sign_up() -> None:
    ada = make.citizen()
    _user(ada).update(date_joined=LAST_SEEN, last_login=None)

    assert tell_unused(at=LAST_SEEN + UNUSED_KEPT_FOR) == 1


def test_staff_and_who_cannot_be_told_stay() -> None:
    staff = make.staff("strategy")
    User.objects.filter(pk=staff.pk).update(date_joined=LAST_SEEN)
    _seen(LAST_SEEN, email="demo@personne.invalid")

    assert _tell_and_erase(LAST_SEEN + 2 * UNUSED_KEPT_FOR) == (0, 0)
