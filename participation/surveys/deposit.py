"""The day on which a paper sheet was handed in: it counts at noon of that day, in Brussels."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from accounts.clock import BRUSSELS

HOUR = time(12)


def deposit_at(day: date, opens: datetime | None = None) -> datetime:
    """The instant at which a sheet of this day counts; on the day of the opening, not before it."""
    noon = datetime.combine(day, HOUR, tzinfo=BRUSSELS)
    if opens and noon < opens and opens.astimezone(BRUSSELS).date() == day:
        return opens
    return noon


def last_day(closes: datetime) -> date:
    """The last day on which a sheet may be handed in, for a closing that is itself excluded."""
    local = closes.astimezone(BRUSSELS)
    return local.date() if local.time() > HOUR else local.date() - timedelta(days=1)
