"""The calendar in one's own application: a secret address, the rights of its owner, no name."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from accounts import clock
from accounts.groups import GROUPS, IMPLEMENTATION
from accounts.models import User
from pages import errors
from pages.actions.move_entry import move_entry
from pages.actions.place import NOWHERE, Placement, place
from pages.actions.plan_entry import Plan, plan_entry
from pages.actions.subscribe_to_calendar import revoke_subscription, subscribe_to_calendar
from pages.models import CalendarEntry, CalendarFeed
from tests import editor, make

pytestmark = pytest.mark.django_db
SOON = datetime.now(UTC).astimezone(clock.BRUSSELS).date() + timedelta(days=40)


@pytest.fixture
def planner() -> User:
    make.home()
    return make.staff(IMPLEMENTATION, first_name="Zénobe", last_name="Gramme")


def entry(placement: Placement, **plan: Any) -> CalendarEntry:
    page = plan.pop("page", None)
    words = {"subject": "La mobilité", "kind": "survey"} | plan
    return plan_entry(plan=Plan(**words), placement=placement, user=None, page=page)


def address(user: User) -> str:
    return subscribe_to_calendar(user=user).get_absolute_url()


def read(user: User, **query: str) -> Any:
    """What a calendar application makes of it, without any session."""
    response = Client().get(address(user), query)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content)


def events(user: User, **query: str) -> list[Any]:
    return list(read(user, **query).walk("VEVENT"))


@pytest.mark.parametrize("precision", ["day", "week", "month", "range"])
def test_each_precision_is_read_by_a_real_client(planner: User, precision: str) -> None:
    placed = place(precision, SOON, SOON + timedelta(days=34))
    entry(placed)

    [event] = events(planner)

    assert placed.last_day is not None
    assert event.decoded("dtstart") == placed.first_day
    assert event.decoded("dtend") == placed.last_day + timedelta(days=1)  # exclusive
    assert str(event["summary"]) == "Enquête – La mobilité"
    assert event["categories"].to_ical() == b"Enqu\xc3\xaate"


def test_what_is_to_be_placed_is_not_in_it(planner: User) -> None:
    entry(NOWHERE)

    assert events(planner) == []


def test_a_publication_has_its_hour_in_brussels(planner: User) -> None:
    due = datetime.combine(SOON, datetime.min.time().replace(hour=9), tzinfo=clock.BRUSSELS)
    entry(NOWHERE, page=make.scheduled_article(due), kind="article")

    feed = read(planner)

    [event] = feed.walk("VEVENT")
    assert event.decoded("dtstart") == due
    assert event["dtstart"].params["TZID"] == "Europe/Brussels"
    assert [str(zone["tzid"]) for zone in feed.walk("VTIMEZONE")] == ["Europe/Brussels"]


def test_moving_keeps_the_identity_and_raises_the_sequence(planner: User) -> None:
    found = entry(place("day", SOON))
    CalendarEntry.objects.update(changed_at=clock.now() - timedelta(hours=1))
    [before] = events(planner)

    move_entry(
        entry=found,
        to=place("day", SOON + timedelta(days=7)),
        expected=place("day", SOON),
        user=planner,
    )

    [after] = events(planner)
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after.decoded("dtstart") == SOON + timedelta(days=7)


def test_filters_stand_in_the_address(planner: User) -> None:
    entry(place("day", SOON), subject="Gardée", kind="quiz")
    entry(place("day", SOON), subject="Écartée")

    assert [str(event["summary"]) for event in events(planner, kind="quiz")] == ["Quiz – Gardée"]


def test_no_name_of_a_person_is_in_it(planner: User) -> None:
    entry(place("day", SOON), owner=planner, reviewer=planner)

    text = Client().get(address(planner)).content.decode()

    assert "Zénobe" not in text
    assert "Gramme" not in text
    assert planner.email not in text


def test_what_has_not_changed_is_not_sent_again(planner: User) -> None:
    entry(place("day", SOON))
    where = address(planner)
    tag = Client().get(where).headers["ETag"]

    again = Client().get(where, headers={"if-none-match": tag})
    entry(place("day", SOON))
    changed = Client().get(where, headers={"if-none-match": tag})

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200


def test_it_is_never_shared_or_indexed(planner: User) -> None:
    response = Client().get(address(planner))

    assert "private" in response.headers["Cache-Control"]
    assert "noindex" in response.headers["X-Robots-Tag"]


def test_another_signature_opens_nothing(planner: User) -> None:
    where = address(planner)
    other = CalendarFeed.objects.create(user=make.staff(IMPLEMENTATION), made_at=clock.now())
    signature = where.rsplit("/", 1)[1].removesuffix(".ics")

    assert Client().get(reverse("calendar_feed", args=[other.pk, signature])).status_code == 404
    assert Client().get(reverse("calendar_feed", args=[other.pk, "x"])).status_code == 404


def test_a_revoked_address_answers_nothing_and_a_new_one_is_another(planner: User) -> None:
    where = address(planner)

    assert revoke_subscription(user=planner)

    assert Client().get(where).status_code == 404
    assert address(planner) != where


@pytest.mark.parametrize("change", ["inactive", "without_group"])
def test_it_answers_with_the_rights_of_its_owner(planner: User, change: str) -> None:
    where = address(planner)
    assert Client().get(where).status_code == 200

    if change == "inactive":
        planner.is_active = False
        planner.save()
    else:
        planner.groups.clear()

    assert Client().get(where).status_code == 404


@pytest.mark.parametrize("group", GROUPS)
def test_all_the_staff_may_subscribe(planner: User, group: str) -> None:
    client = editor.signed_in(make.staff(group))
    screen = reverse("parvis_calendar_subscription") + "?kind=quiz"

    client.post(screen)
    text = client.get(screen).text

    feed = CalendarFeed.objects.get()
    assert f"{feed.get_absolute_url()}?kind=quiz" in text
    client.post(screen, {"revoke": "1"})
    assert not CalendarFeed.objects.filter(revoked_at=None).exists()


def test_a_citizen_may_not() -> None:
    user = make.citizen().user
    assert user is not None

    with pytest.raises(errors.MayNotReadTheCalendar):
        subscribe_to_calendar(user=user)


def test_two_clicks_make_one_address(planner: User) -> None:
    assert subscribe_to_calendar(user=planner) == subscribe_to_calendar(user=planner)


def test_the_feed_asks_a_constant_number_of_questions(planner: User) -> None:
    where, counts = address(planner), []
    for _ in range(2):
        for _number in range(5):
            entry(place("day", SOON), owner=planner)
            entry(NOWHERE, page=make.consultation_page())
        with CaptureQueriesContext(connection) as asked:
            Client().get(where)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_a_day_that_no_calendar_knows_breaks_nothing(planner: User) -> None:
    entry(place("day", date(2099, 12, 31)))

    assert events(planner) == []
