"""One item that will not go out: the others do, it keeps its schedule, and people hear of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db.models.signals import pre_save
from django.dispatch import Signal
from wagtail.management.commands.publish_scheduled import Command as StockCommand
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from accounts import outbox
from accounts.models import OutboxMessage
from pages import notices
from pages.actions.note_failure import BACK_OFF, note_failure
from pages.actions.publish_due import publish_due
from pages.models import ArticlePage, ConsultationPage, PublicationFailure
from pages.results.health import problems
from pages.results.publication import Fate, publication_of
from tests import make

pytestmark = pytest.mark.django_db
IN_SAVE = pytest.param(pre_save, id="in save()")
IN_A_RECEIVER = pytest.param(page_published, id="in a receiver")


class Poison(Exception):
    """What a broken page raises."""


@contextmanager
def poison(page: Any, where: Signal, text: str = "poison") -> Iterator[None]:
    """Make one page fail, in `save()` (its signal) or in a receiver of publishing."""

    def fail(instance: Any, **kwargs: Any) -> None:
        if instance.pk == page.pk:
            raise Poison(text)

    where.connect(fail, sender=type(page))
    try:
        yield
    finally:
        where.disconnect(fail, sender=type(page))


def _five_due() -> list[ConsultationPage]:
    return [make.due_consultation(minutes_ago=10 - n) for n in range(5)]


def _live(pages: Sequence[Page]) -> list[bool]:
    return [Page.objects.get(pk=page.pk).live for page in pages]


def _is_scheduled(page: Any) -> bool:
    return bool(page.revisions.filter(approved_go_live_at__isnull=False).exists())


@pytest.mark.parametrize("where", [IN_SAVE, IN_A_RECEIVER])
def test_one_poison_page_among_five_keeps_its_schedule_and_the_others_go_out(where: Signal) -> None:
    pages = _five_due()

    with poison(pages[1], where):
        run = publish_due()

    assert (run.published, run.failed) == (4, 1)
    assert _live(pages) == [True, False, True, True, True]
    assert _is_scheduled(pages[1])
    pages[1].consultation.refresh_from_db()
    assert not pages[1].consultation.is_public


@pytest.mark.django_db(transaction=True)
def test_wagtails_own_command_loses_the_schedule_of_a_page_whose_save_fails() -> None:
    """The control: bare pages of Wagtail under Wagtail's command, then under ours."""
    lost, saved = _five_bare_pages_due(), _five_bare_pages_due()

    with poison(lost[1], pre_save), pytest.raises(Poison):
        StockCommand().handle(dryrun=False)
    assert _live(lost) == [
        True,
        False,
        False,
        False,
        False,
    ]
    assert not _is_scheduled(lost[1])

    with poison(saved[1], pre_save):
        publish_due()
    assert _live(saved) == [True, False, True, True, True]
    assert _is_scheduled(saved[1])


@pytest.mark.django_db(transaction=True)
def test_wagtails_own_command_stops_at_a_failing_receiver_with_half_of_the_work_done() -> None:
    """The control: the page is online, what should follow from it was skipped, the others wait."""
    pages = _five_bare_pages_due()

    with poison(pages[1], page_published), pytest.raises(Poison):
        StockCommand().handle(dryrun=False)

    assert _live(pages) == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert not _is_scheduled(pages[1])


def _five_bare_pages_due() -> list[Page]:
    """Without what our page types add to Wagtail's."""
    home, soon = make.home(), datetime.now(UTC) + timedelta(hours=1)
    base = 10 * home.get_children().count()
    pages = []
    for n in range(5):
        title = f"Page {base + n}"
        page = home.add_child(instance=Page(title=title, live=False, go_live_at=soon))
        page.save_revision().publish()
        make.make_due(page, minutes_ago=100 - base - n)
        pages.append(page)
    return pages


def test_a_failing_page_is_tried_after_1_5_15_and_60_minutes_and_then_every_hour() -> None:
    page = make.due_consultation()
    at = datetime.now(UTC)
    tried: list[timedelta] = []

    with poison(page, page_published):
        for wait in [*BACK_OFF, BACK_OFF[-1]]:
            publish_due(at=at)
            too_early = publish_due(at=at + wait - timedelta(seconds=1))
            assert too_early.failed == 0
            next_try_at = PublicationFailure.objects.get().next_try_at
            tried.append(next_try_at - at)
            at = next_try_at

    assert [wait.total_seconds() / 60 for wait in tried] == [1, 5, 15, 60, 60]
    assert PublicationFailure.objects.get().attempts == 5


@pytest.mark.parametrize("where", [IN_SAVE, IN_A_RECEIVER])
def test_once_mended_it_is_published_once_and_nothing_is_left_to_report(where: Signal) -> None:
    page = make.due_consultation()
    at = datetime.now(UTC)
    with poison(page, where):
        publish_due(at=at)
    assert "publishing" in problems()

    mended = publish_due(at=at + timedelta(minutes=1))
    again = publish_due(at=at + timedelta(minutes=2))

    page.refresh_from_db()
    assert (mended.published, again.published, page.live) == (1, 0, True)
    assert "publishing" not in problems()


def test_the_owner_and_the_strategy_group_are_told_once_each() -> None:
    owner, strategist = make.staff("implementation"), make.staff("strategy")
    make.staff("moderator")
    make.staff("strategy", is_active=False)
    page = make.due_consultation(owner=owner, title="Plan de mobilité")
    at = datetime.now(UTC)

    with poison(page, page_published, "disk is full"):
        for hours in range(8):
            publish_due(at=at + timedelta(hours=hours))
            outbox.drain()
            assert len(mail.outbox) == (0 if hours < 2 else 2)  # told at the third attempt

    assert {to for message in mail.outbox for to in message.to} == {owner.email, strategist.email}
    body = mail.outbox[0].body
    assert "Plan de mobilité" in mail.outbox[0].subject
    assert "Poison: disk is full" in body
    assert f"/admin/pages/{page.pk}/edit/" in body


def test_nobody_is_told_of_a_failure_that_was_mended_before_the_mail() -> None:
    page = make.due_consultation(owner=make.staff("implementation"))
    at = datetime.now(UTC)
    with poison(page, page_published):
        for hours in range(3):
            publish_due(at=at + timedelta(hours=hours))
    assert OutboxMessage.objects.filter(kind=notices.FAILED).exists()

    publish_due(at=at + timedelta(hours=3))
    outbox.drain()

    assert [message.subject for message in mail.outbox if "Plan" in message.subject] == []
    assert len(mail.outbox) == 1  # that it went out


def test_what_is_told_holds_no_personal_data() -> None:
    owner = make.staff("implementation", email="odile.vandenberghe@example.be")
    page = make.due_consultation(owner=owner)
    at = datetime.now(UTC)
    with poison(page, page_published):
        for hours in range(3):
            publish_due(at=at + timedelta(hours=hours))

    for row in OutboxMessage.objects.all():
        assert "odile" not in f"{row.event} {row.target} {row.payload} {row.last_error}".lower()


def test_a_consultation_scheduled_without_what_it_needs_fails_alone() -> None:
    pages = _five_due()
    revision = pages[2].revisions.get(approved_go_live_at__isnull=False)
    revision.content["closes_at"] = None
    revision.save(update_fields=["content"])

    run = publish_due()

    assert (run.published, run.failed) == (4, 1)
    assert _live(pages) == [True, True, False, True, True]
    assert PublicationFailure.objects.get().error.startswith("DatesMissing")


def test_an_error_that_no_database_stores_is_noted_all_the_same() -> None:
    pages = _five_due()

    with poison(pages[0], page_published, "nul \x00 and half \ud800 a character" + "x" * 2000):
        run = publish_due()

    assert (run.published, run.failed) == (4, 1)
    assert PublicationFailure.objects.get().error.startswith("Poison: nul and half ? a character")


def test_two_publishers_that_fail_at_the_same_moment_are_one_attempt() -> None:
    page = make.due_consultation()
    revision = page.revisions.get(approved_go_live_at__isnull=False)
    at = datetime.now(UTC)

    note_failure(revision_pk=revision.pk, error=Poison("a"), at=at)
    note_failure(revision_pk=revision.pk, error=Poison("b"), at=at)

    assert PublicationFailure.objects.get().attempts == 1


@pytest.mark.django_db(transaction=True)
def test_a_version_that_was_deleted_meanwhile_stops_nobody() -> None:
    note_failure(revision_pk=10**9, error=Poison("gone"), at=datetime.now(UTC))

    assert not PublicationFailure.objects.exists()


def test_a_failure_is_forgotten_when_the_editor_publishes_another_version() -> None:
    page = make.due_consultation()
    with poison(page, page_published):
        publish_due()
    page = ConsultationPage.objects.get(pk=page.pk)
    page.go_live_at = None
    page.save_revision().publish()

    publish_due()

    assert not PublicationFailure.objects.exists()


def test_the_editor_reads_that_it_failed() -> None:
    page = make.due_consultation()
    with poison(page, page_published):
        publish_due()

    found = publication_of(ConsultationPage.objects.get(pk=page.pk))

    assert found.fate == Fate.FAILED
    assert found.failure is not None
    assert found.failure.error == "Poison: poison"


def test_the_command_fails_loudly_when_something_failed() -> None:
    page = make.due_consultation()

    with poison(page, page_published), pytest.raises(CommandError, match="1 failed"):
        call_command("publish_scheduled")


def test_an_article_that_will_not_come_down_is_reported_and_retried() -> None:
    stays = make.article(expire_at=datetime.now(UTC) - timedelta(minutes=1))
    goes = make.article(expire_at=datetime.now(UTC) - timedelta(minutes=1))
    at = datetime.now(UTC)

    with poison(stays, page_unpublished):
        run = publish_due(at=at)
        publish_due(at=at + timedelta(seconds=30))

    assert (run.expired, run.failed) == (1, 1)
    assert ArticlePage.objects.get(pk=stays.pk).live
    assert not ArticlePage.objects.get(pk=goes.pk).live
    assert PublicationFailure.objects.get().attempts == 1
    assert publication_of(ArticlePage.objects.get(pk=stays.pk)).fate == Fate.NOT_TAKEN_DOWN

    publish_due(at=at + timedelta(minutes=1))
    assert not ArticlePage.objects.get(pk=stays.pk).live
    assert not PublicationFailure.objects.exists()
