"""The nights of 25 October 2026, 28 March 2027 and 31 October 2027: Brussels keeps its word."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from celery.schedules import crontab
from celery.schedules import schedule as interval
from django.conf import settings
from django.core.exceptions import ValidationError

from accounts import clock
from config.celery import app
from pages.actions.publish_due import publish_due
from pages.models import ConsultationPage
from participation.models import Consultation
from tests import make

BRUSSELS = clock.BRUSSELS
OCTOBER_2026, MARCH_2027, OCTOBER_2027 = (
    datetime(2026, 10, 25),
    datetime(2027, 3, 28),
    datetime(2027, 10, 31),
)


def _brussels(day: datetime, hour: int = 0, minute: int = 0, fold: int = 0) -> datetime:
    return day.replace(hour=hour, minute=minute, fold=fold, tzinfo=BRUSSELS).astimezone(UTC)


@pytest.mark.parametrize(
    ("day", "hours"), [(OCTOBER_2026, 25), (MARCH_2027, 23), (OCTOBER_2027, 25)]
)
def test_the_day_of_a_change_has_23_or_25_hours(day: datetime, hours: int) -> None:
    midnight = _brussels(day)

    assert clock.next_local_midnight(midnight) - midnight == timedelta(hours=hours)
    assert clock.next_local_midnight(midnight - timedelta(microseconds=1)) == midnight


@pytest.mark.parametrize("day", [OCTOBER_2026, MARCH_2027, OCTOBER_2027])
def test_a_consultation_until_that_day_included_closes_at_its_local_midnight(day: datetime) -> None:
    closes_at = clock.next_local_midnight(_brussels(day, 12))
    row = Consultation(opens_at=_brussels(day) - timedelta(days=35), closes_at=closes_at)

    assert row.last_day == day.date()
    assert row.state(closes_at - timedelta(microseconds=1)) == Consultation.State.LAST_DAYS
    assert row.state(closes_at) == Consultation.State.AWAITING
    assert row.days_left(_brussels(day, 23, 59)) == 0
    assert clock.on_the_wall(closes_at) == day + timedelta(days=1)


@pytest.mark.parametrize(
    ("first", "by", "then"),
    [
        (datetime(2026, 10, 24, 0, 0), timedelta(days=7), datetime(2026, 10, 31, 0, 0)),
        (datetime(2027, 3, 27, 9, 0), timedelta(days=1), datetime(2027, 3, 28, 9, 0)),
        (datetime(2027, 3, 27, 2, 30), timedelta(days=1), datetime(2027, 3, 28, 3, 30)),
        (datetime(2027, 10, 31, 9, 0), timedelta(days=-7), datetime(2027, 10, 24, 9, 0)),
    ],
    ids=["over October", "over March", "an hour that does not happen", "backwards"],
)
def test_a_date_is_moved_by_the_clock_on_the_wall(
    first: datetime, by: timedelta, then: datetime
) -> None:
    moved = clock.move_on_the_wall(first.replace(tzinfo=BRUSSELS), by)

    assert clock.on_the_wall(moved) == then


def test_an_hour_that_happens_twice_is_its_first() -> None:
    moved = clock.move_on_the_wall(_brussels(datetime(2026, 10, 24), 2, 30), timedelta(days=1))

    assert moved == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.parametrize("day", [OCTOBER_2026, MARCH_2027, OCTOBER_2027])
def test_through_the_night_of_a_change_each_page_goes_out_in_the_half_minute_of_its_moment(
    day: datetime,
) -> None:
    moments = [_brussels(day), _brussels(day, 1, 59), _brussels(day, 3), _brussels(day, 9)]
    moments.append(_brussels(day, 3) - timedelta(minutes=30))  # inside the hour of the change
    with time_machine.travel(_brussels(day) - timedelta(days=2), tick=False):
        pages = [make.scheduled_consultation(moment) for moment in moments]
    gone_out: dict[int, datetime] = {}

    tick = _brussels(day) - timedelta(minutes=1)
    while tick <= _brussels(day, 9, 1):
        due = [moment for moment in moments if tick - timedelta(seconds=30) < moment <= tick]
        if (
            due or tick.minute + tick.second == 0
        ):  # the other ticks find nothing: they are skipped for speed
            with time_machine.travel(tick, tick=False):
                publish_due(at=tick)
            live = ConsultationPage.objects.filter(live=True).values_list("pk", flat=True)
            for pk in live:
                gone_out.setdefault(pk, tick)
        tick += timedelta(seconds=30)

    for page, moment in zip(pages, moments, strict=True):
        assert timedelta(0) <= gone_out[page.pk] - moment < timedelta(seconds=30)


def test_no_schedule_follows_the_wall_clock() -> None:
    """`crontab` in Europe/Brussels leaves a hole of 65 minutes in the night of 25 October 2026."""
    assert str(app.conf.timezone) == "UTC"
    assert app.conf.enable_utc
    for name, entry in settings.CELERY_BEAT_SCHEDULE.items():
        assert isinstance(entry["schedule"], timedelta | interval), name
        assert not isinstance(entry["schedule"], crontab), name


@pytest.mark.parametrize("name", ["go_live_at", "opens_at", "closes_at"])
@pytest.mark.parametrize("twice_or_never", ["2026-10-25 02:30", "2027-03-28 02:30"])
def test_the_editors_form_takes_only_a_moment_that_happens_once(
    name: str, twice_or_never: str
) -> None:
    field = ConsultationPage.get_edit_handler().get_form_class().base_fields[name]

    assert field.clean("2027-03-28 03:30") == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    with pytest.raises(ValidationError):
        field.clean(twice_or_never)
