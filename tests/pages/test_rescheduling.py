"""Moving a publication: same words, new dates, refused when it is too late or not yours."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from wagtail.models import PageLogEntry, Revision

from accounts import clock
from accounts.models import User
from pages import errors
from pages.actions.publish_due import publish_due
from pages.actions.reschedule_page import reschedule_page
from pages.models import ConsultationPage
from participation.models import Consultation
from tests import make

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC).replace(microsecond=0)
HOUR, WEEK = timedelta(hours=1), timedelta(days=7)


@pytest.fixture
def strategist() -> User:
    make.home()
    return make.staff("strategy")


def _again(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


def _scheduled(page: Any) -> Revision:
    found: Revision = page.revisions.get(approved_go_live_at__isnull=False)
    return found


def test_a_page_moves_with_its_window_and_its_promise(strategist: User) -> None:
    page: Any = make.scheduled_consultation(NOW + HOUR, opens_at=NOW + HOUR)
    first = _scheduled(page)

    reschedule_page(page=page, user=strategist, to=NOW + HOUR + WEEK, expected=NOW + HOUR)

    moved = _scheduled(page)
    row = Consultation.objects.get(pk=page.consultation_id)
    assert moved.pk != first.pk
    assert moved.approved_go_live_at == NOW + HOUR + WEEK
    assert _again(page).go_live_at == NOW + HOUR + WEEK
    assert row.opens_at == clock.move_on_the_wall(page.opens_at, WEEK)
    assert row.closes_at == clock.move_on_the_wall(page.closes_at, WEEK)
    assert row.answer_due_on == page.answer_due_on + WEEK
    assert not row.is_public


def test_history_keeps_the_old_version_and_the_log_says_who_moved_it(strategist: User) -> None:
    page: Any = make.scheduled_consultation(NOW + HOUR)
    first = _scheduled(page)

    reschedule_page(page=page, user=strategist, to=NOW + WEEK, expected=NOW + HOUR)

    first.refresh_from_db()
    assert first.approved_go_live_at is None
    assert first.as_object().go_live_at == NOW + HOUR
    entry = PageLogEntry.objects.get(page=page.pk, action="pages.reschedule")
    assert entry.user == strategist
    assert entry.data["from"] == (NOW + HOUR).isoformat()


def test_it_goes_out_at_its_new_moment_and_not_at_the_old_one(strategist: User) -> None:
    page: Any = make.scheduled_consultation(NOW + HOUR)
    reschedule_page(page=page, user=strategist, to=NOW + 3 * HOUR, expected=NOW + HOUR)

    publish_due(at=NOW + 2 * HOUR)
    assert not _again(page).live

    publish_due(at=NOW + 3 * HOUR)
    assert _again(page).live


def test_midnight_stays_midnight_over_a_clock_change(strategist: User) -> None:
    """From 20 March to 3 April 2027, over the night of 28 March."""
    brussels = clock.BRUSSELS
    go_live_at = datetime(2027, 3, 20, 9, 0, tzinfo=brussels).astimezone(UTC)
    page: Any = make.scheduled_consultation(
        go_live_at,
        opens_at=datetime(2027, 3, 21, tzinfo=brussels).astimezone(UTC),
        closes_at=datetime(2027, 4, 26, tzinfo=brussels).astimezone(UTC),
        answer_due_on=date(2027, 6, 30),
    )
    to = datetime(2027, 4, 3, 9, 0, tzinfo=brussels).astimezone(UTC)

    reschedule_page(page=page, user=strategist, to=to, expected=go_live_at)

    row = Consultation.objects.get(pk=page.consultation_id)
    assert clock.on_the_wall(row.opens_at) == datetime(2027, 4, 4)  # type: ignore[arg-type]  # set
    assert clock.on_the_wall(row.closes_at) == datetime(2027, 5, 10)  # type: ignore[arg-type]  # set
    assert row.answer_due_on == date(2027, 7, 14)


def test_moving_by_an_hour_back_does_not_move_the_promised_day(strategist: User) -> None:
    page: Any = make.scheduled_consultation(NOW + 5 * HOUR, closes_at=make.NOON + 5 * WEEK)

    reschedule_page(page=page, user=strategist, to=NOW + 4 * HOUR, expected=NOW + 5 * HOUR)

    row = Consultation.objects.get(pk=page.consultation_id)
    assert row.answer_due_on == page.answer_due_on


def test_a_live_page_keeps_its_window_when_its_next_version_is_moved(strategist: User) -> None:
    page: Any = make.consultation_page(title="Avant")
    before = page.consultation.closes_at
    page.title, page.go_live_at = "Après", NOW + HOUR
    page.closes_at += WEEK
    page.change_reason = "Des voix manquent."
    page.save_revision().publish()

    reschedule_page(page=_again(page), user=strategist, to=NOW + 2 * HOUR, expected=NOW + HOUR)

    assert (_again(page).live, _again(page).title) == (True, "Avant")
    assert Consultation.objects.get(pk=page.consultation_id).closes_at == before
    publish_due(at=NOW + 2 * HOUR)
    assert _again(page).title == "Après"
    assert Consultation.objects.get(pk=page.consultation_id).closes_at == before + WEEK


def test_a_newer_draft_stays_the_newest_and_moves_along(strategist: User) -> None:
    page: Any = make.scheduled_consultation(NOW + HOUR)
    author = make.staff("implementation")
    draft = _again(page)
    draft.title = "Brouillon"
    draft.save_revision(user=author)

    reschedule_page(page=_again(page), user=strategist, to=NOW + WEEK, expected=NOW + HOUR)

    newest = _again(page).get_latest_revision()
    assert newest.user == author
    assert newest.as_object().title == "Brouillon"
    assert newest.as_object().go_live_at == NOW + WEEK
    assert _scheduled(page).as_object().title == page.title


def test_a_date_that_the_draft_changed_is_left_to_the_draft(strategist: User) -> None:
    page: Any = make.scheduled_consultation(NOW + HOUR)
    draft = _again(page)
    draft.closes_at = page.closes_at + timedelta(days=2)
    draft.save_revision()

    reschedule_page(page=_again(page), user=strategist, to=NOW + WEEK, expected=NOW + HOUR)

    newest = _again(page).get_latest_revision_as_object()
    assert newest.closes_at == page.closes_at + timedelta(days=2)


def test_an_article_moves_too(strategist: User) -> None:
    page = make.scheduled_article(NOW + HOUR)

    reschedule_page(page=page, user=strategist, to=NOW + WEEK, expected=NOW + HOUR)

    assert _again(page).go_live_at == NOW + WEEK


@pytest.mark.parametrize(
    ("group", "expected", "to", "refusal"),
    [
        ("implementation", HOUR, WEEK, errors.MayNotPublish),
        ("strategy", 2 * HOUR, WEEK, errors.MovedMeanwhile),
        ("strategy", HOUR, -HOUR, errors.DateInThePast),
    ],
)
def test_a_move_is_refused_with_its_reason_and_changes_nothing(
    group: str, expected: timedelta, to: timedelta, refusal: type[Exception]
) -> None:
    page: Any = make.scheduled_consultation(NOW + HOUR)
    before = list(page.revisions.values("pk", "approved_go_live_at"))

    with pytest.raises(refusal):
        reschedule_page(page=page, user=make.staff(group), to=NOW + to, expected=NOW + expected)

    assert list(page.revisions.values("pk", "approved_go_live_at")) == before


def test_what_was_published_or_withdrawn_cannot_be_moved(strategist: User) -> None:
    published = make.scheduled_consultation(NOW + HOUR)
    publish_due(at=NOW + HOUR)
    withdrawn = make.scheduled_consultation(NOW + HOUR)
    withdrawn.revisions.update(approved_go_live_at=None)

    for page in (published, withdrawn):
        with pytest.raises(errors.NotScheduled):
            reschedule_page(page=page, user=strategist, to=NOW + WEEK, expected=NOW + HOUR)


def test_a_page_that_another_person_locked_is_not_moved(strategist: User) -> None:
    page: Any = make.scheduled_consultation(NOW + HOUR)
    other = make.staff("strategy")
    ConsultationPage.objects.filter(pk=page.pk).update(locked=True, locked_by=other)

    with pytest.raises(errors.LockedBySomebody):
        reschedule_page(page=page, user=strategist, to=NOW + WEEK, expected=NOW + HOUR)

    reschedule_page(page=page, user=other, to=NOW + WEEK, expected=NOW + HOUR)
    assert _scheduled(page).approved_go_live_at == NOW + WEEK


def test_an_alias_is_moved_with_its_original_only(strategist: User) -> None:
    page: Any = make.scheduled_consultation(NOW + HOUR)
    alias = page.create_alias(update_slug="miroir")

    with pytest.raises(errors.AliasOwnsNothing):
        reschedule_page(page=alias, user=strategist, to=NOW + WEEK, expected=NOW + HOUR)
