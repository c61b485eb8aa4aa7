"""What the calendar warns of: length, crowd, lateness, days on which nobody answers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from accounts import clock
from accounts.groups import IMPLEMENTATION
from pages.actions.place import Placement, place
from pages.actions.plan_entry import Plan, plan_entry
from pages.results.calendar import calendar_entries
from pages.results.calendar_views import Note
from pages.results.calendar_warnings import warnings_of
from tests import editor, make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 4)  # a Monday
OPENS = date(2026, 9, 7)  # another one, far ahead
MONTH = 32  # days after which it closes, on a Friday


def entry(placement: Placement, **plan: Any) -> int:
    words = {"subject": "La mobilité", "kind": "survey", "state": "planned"} | plan
    return plan_entry(plan=Plan(**words), placement=placement, user=None, at=make.NOON).pk


def window(first: date = OPENS, days: int = MONTH, **plan: Any) -> int:
    return entry(place("range", first, first + timedelta(days=days)), **plan)


def codes(number: int, *notes: Note, today: date = TODAY) -> list[str]:
    shown = calendar_entries(date(2026, 1, 1), date(2027, 12, 31), at=make.NOON)
    return [warning.code for warning in warnings_of(shown, notes, today).get(number, [])]


def test_a_usual_consultation_far_ahead_is_not_warned_of() -> None:
    assert codes(window()) == []


@pytest.mark.parametrize("days", [21, 49])
def test_w1_a_consultation_lasts_four_to_six_weeks(days: int) -> None:
    assert codes(window(days=days - 3)) == ["W1"]  # on a Friday too


def test_w2_two_at_once_are_enough() -> None:
    first, second = window(), window()
    assert codes(first) == []

    third = window()

    assert codes(first) == codes(second) == codes(third) == ["W2"]


def test_w2_two_in_turn_beside_a_third_are_not_three_at_once() -> None:
    whole = window(days=39)
    window(days=4 + 7)
    window(OPENS + timedelta(days=28), days=4 + 7)

    assert codes(whole) == []


@pytest.mark.parametrize("shared", ["theme", "district"])
def test_w2_one_theme_or_district_is_not_asked_twice_at_once(shared: str) -> None:
    about: dict[str, Any] = {shared: {"theme": make.theme, "district": make.district}[shared]()}
    first = window(**about)
    window(**about)

    assert codes(first) == ["W2"]


@pytest.mark.parametrize(("left", "expected"), [(43, []), (42, ["W4"])])
def test_w4_a_subject_is_decided_six_weeks_before(left: int, expected: list[str]) -> None:
    number = entry(place("day", TODAY + timedelta(days=left)), subject="", kind="article")

    assert codes(number) == expected


@pytest.mark.parametrize(("left", "expected"), [(15, 0), (14, 1), (3, 2), (-1, 2)])
def test_w4_a_page_two_weeks_before_and_ready_three_days_before(left: int, expected: int) -> None:
    number = entry(place("day", TODAY + timedelta(days=left)), kind="article")

    assert codes(number) == ["W4"] * expected


@pytest.mark.parametrize("first", [date(2026, 9, 5), date(2026, 12, 28)])
def test_w6_nothing_opens_on_a_weekend_or_between_the_years(first: date) -> None:
    assert "W6" in codes(window(first, days=34))


@pytest.mark.parametrize("kind", ["holiday", "sensitive"])
def test_w6_nothing_closes_on_a_holiday_or_in_a_sensitive_period(kind: str) -> None:
    last = OPENS + timedelta(days=MONTH)

    assert codes(window(), Note("Élections", kind, last, last)) == ["W6"]


def test_of_what_is_over_only_the_missing_page_is_said() -> None:
    assert codes(window(days=5, state="ready"), today=date(2027, 6, 1)) == ["W4"]


def test_they_are_said_on_the_card_and_on_the_entry() -> None:
    make.home()
    client = editor.signed_in(make.staff(IMPLEMENTATION))
    soon = clock.now().date() + timedelta(days=2)
    number = entry(place("day", soon), subject="", kind="article")

    month = client.get(reverse("parvis_calendar_view", args=["month"]), {"on": f"{soon}"})
    assert "3 avertissements" in month.text
    text = client.get(reverse("parvis_calendar_entry", args=[number])).text
    assert "Le sujet est encore à définir." in text
    assert "W4" in text
