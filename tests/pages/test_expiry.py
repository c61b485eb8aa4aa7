"""What expires comes down; what was never shown in its life is never shown; consultations stay."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from wagtail.models import PageLogEntry
from wagtail.signals import page_published

from pages.actions.publish_due import publish_due
from pages.models import ArticlePage
from tests import make

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC).replace(microsecond=0)
HOUR = timedelta(hours=1)


def _again(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


def _scheduled(page: Any) -> QuerySet[Any]:
    found: QuerySet[Any] = page.revisions.filter(approved_go_live_at__isnull=False)
    return found


def test_an_article_comes_down_when_it_expires_and_not_before() -> None:
    page = make.article(expire_at=NOW + HOUR)

    early = publish_due(at=NOW + HOUR - timedelta(seconds=1))
    assert (early.expired, _again(page).live) == (0, True)

    run = publish_due(at=NOW + HOUR)
    assert (run.expired, _again(page).live, _again(page).expired) == (1, False, True)


def test_a_page_whose_whole_life_passed_while_we_were_off_is_never_shown() -> None:
    page = make.scheduled_article(NOW + HOUR, expire_at=NOW + 2 * HOUR)
    shown: list[Any] = []

    def record(instance: Any, **kwargs: Any) -> None:
        shown.append(instance)

    page_published.connect(record)
    try:
        run = publish_due(at=NOW + 3 * HOUR)
        again = publish_due(at=NOW + 4 * HOUR)
    finally:
        page_published.disconnect(record)

    assert shown == []
    assert (run.published, run.failed, again.published) == (0, 0, 0)
    assert (_again(page).live, _again(page).expired) == (False, True)
    assert not _scheduled(page).exists()
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.unpublish.scheduled").exists()


def test_old_words_do_not_outlive_a_version_that_came_and_went_while_we_were_off() -> None:
    page = make.article(title="Anciens mots")
    page.title, page.go_live_at, page.expire_at = "Nouveaux", NOW + HOUR, NOW + 2 * HOUR
    page.save_revision().publish()

    publish_due(at=NOW + 3 * HOUR)

    assert (_again(page).live, _again(page).title) == (False, "Anciens mots")


def test_a_later_version_keeps_its_moment_when_the_present_one_expires() -> None:
    page = make.article(expire_at=NOW + HOUR)
    page.go_live_at, page.expire_at, page.title = NOW + 3 * HOUR, None, "Revient"
    page.save_revision().publish()

    publish_due(at=NOW + 2 * HOUR)
    assert not _again(page).live
    assert _scheduled(page).get().approved_go_live_at == NOW + 3 * HOUR

    publish_due(at=NOW + 3 * HOUR)
    assert (_again(page).live, _again(page).title) == (True, "Revient")


def test_wagtail_alone_withdraws_the_later_version_too() -> None:
    """The control of the test above."""
    page = make.article(expire_at=NOW + HOUR)
    page.go_live_at, page.expire_at = NOW + 3 * HOUR, None
    page.save_revision().publish()

    ArticlePage.objects.get(pk=page.pk).unpublish(set_expired=True)

    assert not _scheduled(page).exists()


def test_a_version_due_after_the_expiry_of_the_present_one_replaces_it_after_downtime() -> None:
    page = make.article(title="Avant", expire_at=NOW + HOUR)
    page.title, page.go_live_at, page.expire_at = "Après", NOW + 2 * HOUR, None
    page.save_revision().publish()

    publish_due(at=NOW + 3 * HOUR)

    assert (_again(page).live, _again(page).title) == (True, "Après")


def test_a_consultation_cannot_expire_and_stays_after_its_closing() -> None:
    page: Any = make.consultation_page()

    publish_due(at=page.closes_at + timedelta(days=3650))
    assert _again(page).live

    page.expire_at = NOW
    with pytest.raises(ValidationError):
        page.full_clean()
