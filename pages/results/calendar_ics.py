"""The calendar in the format of calendar applications (RFC 5545), without any personal data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_OID, uuid5

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from accounts import clock
from pages.models import CalendarEntry, Precision
from pages.results.calendar import Shown, Stage

CERTAIN = (Stage.SCHEDULED, Stage.LIVE, Stage.OPEN, Stage.CLOSED, Stage.REPORT_DUE, Stage.REPORTED)
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


def icalendar_of(shown: Iterable[Shown], *, name: str) -> bytes:
    """The dated entries, one event each. The same entries make the same bytes."""
    feed = Calendar()
    feed.add("prodid", "-//Parvis//Editorial calendar//FR")
    feed.add("version", "2.0")
    feed.add("method", "PUBLISH")
    feed.add("x-wr-calname", name)
    feed.add("x-wr-timezone", "Europe/Brussels")
    for found in shown:
        if found.first_day is not None:
            feed.add_component(_event(found))
    feed.add_missing_timezones()
    return bytes(feed.to_ical())


def _event(found: Shown) -> Event:
    """All day, its last day included as the format wants it; a publication has its hour."""
    assert found.first_day is not None, "it is placed"
    assert found.last_day is not None
    entry, changed = found.entry, _changed_at(found.entry)
    kind = capfirst(str(CalendarEntry.Kind(entry.kind).label))
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_OID, f"entry {entry.pk} {entry.created_at.isoformat()}")))
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", int((changed - EPOCH).total_seconds()))
    event.add("summary", f"{kind} – {entry.title}")
    event.add("categories", [kind])
    event.add("description", _("State: %(state)s") % {"state": found.stage.label})
    event.add("status", "CONFIRMED" if found.stage in CERTAIN else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    if found.at and found.precision == Precision.DAY:
        event.add("dtstart", found.at.astimezone(clock.BRUSSELS))
    else:
        event.add("dtstart", found.first_day)
        event.add("dtend", found.last_day + timedelta(days=1))
    return event


def _changed_at(entry: CalendarEntry) -> datetime:
    """When what the event says last changed: in the calendar, or in its page."""
    page = entry.page
    moments = [entry.changed_at]
    if page:
        moments += [page.latest_revision_created_at, page.last_published_at]
    return max(moment for moment in moments if moment).astimezone(UTC).replace(microsecond=0)
