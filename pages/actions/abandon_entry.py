"""Abandoning what was planned. The entry stays, with the reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts import clock
from accounts.models import User
from pages.actions.plan_entry import CHANGE
from pages.errors import AbandonsWithAReason, MayNotPlan, PageGoesOut
from pages.models.calendar_entry import CalendarEntry


@transaction.atomic
def abandon_entry(
    *, entry: CalendarEntry, reason: str, user: User, at: datetime | None = None
) -> CalendarEntry:
    """Give an entry up. Its page, if any, stays a draft; what is scheduled or online is refused.

    Raises MayNotPlan, AbandonsWithAReason, PageGoesOut.
    """
    if not user.has_perm(CHANGE):
        raise MayNotPlan
    if not reason.strip():
        raise AbandonsWithAReason
    row = CalendarEntry.objects.select_for_update().get(pk=entry.pk)
    page = row.page
    if page and (page.live or page.revisions.filter(approved_go_live_at__isnull=False).exists()):
        raise PageGoesOut
    row.state, row.abandon_reason = CalendarEntry.State.ABANDONED, reason.strip()
    row.changed_at = at or clock.now()
    row.save(update_fields=["state", "abandon_reason", "changed_at"])
    return row
