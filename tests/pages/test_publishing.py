"""The publisher: what is due goes out once, in order, whole."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from wagtail.models import PageLogEntry, Revision
from wagtail.signals import page_published

from accounts import outbox
from accounts.models import OutboxMessage
from pages import notices
from pages.actions.publish_due import due_soon, publish_due, publish_revision
from pages.models import ConsultationPage, PublisherPass
from pages.results.publication import Fate, publication_of
from tests import make

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC).replace(microsecond=0)
HOUR = timedelta(hours=1)


def _publications(page: Any) -> int:
    return PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish.scheduled").count()


def test_nothing_goes_out_before_its_moment() -> None:
    page: Any = make.scheduled_consultation(NOW + HOUR)

    run = publish_due(at=NOW + HOUR - timedelta(seconds=1))

    page.refresh_from_db()
    assert (run.published, page.live) == (0, False)


def test_a_page_goes_out_at_its_very_moment_and_is_logged_once() -> None:
    page: Any = make.scheduled_consultation(NOW + HOUR)

    run = publish_due(at=NOW + HOUR)
    again = publish_due(at=NOW + HOUR)

    page.refresh_from_db()
    assert (run.published, again.published) == (1, 0)
    assert page.live
    assert page.consultation.is_public
    assert _publications(page) == 1


def test_a_machine_whose_clock_is_behind_the_databases_publishes_on_time() -> None:
    page: Any = make.scheduled_consultation(NOW + HOUR)  # this machine’s clock is an hour behind

    publish_due(at=NOW + HOUR)

    page.refresh_from_db()
    assert page.live
    assert not page.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_after_downtime_all_that_was_due_goes_out_oldest_first() -> None:
    second = make.due_consultation(minutes_ago=60)
    third = make.due_consultation(minutes_ago=5)
    first = make.due_consultation(minutes_ago=3 * 24 * 60)
    gone_out: list[int] = []

    def record(instance: Any, **kwargs: Any) -> None:
        gone_out.append(instance.pk)

    page_published.connect(record)
    try:
        run = publish_due()
    finally:
        page_published.disconnect(record)

    assert run.published == 3
    assert gone_out == [first.pk, second.pk, third.pk]


def test_a_withdrawn_schedule_publishes_nothing() -> None:
    page = make.due_consultation()
    page.revisions.update(approved_go_live_at=None)  # as Wagtail withdraws it

    run = publish_due()

    page.refresh_from_db()
    assert (run.published, run.failed, page.live) == (0, 0, False)


def test_a_version_that_was_moved_meanwhile_is_not_published_by_its_old_task() -> None:
    page: Any = make.scheduled_consultation(NOW + HOUR)
    revision = page.revisions.get(approved_go_live_at__isnull=False)

    assert not publish_revision(pk=revision.pk, at=NOW)
    assert not publish_revision(pk=10**9, at=NOW)

    page.refresh_from_db()
    assert not page.live


def test_a_later_version_replaces_the_live_one_at_its_moment_only() -> None:
    page: Any = make.consultation_page(title="Avant")
    before = page.consultation.closes_at
    page.title, page.closes_at = "Après", page.closes_at + timedelta(days=7)
    page.change_reason = "Le recensement des idées demande une semaine de plus."
    page.go_live_at = NOW + HOUR
    page.save_revision().publish()

    publish_due(at=NOW)
    page = ConsultationPage.objects.get(pk=page.pk)
    assert (page.live, page.title, page.consultation.closes_at) == (True, "Avant", before)
    assert page.consultation.title == "Avant"

    publish_due(at=NOW + HOUR)
    page = ConsultationPage.objects.get(pk=page.pk)
    assert (page.live, page.title) == (True, "Après")
    assert page.consultation.closes_at == before + timedelta(days=7)


def test_a_draft_written_after_the_schedule_stays_the_newest_version() -> None:
    page = make.due_consultation()
    draft = ConsultationPage.objects.get(pk=page.pk)
    draft.title = "Brouillon plus récent"
    newer = draft.save_revision()

    publish_due()

    page.refresh_from_db()
    assert page.live
    assert page.title != "Brouillon plus récent"
    assert page.latest_revision_id == newer.pk
    assert page.has_unpublished_changes


def test_what_comes_soon_is_handed_over_in_order() -> None:
    at, first, second = NOW + HOUR, timedelta(seconds=20), timedelta(seconds=70)
    late, soon = make.scheduled_consultation(at + second), make.scheduled_consultation(at + first)
    make.scheduled_consultation(at + HOUR)

    coming = due_soon(within=timedelta(seconds=75), at=at)

    pages = [int(Revision.objects.get(pk=pk).object_id) for pk, _ in coming]
    assert pages == [soon.pk, late.pk]
    assert [moment for _, moment in coming] == [at + first, at + second]


def test_the_owner_is_told_once_that_the_page_went_out(
    django_capture_on_commit_callbacks: Any,
) -> None:
    owner = make.staff("implementation")
    page = make.due_consultation(owner=owner, title="Place de la Gare")

    publish_due()
    outbox.drain()
    outbox.drain()

    told = [m for m in mail.outbox if m.to == [owner.email]]
    assert len(told) == 1
    assert "Place de la Gare" in told[0].subject
    assert f"/admin/pages/{page.pk}/edit/" in told[0].body


def test_nobody_is_told_of_a_page_that_was_taken_down_again() -> None:
    page = make.due_consultation(owner=make.staff("implementation"))
    publish_due()
    ConsultationPage.objects.get(pk=page.pk).unpublish()

    outbox.drain()

    assert mail.outbox == []
    assert not OutboxMessage.objects.filter(kind=notices.PUBLISHED, done_at=None).exists()


def test_each_pass_is_remembered_even_when_nothing_was_due() -> None:
    publish_due(at=NOW)
    publish_due(at=NOW + timedelta(seconds=30))

    only = PublisherPass.objects.get()
    assert (only.passed_at, only.published) == (NOW + timedelta(seconds=30), 0)


def test_wagtails_command_does_what_our_publisher_does(capsys: pytest.CaptureFixture[str]) -> None:
    page = make.due_consultation()

    call_command("publish_scheduled")

    page.refresh_from_db()
    assert page.live
    assert "Published 1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("minutes", "fate"), [(30, Fate.SCHEDULED), (None, Fate.DRAFT)], ids=["scheduled", "draft"]
)
def test_the_editor_reads_what_will_happen(minutes: int | None, fate: Fate) -> None:
    page = make.draft_consultation()
    if minutes is not None:
        page = make.scheduled_consultation(NOW + timedelta(minutes=minutes))

    found = publication_of(page)

    assert found.fate == fate
    assert found.at == (NOW + timedelta(minutes=minutes) if minutes else None)
    assert found.is_late  # no publisher has passed in this test


def test_a_date_without_approval_is_not_called_scheduled() -> None:
    page = make.draft_consultation()
    page.go_live_at = NOW + HOUR
    page.save_revision()

    found = publication_of(ConsultationPage.objects.get(pk=page.pk))

    assert (found.fate, found.at) == (Fate.DATED, NOW + HOUR)


def test_a_live_page_with_a_version_to_come_says_both() -> None:
    page: Any = make.consultation_page()
    page.go_live_at = NOW + HOUR
    page.save_revision().publish()
    publish_due(at=datetime.now(UTC))

    found = publication_of(ConsultationPage.objects.get(pk=page.pk))

    assert (found.fate, found.at) == (Fate.LIVE_AND_SCHEDULED, NOW + HOUR)
    assert not found.is_late
