"""A consultation: its states come from its dates and the clock of Brussels, nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from participation.actions.discard_consultation import check_discardable, discard_consultation
from participation.actions.put_in_force import Facts, plan, put_in_force, withdraw_from_public
from participation.actions.record_report import record_report, withdraw_report
from participation.errors import ConsultationHasALife, DatesInDisorder, DatesMissing
from participation.models import Consultation
from tests import make

BRUSSELS = ZoneInfo("Europe/Brussels")
SECOND = timedelta(microseconds=1)
State = Consultation.State


def _local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=BRUSSELS).astimezone(UTC)  # type: ignore[misc,arg-type]  # parts of a date


def _row(**fields: Any) -> Consultation:
    values: dict[str, Any] = {
        "title": "La place",
        "opens_at": _local(2026, 9, 1),
        "closes_at": _local(2026, 11, 1),
        "answer_due_on": date(2026, 12, 1),
        "is_public": True,
    }
    return Consultation(**values | fields)


def _facts(**fields: Any) -> Facts:
    values: dict[str, Any] = {
        "title": "La place",
        "kind": Consultation.Kind.VOTE,
        "opens_at": make.NOON,
        "closes_at": make.NOON + timedelta(days=30),
        "answer_due_on": date(2026, 7, 1),
    }
    return Facts(**values | fields)


@pytest.mark.parametrize(
    ("at", "state"),
    [
        (_local(2026, 9, 1) - SECOND, State.UPCOMING),
        (_local(2026, 9, 1), State.OPEN),
        (_local(2026, 11, 1) - timedelta(days=7) - SECOND, State.OPEN),
        (_local(2026, 11, 1) - timedelta(days=7), State.LAST_DAYS),
        (_local(2026, 11, 1) - SECOND, State.LAST_DAYS),
        (_local(2026, 11, 1), State.AWAITING),
        (_local(2036, 1, 1), State.AWAITING),
    ],
)
def test_the_clock_makes_the_state(at: datetime, state: str) -> None:
    assert _row().state(at) == state


def test_a_report_answers_only_what_is_closed() -> None:
    row = _row(answered_at=_local(2026, 10, 1))

    assert row.state(_local(2026, 10, 1)) == State.OPEN
    assert row.state(_local(2026, 11, 2)) == State.ANSWERED


@pytest.mark.parametrize("missing", ["opens_at", "closes_at"])
def test_without_its_dates_it_accepts_nothing(missing: str) -> None:
    row = _row(**{missing: None})

    assert row.state(_local(2026, 10, 1)) == State.UNDATED
    assert not row.is_open(_local(2026, 10, 1))


def test_what_is_not_public_accepts_nothing_whatever_its_dates() -> None:
    at = _local(2026, 10, 1)

    assert _row().is_open(at)
    assert not _row(is_public=False).is_open(at)


@pytest.mark.parametrize(
    ("at", "days"),
    [
        (_local(2026, 10, 31, 23, 59), 0),
        (_local(2026, 10, 31, 0, 0), 0),
        (_local(2026, 10, 30, 23, 59), 1),
        (_local(2026, 10, 25, 2, 30), 6),  # the night that has 25 hours
        (_local(2026, 10, 24, 12, 0), 7),
        (_local(2026, 11, 1, 0, 0), -1),
    ],
)
def test_days_left_are_those_of_the_calendar_in_brussels(at: datetime, days: int) -> None:
    row = _row()

    assert row.last_day == date(2026, 10, 31)
    assert row.days_left(at) == days


@pytest.mark.parametrize(
    ("at", "days"),
    [
        (_local(2027, 3, 27, 23, 30), 2),
        (_local(2027, 3, 28, 1, 59), 1),  # the night that has 23 hours
        (_local(2027, 3, 28, 3, 0), 1),
        (_local(2027, 3, 29, 0, 0), 0),
    ],
)
def test_days_until_the_opening_cross_the_change_of_clocks(at: datetime, days: int) -> None:
    row = _row(opens_at=_local(2027, 3, 29), closes_at=_local(2027, 5, 1))

    assert row.first_day == date(2027, 3, 29)
    assert row.days_until_opening(at) == days


def test_the_last_day_of_a_closing_at_noon_is_that_day() -> None:
    assert _row(closes_at=_local(2026, 10, 31, 12)).last_day == date(2026, 10, 31)


@pytest.mark.django_db
def test_lists_and_rows_agree_on_every_state() -> None:
    for number, closes in enumerate((10, 40, 60, 80)):
        _row(title=str(number), closes_at=_local(2026, 9, 1) + timedelta(days=closes)).save()
    _row(title="hidden", is_public=False).save()
    _row(title="undated", opens_at=None, closes_at=None).save()

    for day in range(-2, 90, 3):
        at = _local(2026, 9, 1) + timedelta(days=day)
        public = [row for row in Consultation.objects.all() if row.is_public]
        for name, states in (
            ("upcoming", {State.UPCOMING}),
            ("open", {State.OPEN, State.LAST_DAYS}),
            ("closed", {State.AWAITING, State.ANSWERED}),
        ):
            listed = set(getattr(Consultation.objects, name)(at))
            assert listed == {row for row in public if row.state(at) in states}, (name, at)


@pytest.mark.django_db
def test_the_next_edge_is_the_next_moment_at_which_a_state_changes() -> None:
    row = _row()
    row.save()
    closing = _local(2026, 11, 1)
    edges = [_local(2026, 9, 1), closing - timedelta(days=7), closing]

    at = _local(2026, 8, 1)
    found = []
    while edge := Consultation.objects.next_edge(at):
        assert row.state(edge) != row.state(edge - SECOND)
        found.append(edge)
        at = edge

    assert found == edges


@pytest.mark.django_db
def test_the_database_refuses_a_closing_before_the_opening() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        _row(closes_at=_local(2026, 8, 1)).save()


@pytest.mark.django_db
def test_putting_facts_in_force_makes_them_public_once() -> None:
    row = _row(is_public=False, opens_at=None, closes_at=None, answer_due_on=None)
    row.save()
    district = make.district()

    put_in_force(consultation=row, facts=_facts(districts=[district]), at=make.NOON)
    put_in_force(consultation=row, facts=_facts(title="Autre"), at=make.NOON + timedelta(days=1))

    row.refresh_from_db()
    assert row.is_public
    assert row.title == "Autre"
    assert row.first_public_at == make.NOON
    assert row.kind == Consultation.Kind.VOTE
    assert list(row.districts.all()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("missing", ["opens_at", "closes_at", "answer_due_on"])
def test_facts_without_a_date_are_refused(missing: str) -> None:
    row = _row()
    row.save()

    for act in (put_in_force, plan):
        with pytest.raises(DatesMissing):
            act(consultation=row, facts=_facts(**{missing: None}))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        {"closes_at": make.NOON},
        {"closes_at": make.NOON - timedelta(days=1)},
        {"answer_due_on": date(2026, 6, 2)},
    ],
)
def test_facts_in_disorder_are_refused(fields: dict[str, Any]) -> None:
    row = _row()
    row.save()

    with pytest.raises(DatesInDisorder):
        put_in_force(consultation=row, facts=_facts(**fields))


@pytest.mark.django_db
def test_a_plan_changes_nothing_that_is_in_force() -> None:
    hidden, public = _row(is_public=False), _row()
    hidden.save()
    public.save()

    plan(consultation=hidden, facts=_facts())
    plan(consultation=public, facts=_facts())

    hidden.refresh_from_db()
    public.refresh_from_db()
    assert hidden.opens_at == make.NOON
    assert not hidden.is_public
    assert public.opens_at == _local(2026, 9, 1)


@pytest.mark.django_db
def test_what_is_withdrawn_keeps_its_dates() -> None:
    row = _row()
    row.save()

    withdraw_from_public(consultation=row)

    row.refresh_from_db()
    assert not row.is_public
    assert row.opens_at == _local(2026, 9, 1)


@pytest.mark.django_db
def test_the_first_report_dates_the_answer() -> None:
    row = _row()
    row.save()

    record_report(consultation=row, at=make.NOON)
    record_report(consultation=row, at=make.NOON + timedelta(days=9))
    row.refresh_from_db()
    assert row.answered_at == make.NOON

    withdraw_report(consultation=row)
    row.refresh_from_db()
    assert row.answered_at is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first_public_at", "opens_at", "is_refused"),
    [
        (None, make.NOON, False),
        (make.NOON, make.NOON + timedelta(days=30), False),
        (make.NOON, make.NOON, True),
        (make.NOON, None, False),
    ],
)
def test_what_was_open_to_the_public_is_never_discarded(
    first_public_at: datetime | None, opens_at: datetime | None, is_refused: bool
) -> None:
    closes_at = opens_at + timedelta(days=30) if opens_at else None
    row = _row(first_public_at=first_public_at, opens_at=opens_at, closes_at=closes_at)
    row.save()
    at = make.NOON + timedelta(days=1)

    if is_refused:
        with pytest.raises(ConsultationHasALife):
            check_discardable(row, at=at)
    else:
        check_discardable(row, at=at)


@pytest.mark.django_db
def test_a_draft_that_nobody_needs_is_discarded() -> None:
    row = _row(is_public=False)
    row.save()

    discard_consultation(consultation=row)

    assert not Consultation.objects.exists()
