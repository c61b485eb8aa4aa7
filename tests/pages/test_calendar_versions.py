"""What the Collège saw is kept, compared with today, and not moved without saying why."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.groups import IMPLEMENTATION
from accounts.models import User
from pages import errors
from pages.actions.abandon_entry import abandon_entry
from pages.actions.move_entry import move_entry
from pages.actions.place import NOWHERE, Placement, place
from pages.actions.plan_entry import Plan, change_entry, plan_entry
from pages.actions.present_calendar import present_calendar
from pages.models import CalendarEntry, CalendarSnapshot
from pages.results.calendar_versions import causes_of, difference
from tests import editor, make

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
MAY, JUNE = place("month", date(2026, 5, 1)), place("month", date(2026, 6, 1))
LATER = make.NOON + timedelta(hours=1)


@pytest.fixture
def planner() -> User:
    make.home()
    return make.staff(IMPLEMENTATION)


def entry(placement: Placement = MAY, subject: str = "La mobilité") -> CalendarEntry:
    return plan_entry(plan=Plan(subject=subject), placement=placement, user=None, at=make.NOON)


def present(user: User, at: datetime = make.NOON) -> CalendarSnapshot:
    day = at.date()
    return present_calendar(presented_on=day, first=FIRST, last=LAST, user=user, at=at)


def names(changes: Any) -> list[str]:
    return [change.now.entry.subject for change in changes]


def test_a_version_tells_what_was_added_moved_abandoned_and_reworded(planner: User) -> None:
    same, moved, dropped, reworded = (entry(subject=word) for word in ("A", "B", "C", "D"))
    kept = present(planner)

    entry(subject="E")
    move_entry(entry=moved, to=JUNE, expected=MAY, user=planner, cause="news", at=LATER)
    abandon_entry(entry=dropped, reason="Trop cher.", user=planner)
    change_entry(entry=reworded, plan=Plan(subject="D bis"), user=planner)

    found = difference(kept, at=make.NOON)
    assert [shown.entry.subject for shown in found.added] == ["E"]
    assert names(found.moved) == ["B"]
    assert found.moved[0].move is not None
    assert found.moved[0].move.cause == "news"
    assert names(found.dropped) == ["C"]
    assert [(change.line.subject, change.now.entry.subject) for change in found.reworded] == [
        ("D", "D bis")
    ]
    assert found.same == 1
    assert same.subject == "A"


def test_what_left_the_period_is_moved_not_lost(planner: User) -> None:
    found = entry()
    kept = present(planner)

    move_entry(
        entry=found,
        to=place("month", date(2028, 1, 1)),
        expected=MAY,
        user=planner,
        cause="projects",
    )

    assert names(difference(kept).moved) == ["La mobilité"]


def test_what_is_to_be_placed_is_in_it_too(planner: User) -> None:
    found = entry(NOWHERE)
    kept = present(planner)

    move_entry(entry=found, to=MAY, expected=NOWHERE, user=planner, cause="priorities")

    assert names(difference(kept).moved) == ["La mobilité"]


@pytest.mark.parametrize(("cause", "reason"), [("", "Un chantier."), ("other", " ")])
def test_what_was_presented_is_not_moved_without_a_cause(
    planner: User, cause: str, reason: str
) -> None:
    found = entry()
    present(planner)

    with pytest.raises(errors.CauseOfMoveMissing):
        move_entry(entry=found, to=JUNE, expected=MAY, user=planner, cause=cause, reason=reason)

    found.refresh_from_db()
    assert found.first_day == MAY.first_day


def test_what_was_never_presented_moves_freely(planner: User) -> None:
    present(planner)

    assert move_entry(entry=entry(), to=JUNE, expected=MAY, user=planner)


def test_the_refusal_keeps_the_form(planner: User) -> None:
    found = entry()
    present(planner)
    address = reverse("parvis_calendar_move", args=[found.pk])
    client = editor.signed_in(planner)
    mark = client.get(address).context["form"].initial["expected"]

    form = {"precision": "month", "first_day": "2026-06-01", "reason": "Mes mots"}
    answer = client.post(address, form | {"expected": mark})

    assert answer.status_code == 409
    assert "présentée au Collège" in answer.text
    assert "Mes mots" in answer.text


def test_a_version_is_kept_once_a_day(planner: User) -> None:
    present(planner)

    with pytest.raises(errors.PresentedAlready):
        present(planner)
    assert CalendarSnapshot.objects.count() == 1


def test_it_is_kept_and_read_by_forms_alone(planner: User) -> None:
    found = entry()
    client = editor.signed_in(planner)
    form = {"presented_on": "2026-05-04", "first_day": "2026-01-01", "last_day": "2026-12-31"}

    client.post(reverse("parvis_calendar_versions"), form)
    move_entry(entry=found, to=JUNE, expected=MAY, user=planner, cause="field")

    kept = CalendarSnapshot.objects.get()
    text = client.get(reverse("parvis_calendar_version", args=[kept.pk])).text
    assert "Version présentée au Collège le 4 mai 2026" in text
    assert "mai 2026 → <strong>juin 2026</strong>" in text
    assert "Contraintes de terrain" in text


@pytest.mark.parametrize("last", ["2025-01-01", "", "9999-12-31"])
def test_a_bad_period_keeps_nothing(planner: User, last: str) -> None:
    form = {"presented_on": "2026-05-04", "first_day": "2026-01-01", "last_day": last}

    answer = editor.signed_in(planner).post(reverse("parvis_calendar_versions"), form)

    assert answer.status_code in (400, 409)
    assert not CalendarSnapshot.objects.exists()


def test_the_causes_of_a_year_are_counted(planner: User) -> None:
    for cause in ("news", "field", "news"):
        move_entry(entry=entry(), to=JUNE, expected=MAY, user=planner, cause=cause, at=make.NOON)

    assert causes_of(2026) == [("actualité", 2), ("contraintes de terrain", 1)]
    assert causes_of(2025) == []


def test_a_difference_asks_a_constant_number_of_questions(planner: User) -> None:
    counts = []
    for number in range(2):
        for _ in range(5):
            entry()
        kept = present(planner, make.NOON + timedelta(days=number))
        with CaptureQueriesContext(connection) as asked:
            difference(kept, at=make.NOON)
        counts.append(len(asked))

    assert counts[0] == counts[1]
