"""Moving an entry in the calendar: placing it, moving it, putting it back on the shelf."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts import clock
from accounts.models import User
from pages.actions.place import Placement
from pages.actions.plan_entry import CHANGE
from pages.errors import EntryMovedMeanwhile, MayNotPlan, PageOwnsItsDates
from pages.models.calendar_entry import CalendarEntry
from pages.models.calendar_move import EntryMove


@transaction.atomic
def move_entry(
    *,
    entry: CalendarEntry,
    to: Placement,
    expected: Placement,
    user: User,
    cause: str = "",
    reason: str = "",
    at: datetime | None = None,
) -> EntryMove | None:
    """Give an entry other dates and write the move down; the same dates change nothing.

    `expected` is where the person saw it. Nothing is scheduled by a move.
    Raises MayNotPlan, EntryMovedMeanwhile, PageOwnsItsDates.
    """
    if not user.has_perm(CHANGE):
        raise MayNotPlan
    row = CalendarEntry.objects.select_for_update().get(pk=entry.pk)
    page = row.page
    if page and (page.live or page.revisions.filter(approved_go_live_at__isnull=False).exists()):
        raise PageOwnsItsDates
    was = Placement(row.precision, row.first_day, row.last_day)
    if was != expected:
        raise EntryMovedMeanwhile
    if was == to:
        return None
    at = at or clock.now()
    row.precision, row.first_day, row.last_day = to.precision, to.first_day, to.last_day
    row.changed_at = at
    row.save(update_fields=["precision", "first_day", "last_day", "changed_at"])
    return EntryMove.objects.create(
        entry=row,
        was=was.precision,
        was_first=was.first_day,
        was_last=was.last_day,
        became=to.precision,
        became_first=to.first_day,
        became_last=to.last_day,
        cause=cause,
        reason=reason.strip(),
        made_by=user,
        made_at=at,
    )
