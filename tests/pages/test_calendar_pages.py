"""The calendar drives the page: its draft, and its dates once it is scheduled or online."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from accounts import clock
from accounts.groups import IMPLEMENTATION, MODERATOR, STRATEGY
from accounts.models import User
from pages import errors
from pages.actions.draft_entry import draft_entry
from pages.actions.move_entry import move_entry
from pages.actions.place import NOWHERE, Placement, place
from pages.actions.plan_entry import Plan, plan_entry
from pages.models import (
    ArticlePage,
    CalendarEntry,
    ConsultationPage,
    EntryMove,
    FeedbackReportPage,
)
from pages.results.calendar import Shown, Stage, shown_of
from participation.models import IdeaBox, Survey
from tests import editor, make

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
FIRST, LAST = date(2030, 10, 1), date(2030, 11, 4)  # the clocks change in between
SPAN = place("range", FIRST, LAST)


@pytest.fixture(autouse=True)
def _lists() -> None:
    make.consultation_index(), make.article_index(), make.feedback_index()


@pytest.fixture
def planner() -> User:
    return make.staff(IMPLEMENTATION)


@pytest.fixture
def strategist() -> User:
    return make.staff(STRATEGY)


def entry(placement: Placement = NOWHERE, page: Any = None, **plan: Any) -> CalendarEntry:
    words = {"subject": "Quelle mobilité ?", "kind": "call_for_ideas"} | plan
    return plan_entry(plan=Plan(**words), placement=placement, user=None, page=page)


def seen(found: CalendarEntry) -> Shown:
    return shown_of([CalendarEntry.objects.with_related().get(pk=found.pk)], clock.now())[0]


def days(shown: Shown) -> Placement:
    return Placement(shown.precision, shown.first_day, shown.last_day)


def scheduled_entry() -> tuple[CalendarEntry, ConsultationPage]:
    """An entry whose consultation opens at its publication, nine o'clock on 1 October 2030."""
    due = datetime(2030, 10, 1, 9, tzinfo=clock.BRUSSELS)
    closes = datetime(2030, 11, 5, tzinfo=clock.BRUSSELS)
    page = make.scheduled_consultation(
        due, opens_at=due, closes_at=closes, answer_due_on=date(2030, 12, 5)
    )
    return entry(place("month", FIRST), page=page), page


def row_of(page: Any) -> Any:
    return ConsultationPage.objects.select_related("consultation").get(pk=page.pk).consultation


# --- « Créer le brouillon » ---------------------------------------------------------------------


def test_a_consultation_begins_with_what_the_entry_says(planner: User) -> None:
    theme, district, service = make.theme(), make.district(), make.service()
    about = {"theme": theme, "district": district, "service": service}

    page: Any = draft_entry(entry=entry(SPAN, **about), user=planner).specific

    assert (page.title, page.kind, page.live) == ("Quelle mobilité ?", "call_for_ideas", False)
    assert page.get_parent().specific == make.consultation_index()
    assert page.opens_at == datetime(2030, 10, 1, 9, tzinfo=clock.BRUSSELS)
    assert page.closes_at == datetime(2030, 11, 5, tzinfo=clock.BRUSSELS)
    draft = page.get_latest_revision_as_object()
    assert list(draft.districts.all()) == [district]
    assert list(draft.themes.all()) == [theme]
    assert draft.service == service


def test_planning_a_page_schedules_nothing(planner: User) -> None:
    page = draft_entry(entry=entry(SPAN), user=planner).specific

    assert page.go_live_at is None
    assert not page.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_a_month_is_no_day_on_which_to_open(planner: User) -> None:
    page: Any = draft_entry(entry=entry(place("month", FIRST)), user=planner).specific

    assert (page.opens_at, page.closes_at) == (None, None)


@pytest.mark.parametrize(
    ("kind", "block", "activity"),
    [
        ("call_for_ideas", "idea_box", IdeaBox),
        ("vote", "vote", IdeaBox),
        ("survey", "survey", Survey),
        ("poll", "poll", Survey),
        ("quiz", "quiz", Survey),
    ],
)
def test_its_body_holds_a_draft_of_the_right_activity(
    planner: User, kind: str, block: str, activity: Any
) -> None:
    page = draft_entry(entry=entry(SPAN, kind=kind), user=planner)

    draft: Any = page.get_latest_revision_as_object()
    made = activity.objects.get()
    assert [part.block_type for part in draft.body] == [block]
    assert (made.live, made.consultation) == (False, draft.consultation)


@pytest.mark.parametrize(
    ("kind", "model"),
    [("article", ArticlePage), ("workshop", ArticlePage), ("report", FeedbackReportPage)],
)
def test_each_kind_makes_its_type_of_page(planner: User, kind: str, model: Any) -> None:
    page = draft_entry(entry=entry(kind=kind), user=planner)

    assert isinstance(page.specific, model)


def test_the_draft_opens_in_the_editor_and_leads_back(planner: User) -> None:
    client, found = editor.signed_in(planner), entry(SPAN, theme=make.theme())

    answer: Any = client.post(reverse("parvis_calendar_draft", args=[found.pk]))
    form = client.get(answer.url)

    assert form.status_code == 200
    assert reverse("parvis_calendar_entry", args=[found.pk]) in form.text
    found.refresh_from_db()
    assert found.state == "writing"
    assert answer.url in client.get(reverse("parvis_calendar_entry", args=[found.pk])).text


def test_a_second_click_opens_the_same_page(planner: User) -> None:
    client, found = editor.signed_in(planner), entry(SPAN)
    address = reverse("parvis_calendar_draft", args=[found.pk])

    first, second = client.post(address), client.post(address)

    assert first.headers["Location"] == second.headers["Location"]
    assert ConsultationPage.objects.count() == IdeaBox.objects.count() == 1


@pytest.mark.parametrize(
    ("plan", "refusal"),
    [
        ({"kind": "undefined"}, errors.KindToBeDecided),
        ({"subject": ""}, errors.SubjectToBeDecided),
    ],
)
def test_what_is_to_be_decided_makes_no_page(
    planner: User, plan: dict[str, str], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        draft_entry(entry=entry(SPAN, **plan), user=planner)


def test_who_may_not_plan_makes_no_page() -> None:
    with pytest.raises(errors.MayNotPlan):
        draft_entry(entry=entry(SPAN), user=make.staff(MODERATOR))


def test_the_refusal_is_said_on_the_entry(planner: User) -> None:
    found = entry(SPAN, kind="undefined")

    answer = editor.signed_in(planner).post(reverse("parvis_calendar_draft", args=[found.pk]))

    assert "Choisissez d’abord le type" in editor.messages_of(answer)


def test_the_dates_of_a_draft_follow_its_entry(planner: User) -> None:
    found = entry(SPAN)
    page = draft_entry(entry=found, user=planner)

    move_entry(
        entry=found, to=place("range", FIRST + DAY, LAST + 3 * DAY), expected=SPAN, user=planner
    )

    draft: Any = page.specific.get_latest_revision_as_object()
    assert draft.opens_at == datetime(2030, 10, 2, 9, tzinfo=clock.BRUSSELS)
    assert draft.closes_at == datetime(2030, 11, 8, tzinfo=clock.BRUSSELS)


# --- Moving what is scheduled -------------------------------------------------------------------


def test_publication_window_and_promise_move_as_one(strategist: User) -> None:
    found, page = scheduled_entry()
    before = seen(found)
    assert days(before) == SPAN

    week = 7 * DAY
    to = place("range", FIRST + 4 * week, LAST + 4 * week)  # into winter time
    move_entry(entry=found, to=to, expected=SPAN, user=strategist, cause="news")

    row, moved = row_of(page), page.revisions.get(approved_go_live_at__isnull=False)
    assert moved.approved_go_live_at == datetime(2030, 10, 29, 9, tzinfo=clock.BRUSSELS)
    assert row.opens_at == datetime(2030, 10, 29, 9, tzinfo=clock.BRUSSELS)
    assert row.closes_at == datetime(2030, 12, 3, tzinfo=clock.BRUSSELS)
    assert row.answer_due_on == date(2031, 1, 2)
    assert days(seen(found)) == to
    assert EntryMove.objects.get().was_first == FIRST
    found.refresh_from_db()
    assert found.precision == "month"  # what was planned at first stays as history


def test_who_may_not_publish_moves_nothing(planner: User) -> None:
    found, page = scheduled_entry()
    before = page.revisions.count()

    with pytest.raises(errors.MayNotPublish):
        move_entry(
            entry=found, to=place("range", FIRST + DAY, LAST + DAY), expected=SPAN, user=planner
        )

    assert days(seen(found)) == SPAN
    assert page.revisions.count() == before
    assert not EntryMove.objects.exists()


@pytest.mark.parametrize("to", [place("month", FIRST), NOWHERE, place("range", FIRST, LAST + DAY)])
def test_what_is_scheduled_moves_as_it_is(strategist: User, to: Placement) -> None:
    found, _page = scheduled_entry()

    with pytest.raises(errors.KeepsItsLength):
        move_entry(entry=found, to=to, expected=SPAN, user=strategist)

    assert days(seen(found)) == SPAN


def test_a_scheduled_article_keeps_its_hour(strategist: User) -> None:
    due = datetime(2030, 10, 1, 18, 30, tzinfo=clock.BRUSSELS)
    page = make.scheduled_article(due)
    found = entry(page=page, kind="article")

    later = place("day", date(2030, 10, 31))
    move_entry(entry=found, to=later, expected=place("day", FIRST), user=strategist)

    moved = page.revisions.get(approved_go_live_at__isnull=False).approved_go_live_at
    assert moved == datetime(2030, 10, 31, 18, 30, tzinfo=clock.BRUSSELS)


def test_a_publication_moved_elsewhere_is_noticed(strategist: User) -> None:
    found, page = scheduled_entry()
    address = reverse("parvis_calendar_move", args=[found.pk])
    client = editor.signed_in(strategist)
    stale = client.get(address).context["form"].initial["expected"]
    to = place("range", FIRST + DAY, LAST + DAY)
    move_entry(entry=found, to=to, expected=SPAN, user=strategist)

    form = {"precision": "range", "first_day": "2030-12-01", "last_day": "2031-01-04"}
    answer = client.post(address, form | {"expected": stale})

    assert answer.status_code == 409
    assert days(seen(found)) == to
    assert page.live is False


def test_what_is_online_is_a_promise(strategist: User) -> None:
    page = make.consultation_page()
    found = entry(SPAN, page=page)
    shown = seen(found)

    with pytest.raises(errors.PageIsOnline):
        move_entry(entry=found, to=SPAN, expected=days(shown), user=strategist)

    assert days(seen(found)) == days(shown)


def test_dates_changed_in_the_page_are_those_of_the_calendar(strategist: User) -> None:
    page = make.draft_consultation(opens_at=datetime(2030, 10, 1, 7, tzinfo=UTC))
    found = entry(page=page)
    assert seen(found).stage == Stage.TO_DEFINE

    page.go_live_at = datetime(2030, 9, 20, 7, tzinfo=UTC)
    page.save_revision().publish()
    assert (seen(found).stage, seen(found).first_day) == (Stage.SCHEDULED, FIRST)
