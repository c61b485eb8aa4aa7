"""What is published is what holds: a draft or a schedule moves nothing before its time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from wagtail.signals import page_published

from accounts import outbox
from accounts.models import OutboxMessage
from pages.actions.publish_due import publish_due
from pages.models import ConsultationPage
from pages.receivers import PURGE
from participation.models import Consultation
from tests import make

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC).replace(microsecond=0)
HOUR = timedelta(hours=1)


def _row(page: ConsultationPage) -> dict[str, Any]:
    found: Any = Consultation.objects.filter(pk=page.consultation_id).values().get()
    return dict(found)


def _again(page: ConsultationPage) -> ConsultationPage:
    return ConsultationPage.objects.get(pk=page.pk)


@pytest.mark.parametrize("is_autosave", [False, True], ids=["draft", "autosave"])
def test_a_draft_on_a_live_consultation_moves_no_date(is_autosave: bool) -> None:
    page: Any = make.consultation_page()
    before = _row(page)
    draft = page.get_latest_revision_as_object()
    draft.title, draft.opens_at = "Autre titre", draft.opens_at - timedelta(days=3)
    draft.closes_at += timedelta(days=9)
    overwritten = draft.save_revision() if is_autosave else None

    draft.save_revision(overwrite_revision=overwritten)

    assert _row(page) == before
    assert _again(page).closes_at == before["closes_at"]


def test_publishing_the_draft_puts_its_facts_in_force() -> None:
    page: Any = make.consultation_page()
    page.closes_at += timedelta(days=9)
    page.change_reason = "Des voix manquent."
    page.districts.set([make.district("Lambusart")])
    page.save_revision().publish()

    row = Consultation.objects.get(pk=page.consultation_id)
    assert row.closes_at == page.closes_at
    assert [district.name for district in row.districts.all()] == ["Lambusart"]


def test_a_publication_that_is_rolled_back_leaves_the_row_as_it_was() -> None:
    page: Any = make.consultation_page()
    before = _row(page)
    page.closes_at += timedelta(days=9)
    page.change_reason = "Des voix manquent."
    revision = page.save_revision()

    def fail(**kwargs: Any) -> None:
        raise RuntimeError("after ours")

    page_published.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            revision.publish()
    finally:
        page_published.disconnect(fail)

    assert _row(page) == before
    assert _again(page).closes_at == before["closes_at"]


def test_what_is_only_scheduled_has_its_dates_planned_and_is_not_public() -> None:
    page: Any = make.scheduled_consultation(NOW + HOUR)

    row = Consultation.objects.get(pk=page.consultation_id)

    assert (row.opens_at, row.closes_at) == (page.opens_at, page.closes_at)
    assert (row.is_public, row.first_public_at) == (False, None)
    assert not row.is_open(row.opens_at)  # type: ignore[arg-type]  # it has dates
    assert not Consultation.objects.open(page.opens_at).exists()


def test_unpublishing_makes_it_private_and_keeps_its_dates() -> None:
    page: Any = make.consultation_page()

    page.unpublish()

    row = Consultation.objects.get(pk=page.consultation_id)
    assert not row.is_public
    assert row.closes_at == page.closes_at
    assert not row.is_open(make.NOON)


def test_the_alias_of_a_scheduled_page_goes_live_with_it_and_not_before() -> None:
    page = make.draft_consultation()
    alias = page.create_alias(update_slug="miroir")
    page.go_live_at = NOW + HOUR
    page.save_revision().publish()
    assert not _again(alias).live

    publish_due(at=NOW + HOUR)

    assert _again(page).live
    assert _again(alias).live
    assert Consultation.objects.filter(pk=page.consultation_id, is_public=True).count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_the_publisher_publishes_is_read_at_once(client: Client) -> None:
    page: Any = make.consultation_page(title="Avant la publication")
    page.title, page.go_live_at = "Après la publication", NOW + HOUR
    page.save_revision().publish()
    outbox.drain()
    address = page.full_url
    assert "Avant la publication" in client.get(address).text
    assert "Avant la publication" in client.get(address).text

    publish_due(at=NOW + HOUR)

    assert "Après la publication" in client.get(address).text
    assert not OutboxMessage.objects.filter(kind=PURGE, done_at=None).exists()


@pytest.mark.django_db(transaction=True)
def test_a_crash_between_the_commit_and_the_purge_is_repaired_by_the_tick(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page: Any = make.consultation_page(title="Avant la panne")
    page.title, page.go_live_at = "Après la panne", NOW + HOUR
    page.save_revision().publish()
    outbox.drain()
    assert "Avant la panne" in client.get(page.full_url).text

    with monkeypatch.context() as crash:  # nothing that was to follow the commit happens
        crash.setattr("django.db.transaction.on_commit", lambda *args, **kwargs: None)
        publish_due(at=NOW + HOUR)
    assert "Avant la panne" in client.get(page.full_url).text  # the control: it is stale
    outbox.drain()

    assert "Après la panne" in client.get(page.full_url).text
