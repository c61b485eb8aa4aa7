"""Effects are rows: written with their cause, done once each, whatever stops in between."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from celery import current_app
from django.db import transaction
from django_tasks import task_backends
from modelsearch.tasks import insert_or_update_object_task

from accounts import clock, outbox, outbox_tasks
from accounts.models import OutboxMessage
from accounts.tasks import drain_outbox
from pages.models import StandardPage
from tests import make

pytestmark = pytest.mark.django_db
DONE: list[str] = []


class Trouble(Exception):
    """What a handler raises."""


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two kinds that note what they do, and fail for the target “bad”."""

    def note(message: OutboxMessage) -> None:
        if message.target == "bad":
            raise Trouble("person@example.be is not served")
        DONE.append(message.target)

    DONE.clear()
    monkeypatch.setattr(outbox, "_kinds", dict(outbox._kinds))
    outbox.register("again", note, is_repeatable=True)
    outbox.register("once", note, is_repeatable=False)


def _only(**fields: Any) -> OutboxMessage:
    return OutboxMessage.objects.get(**fields)


def _make_due(**fields: Any) -> None:
    OutboxMessage.objects.filter(**fields).update(due_at=clock.now())


@pytest.mark.parametrize("kind", ["again", "once"])
def test_an_effect_is_done_once(kind: str) -> None:
    outbox.add(kind, event="vote-42", target="a")

    assert outbox.drain() == 1
    assert outbox.drain() == 0
    assert DONE == ["a"]


def test_the_same_event_kind_and_target_is_one_effect() -> None:
    for _ in range(3):
        outbox.add("once", event="vote-42", target="a")
    outbox.add("once", event="vote-42", target="b")
    outbox.add("again", event="vote-42", target="a")
    outbox.add("once", event="vote-43", target="a")

    assert outbox.drain() == 4
    outbox.add("once", event="vote-42", target="a")  # told already
    assert outbox.drain() == 0


def test_effects_without_an_event_are_effects_of_their_own() -> None:
    outbox.add("again")
    outbox.add("again")

    assert OutboxMessage.objects.count() == 2


def test_an_effect_waits_for_its_moment() -> None:
    outbox.add("once", target="later", due_at=clock.now() + timedelta(minutes=5))
    assert outbox.drain() == 0

    _make_due(target="later")
    assert outbox.drain() == 1


def test_an_effect_of_an_act_that_is_rolled_back_never_was() -> None:
    with suppress(Trouble), transaction.atomic():
        outbox.add("once", target="a")
        raise Trouble

    assert outbox.drain() == 0


@pytest.mark.parametrize("kind", ["again", "once"])
def test_one_that_fails_touches_no_other_and_waits_longer_each_time(kind: str) -> None:
    for target in ("a", "bad", "b"):
        outbox.add(kind, target=target)

    assert outbox.drain() == 2
    assert DONE == ["a", "b"]
    waits = []
    for _ in range(6):
        row = _only(target="bad")
        waits.append(round((row.due_at - clock.now()).total_seconds(), -1))
        assert row.claimed_at is None
        assert outbox.drain() == 0  # not before its time
        _make_due(target="bad")
        outbox.drain()
    assert waits == [10, 60, 300, 900, 3600, 3600]
    assert OutboxMessage.objects.failing().count() == 1


def test_what_failed_is_done_once_when_its_cause_is_gone() -> None:
    outbox.add("once", target="bad")
    outbox.drain()
    OutboxMessage.objects.update(target="good", due_at=clock.now())

    assert outbox.drain() == 1
    assert outbox.drain() == 0
    assert _only().last_error == ""


def test_what_is_kept_of_an_error_holds_no_address(caplog: pytest.LogCaptureFixture) -> None:
    outbox.add("once", target="bad")

    outbox.drain()

    assert _only().last_error == "Trouble"
    assert "Trouble" in caplog.text
    assert "example.be" not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_what_a_crash_left_claimed_is_uncertain_and_never_done_again() -> None:
    class Killed(BaseException):
        """Stands for SIGKILL: nothing of ours catches it."""

    def die(message: OutboxMessage) -> None:
        raise Killed

    outbox.register("mail", die, is_repeatable=False)
    outbox.add("mail", target="a")
    outbox.add("once", target="b")
    with pytest.raises(Killed):
        outbox.drain()
    outbox.register("mail", lambda message: DONE.append("twice"), is_repeatable=False)

    assert outbox.drain() == 1
    assert DONE == ["b"]
    ten_minutes_on = clock.now() + timedelta(minutes=10)
    assert [row.target for row in OutboxMessage.objects.uncertain(ten_minutes_on)] == ["a"]


@pytest.mark.django_db(transaction=True)
def test_a_repeatable_effect_is_done_again_after_a_crash() -> None:
    class Killed(BaseException):
        pass

    def die(message: OutboxMessage) -> None:
        raise Killed

    outbox.register("purge-like", die, is_repeatable=True)
    outbox.add("purge-like", target="a")
    with pytest.raises(Killed):
        outbox.drain()
    outbox.register("purge-like", lambda row: DONE.append(row.target), is_repeatable=True)

    assert outbox.drain() == 1
    assert DONE == ["a"]


def test_a_mail_that_was_sent_is_not_sent_again_when_that_cannot_be_noted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def database_gone(pk: int) -> None:
        raise Trouble

    outbox.add("once", target="a")
    with monkeypatch.context() as gone:
        gone.setattr(outbox, "_mark_done", database_gone)
        with pytest.raises(Trouble):
            outbox.drain()

    assert outbox.drain() == 0
    assert DONE == ["a"]
    assert _only().claimed_at is not None


@pytest.mark.django_db(transaction=True)
def test_the_worker_is_asked_after_the_commit_and_once_for_many_effects(
    asked: list[int],
) -> None:
    with transaction.atomic():
        outbox.add("once", target="a")
        outbox.add("once", target="b")
        assert asked == []

    assert asked == [2]  # how many rows the worker would have found


@pytest.mark.django_db(transaction=True)
def test_an_effect_whose_savepoint_was_undone_still_leaves_the_others_a_hint(
    asked: list[int],
) -> None:
    with transaction.atomic():
        with suppress(Trouble), transaction.atomic():
            outbox.add("once", target="undone")
            raise Trouble
        outbox.add("once", target="a")

    assert asked == [1]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What a worker that reacts at once would find at each hint."""
    found: list[int] = []

    def send_task(name: str, **options: Any) -> None:
        assert name == drain_outbox.name
        found.append(OutboxMessage.objects.filter(done_at=None).count())

    monkeypatch.setattr(current_app, "send_task", send_task)
    return found


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_refuses_costs_one_attempt_and_the_tick_does_the_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    attempts = []

    def refuse(name: str, **options: Any) -> None:
        attempts.append(name)
        raise ConnectionError

    monkeypatch.setattr(current_app, "send_task", refuse)
    monkeypatch.setattr(outbox, "_silent_until", 0.0)
    outbox.add("once", target="a")
    outbox.add("once", target="b")

    assert len(attempts) == 1
    assert drain_outbox() == 2


def test_old_effects_that_may_be_repeated_are_forgotten_and_the_others_kept() -> None:
    outbox.add("again", target="a")
    outbox.add("once", event="vote-42", target="a")
    outbox.add("again", target="bad")
    outbox.drain()
    OutboxMessage.objects.filter(target="a").update(done_at=clock.now() - timedelta(days=2))

    assert outbox.forget_done() == 1
    assert set(OutboxMessage.objects.values_list("kind", "target")) == {
        ("once", "a"),
        ("again", "bad"),
    }


@pytest.fixture
def in_outbox() -> Iterator[None]:
    """Wagtail's background work goes where it goes on a real site."""
    before = task_backends["default"]
    task_backends["default"] = outbox_tasks.OutboxBackend("default", {})
    yield
    task_backends["default"] = before


def test_indexing_a_page_survives_as_a_row_and_is_done_by_the_worker(in_outbox: None) -> None:
    page = make.standard_page(title="Hippodrome communal")
    assert not StandardPage.objects.search("hippodrome").results()
    rows = OutboxMessage.objects.filter(kind=outbox_tasks.KIND)
    assert rows.filter(payload__task__endswith="insert_or_update_object_task").exists()

    outbox.drain()

    assert [found.pk for found in StandardPage.objects.search("hippodrome")] == [page.pk]
    assert not rows.filter(done_at=None).exists()


def test_indexing_what_is_gone_by_now_is_done_with(in_outbox: None) -> None:
    insert_or_update_object_task.enqueue("pages", "standardpage", "999999")

    assert outbox.drain() == 1


def test_background_work_names_objects_and_holds_no_content(in_outbox: None) -> None:
    make.standard_page(title="Secret jusqu’à vendredi")

    texts = [
        json.dumps(payload) for payload in OutboxMessage.objects.values_list("payload", flat=True)
    ]

    assert texts
    assert not any("Secret" in text for text in texts)


# --- Long work ----------------------------------------------------------------------------------


@pytest.fixture
def long_work() -> list[bool]:
    """A kind of long work that notes whether a transaction of the outbox was open around it."""
    seen: list[bool] = []

    def work(message: OutboxMessage) -> None:
        seen.append(len(transaction.get_connection().savepoint_ids) > 0)
        if message.target == "bad":
            raise Trouble

    outbox.register("long", work, is_repeatable=True, is_long=True)
    return seen


def test_long_work_is_done_once_outside_the_outbox_s_transaction(long_work: list[bool]) -> None:
    outbox.add("long", event="import-1")

    assert outbox.drain() == 1
    assert outbox.drain() == 0
    assert long_work == [False]


def test_who_holds_long_work_is_not_disturbed_until_its_lease_is_over(
    long_work: list[bool],
) -> None:
    outbox.add("long", event="import-1")
    OutboxMessage.objects.update(claimed_at=clock.now() - outbox.LEASE / 2)
    assert outbox.drain() == 0

    OutboxMessage.objects.update(claimed_at=clock.now() - outbox.LEASE * 2)

    assert outbox.drain() == 1
    assert outbox.drain() == 0


def test_a_mail_whose_worker_died_is_never_sent_again_by_itself() -> None:
    outbox.add("once", event="mail-1")
    OutboxMessage.objects.update(claimed_at=clock.now() - outbox.LEASE * 2)

    assert outbox.drain() == 0


def test_long_work_that_fails_is_free_for_another_try(long_work: list[bool]) -> None:
    outbox.add("long", target="bad")
    assert outbox.drain() == 0
    OutboxMessage.objects.update(target="good", due_at=clock.now())

    assert outbox.drain() == 1


def test_work_that_may_not_be_done_twice_is_never_long() -> None:
    with pytest.raises(AssertionError):
        outbox.register("bad", lambda message: None, is_repeatable=False, is_long=True)
