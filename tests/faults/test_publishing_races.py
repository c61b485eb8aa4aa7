"""Several publishers, and people, at the same moment: each page goes out once, or is moved."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection
from wagtail.models import PageLogEntry, Revision
from wagtail.signals import page_published

from accounts.models import OutboxMessage
from pages import notices
from pages.actions import publish_due as publisher
from pages.actions.publish_due import publish_due
from pages.actions.reschedule_page import reschedule_page
from pages.errors import NotScheduled
from pages.models import ConsultationPage
from participation.models import Consultation
from tests import make
from tests.faults.at_once import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
PUBLISHERS = 3
ROUNDS = 60
WEEK = timedelta(days=7)


def _publications() -> Counter[int]:
    """How many times each page went out, by its log."""
    entries = PageLogEntry.objects.filter(action="wagtail.publish.scheduled")
    return Counter(entries.values_list("page_id", flat=True))


def test_three_publishers_at_once_publish_each_page_once() -> None:
    owner = make.staff("implementation")
    pages = [make.due_consultation(minutes_ago=20 - n, owner=owner) for n in range(10)]
    signals: list[int] = []

    def record(instance: Any, **kwargs: Any) -> None:
        signals.append(instance.pk)

    page_published.connect(record)
    try:
        runs = at_once(*[publish_due] * PUBLISHERS)
    finally:
        page_published.disconnect(record)

    assert [run.failed for run in runs] == [0] * PUBLISHERS
    assert sum(run.published for run in runs) == len(pages)
    assert Counter(signals) == _publications() == Counter(page.pk for page in pages)
    assert OutboxMessage.objects.filter(kind=notices.PUBLISHED).count() == len(pages)


def test_without_a_lock_the_same_pages_go_out_more_than_once() -> None:
    """The control: what Wagtail's command does, three times at once."""
    pages = [make.due_consultation(minutes_ago=20 - n) for n in range(3)]
    listed = threading.Barrier(PUBLISHERS)

    def publish_as_wagtail_does() -> None:
        due = list(Revision.objects.filter(approved_go_live_at__lt=datetime.now(UTC)))
        listed.wait(10)
        for revision in due:
            try:
                revision.publish(log_action="wagtail.publish.scheduled")
            except DatabaseError:  # they also lock each other out
                continue

    at_once(*[publish_as_wagtail_does] * PUBLISHERS)

    assert sum(_publications().values()) > len(pages)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_our_publisher_without_its_lock_would_publish_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The control: the date alone, read again in the transaction, does not protect."""
    make.due_consultation()
    read = threading.Barrier(PUBLISHERS)

    def without_lock(pk: int, at: datetime) -> Revision | None:
        revision = publisher._due(at).filter(pk=pk).first()
        read.wait(10)
        return revision

    monkeypatch.setattr(publisher, "_locked", without_lock)
    at_once(*[publish_due] * PUBLISHERS)

    assert sum(_publications().values()) > 1


def test_a_page_moved_while_publishers_run_is_either_moved_or_published() -> None:
    user = make.superuser()  # a transactional test has emptied the groups
    outcomes: Counter[str] = Counter()

    for _ in range(ROUNDS):
        page = make.due_consultation()
        due = page.revisions.get(approved_go_live_at__isnull=False).approved_go_live_at
        to = datetime.now(UTC) + WEEK

        def move(page: Any = page, due: Any = due, to: datetime = to) -> str:
            try:
                reschedule_page(page=page, user=user, to=to, expected=due)
            except NotScheduled:
                return "late"
            return "moved"

        *runs, moved = at_once(publish_due, publish_due, move)
        outcomes[_outcome(page, to, moved, sum(run.published for run in runs))] += 1

    assert sum(outcomes.values()) == ROUNDS
    assert set(outcomes) <= {"moved", "published"}


def _outcome(page: Any, to: datetime, moved: Any, published: int) -> str:
    """“moved” or “published”, when everything agrees; otherwise what is wrong."""
    page = ConsultationPage.objects.get(pk=page.pk)
    row = Consultation.objects.get(pk=page.consultation_id)
    waits_for = set(
        page.revisions.exclude(approved_go_live_at=None).values_list(
            "approved_go_live_at", flat=True
        )
    )
    logged = _publications()[page.pk]
    state = (moved, published, logged, page.live, row.is_public, waits_for)
    if state == ("moved", 0, 0, False, False, {to}):
        return "moved"
    if state == ("late", 1, 1, True, True, set()):
        return "published"
    return f"wrong: {state}"


def test_a_draft_saved_while_its_page_goes_out_is_not_forgotten() -> None:
    for number in range(8):
        page = make.due_consultation()
        draft = ConsultationPage.objects.get(pk=page.pk)
        draft.title = f"Brouillon {number}"

        run, saved = at_once(publish_due, draft.save_revision)

        stored = ConsultationPage.objects.get(pk=page.pk)
        assert run.published == 1
        assert stored.live
        assert stored.latest_revision_id == saved.pk
