"""Our PostgreSQL engine knows a connection that has died, without asking at each request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, connections
from django.db.backends.postgresql import base

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="it is PostgreSQL’s engine"),
]


@pytest.fixture
def other() -> Iterator[Any]:
    """A connection beside the test’s own."""
    made = connections.create_connection("default")
    made.ensure_connection()
    yield made
    made.close()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """What the server answered each time that it was asked."""
    answers: list[bool] = []
    real = base.DatabaseWrapper.is_usable

    def is_usable(self: Any) -> bool:
        answers.append(real(self))
        return answers[-1]

    monkeypatch.setattr(base.DatabaseWrapper, "is_usable", is_usable)
    return answers


def end_of(other: Any) -> None:
    """The server ends it, as at a restart."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [other.connection.info.backend_pid])
        assert cursor.fetchone() == (True,)


def test_a_connection_in_use_is_asked_once(other: Any, asked: list[bool]) -> None:
    assert [other.is_usable() for _ in range(3)] == [True, True, True]

    assert asked == [True]


def test_after_a_silence_it_is_asked_again(other: Any, asked: list[bool]) -> None:
    other.is_usable()
    other._used_at -= 60

    assert other.is_usable()
    assert asked == [True, True]


def test_one_that_the_server_ended_is_known_at_once(other: Any) -> None:
    assert other.is_usable()
    end_of(other)

    assert not other.is_usable()
    assert not other.is_usable()  # and it stays so


def test_without_looking_at_the_connection_it_would_be_used(
    other: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""
    monkeypatch.setattr(type(other), "_is_silent", lambda self: True)
    assert other.is_usable()
    end_of(other)

    assert other.is_usable()


def test_one_that_was_never_made_is_not_usable() -> None:
    assert not connections.create_connection("default").is_usable()
