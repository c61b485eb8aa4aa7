"""What time it is. The database's clock decides, so that two web machines never disagree."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils import timezone

BRUSSELS = ZoneInfo("Europe/Brussels")


def now() -> datetime:
    """The database's statement time, in UTC. SQLite lives in this process: its time is ours."""
    if connection.vendor != "postgresql":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        (at,) = cursor.fetchone()
    return at.astimezone(UTC)


def next_local_midnight(at: datetime) -> datetime:
    """The first moment of the day after `at` in Brussels: a day there may have 23 or 25 hours."""
    day = at.astimezone(BRUSSELS).date() + timedelta(days=1)
    return datetime(day.year, day.month, day.day, tzinfo=BRUSSELS).astimezone(UTC)


def on_the_wall(at: datetime) -> datetime:
    """What a clock in Brussels shows at `at`, without a zone."""
    return at.astimezone(BRUSSELS).replace(tzinfo=None)


def move_on_the_wall(at: datetime, by: timedelta) -> datetime:
    """`at` moved by days and hours of a clock in Brussels: midnight stays midnight in October too.

    An hour that happens twice is its first; one that does not happen is an hour later.
    """
    return (on_the_wall(at) + by).replace(tzinfo=BRUSSELS).astimezone(UTC)
