"""Keeping the calendar as it is presented to the Collège."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from accounts import clock
from accounts.models import User
from pages.actions.plan_entry import CHANGE
from pages.errors import EntryDaysInDisorder, MayNotPlan, PresentedAlready
from pages.models import CalendarSnapshot, SnapshotLine
from pages.results.calendar import Stage, calendar_entries


@transaction.atomic
def present_calendar(
    *,
    presented_on: date,
    first: date,
    last: date,
    user: User | None,
    at: datetime | None = None,
) -> CalendarSnapshot:
    """Keep every entry of a period, and the undated ones, as they stand now.

    From then on moving one of them asks for its cause. `user` is None for a program.
    Raises MayNotPlan, EntryDaysInDisorder, PresentedAlready.
    """
    if user is not None and not user.has_perm(CHANGE):
        raise MayNotPlan
    if last < first:
        raise EntryDaysInDisorder
    at = at or clock.now()
    snapshot, is_new = CalendarSnapshot.objects.get_or_create(
        presented_on=presented_on,
        first_day=first,
        last_day=last,
        defaults={"taken_by": user, "taken_at": at},
    )
    if not is_new:
        raise PresentedAlready
    shown = calendar_entries(first, last, at=at)
    SnapshotLine.objects.bulk_create(
        SnapshotLine(
            snapshot=snapshot,
            entry=found.entry,
            subject=found.entry.subject,
            kind=found.entry.kind,
            precision=found.precision,
            first_day=found.first_day,
            last_day=found.last_day,
        )
        for found in shown
        if found.stage != Stage.ABANDONED
    )
    return snapshot
