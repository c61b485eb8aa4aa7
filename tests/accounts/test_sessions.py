"""Sessions are read in one statement, and end when they should."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.sessions import SessionStore

pytestmark = pytest.mark.django_db


def kept(**values: str) -> str:
    session = SessionStore()
    session.update(values)
    session.create()
    return str(session.session_key)


def test_what_was_kept_is_read_in_one_statement() -> None:
    key = kept(colour="green")

    with CaptureQueriesContext(connection) as asked:
        assert SessionStore(key)["colour"] == "green"

    assert len(asked) == 1


def test_an_expired_session_holds_nothing_and_its_key_is_not_taken_again() -> None:
    key = kept(colour="green")
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    session = SessionStore(key)

    assert session.get("colour") is None
    assert session.session_key is None


@pytest.mark.parametrize("key", ["x" * 32, "a" * 8, "é" * 32, "' OR 1=1 --------------------"])
def test_an_unknown_key_holds_nothing(key: str) -> None:
    session = SessionStore(key)

    assert session.get("colour") is None
    assert session.session_key is None


def test_without_a_key_nothing_is_asked() -> None:
    with CaptureQueriesContext(connection) as asked:
        assert SessionStore().get("colour") is None

    assert not asked.captured_queries


def test_what_was_tampered_with_holds_nothing() -> None:
    key = kept(colour="green")
    Session.objects.update(session_data="forged")

    assert SessionStore(key).get("colour") is None
