"""/healthz for a balancer, /readyz for monitoring: one word each, no help to an attacker."""

from __future__ import annotations

import shutil
from collections import namedtuple
from datetime import timedelta

import pytest
from celery import current_app
from django.db import OperationalError, connection
from django.test import Client

from accounts import clock, outbox
from accounts.models import OutboxMessage
from pages.actions.note_failure import note_failure
from pages.actions.publish_due import publish_due
from pages.models import PublisherPass
from tests import make

pytestmark = pytest.mark.django_db
Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def _a_disk_with_room_and_a_broker_that_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever machine the tests run on."""
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(100, 50, 50))
    monkeypatch.setattr(current_app, "connection_for_read", lambda **kwargs: Answering())


class Answering:
    """A broker's connection that works at once."""

    def __enter__(self) -> Answering:
        return self

    def __exit__(self, *args: object) -> None:
        return None

    def ensure_connection(self, **kwargs: object) -> None:
        return None


def test_all_is_well_after_a_pass(client: Client) -> None:
    publish_due()

    assert client.get("/healthz").json() == {"status": "ok"}
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")
    assert "no-store" in answer["Cache-Control"]


def test_a_scheduler_that_stopped_is_said_after_ten_minutes_and_the_balancer_stays_calm(
    client: Client,
) -> None:
    publish_due()
    nine, eleven = timedelta(minutes=9), timedelta(minutes=11)

    PublisherPass.objects.update(passed_at=clock.now() - nine)
    assert client.get("/readyz").status_code == 200

    PublisherPass.objects.update(passed_at=clock.now() - eleven)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (503, "scheduler")
    assert client.get("/healthz").status_code == 200


def test_a_scheduler_that_never_passed_is_said(client: Client) -> None:
    assert client.get("/readyz").json()["status"] == "scheduler"


def test_a_page_that_will_not_go_out_is_said_without_its_name_or_error(client: Client) -> None:
    publish_due()
    page = make.due_consultation(title="Très secret")
    revision = page.revisions.get(approved_go_live_at__isnull=False)
    note_failure(revision_pk=revision.pk, error=ValueError("secret"), at=clock.now())

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["status"]) == (503, "publishing")
    assert "ecret" not in answer.text


def test_effects_that_fail_again_and_again_are_said(client: Client) -> None:
    publish_due()
    outbox.add("purge")
    OutboxMessage.objects.update(attempts=2)
    assert client.get("/readyz").status_code == 200

    OutboxMessage.objects.update(attempts=3)
    assert client.get("/readyz").json()["status"] == "outbox"


def test_effects_that_a_crash_left_uncertain_are_said(client: Client) -> None:
    publish_due()
    outbox.add("publication-done", event="revision-1")

    OutboxMessage.objects.update(claimed_at=clock.now() - timedelta(minutes=5))
    assert client.get("/readyz").status_code == 200

    OutboxMessage.objects.update(claimed_at=clock.now() - timedelta(minutes=11))
    assert client.get("/readyz").json()["status"] == "outbox"


def test_a_disk_that_fills_up_is_said_before_it_is_full(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_due()
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(100, 81, 19))

    assert client.get("/readyz").json()["status"] == "disk"


def test_a_broker_that_refuses_is_said(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_due()

    def refuse(**kwargs: object) -> None:
        raise ConnectionError("redis://user:password@host")

    monkeypatch.setattr(current_app, "connection_for_read", refuse)

    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (503, "broker")
    assert "password" not in answer.text
    assert client.get("/healthz").status_code == 200


def test_a_database_that_is_away_is_said_by_both(client: Client) -> None:
    def refuse(*args: object) -> None:
        raise OperationalError("connection to server at 10.0.0.7 failed")

    with connection.execute_wrapper(refuse):
        health, ready = client.get("/healthz"), client.get("/readyz")

    assert (health.status_code, health.json()) == (503, {"status": "database"})
    assert (ready.status_code, ready.json()["status"]) == (503, "database")
    assert "10.0.0.7" not in health.text + ready.text


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_they_only_answer_to_reading(address: str, client: Client) -> None:
    assert client.post(address).status_code == 405
    assert client.head(address).status_code in (200, 503)
