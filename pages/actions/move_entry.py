"""Moving an entry in the calendar: placing it, moving it, putting it back on the shelf.

Once its page is scheduled the entry has the page's dates: moving it moves the publication and the
window too, as one, all or none. What is online is a promise, and changed in the page.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from wagtail.models import Page

from accounts import clock
from accounts.models import User
from pages.actions.draft_entry import window_of
from pages.actions.place import Placement
from pages.actions.plan_entry import CHANGE
from pages.actions.reschedule_page import reschedule_page
from pages.errors import (
    CauseOfMoveMissing,
    EntryMovedMeanwhile,
    KeepsItsLength,
    LockedBySomebody,
    MayNotEdit,
    MayNotPlan,
    PageIsOnline,
)
from pages.models import CalendarEntry, ConsultationPage, EntryMove, SnapshotLine


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

    `expected` is where the person saw it. Nothing becomes scheduled by a move; what is scheduled
    moves with its window, for whoever may publish it. The window of a draft follows its entry.
    Raises MayNotPlan, EntryMovedMeanwhile, PageIsOnline, CauseOfMoveMissing, KeepsItsLength,
    and what reschedule_page raises; then nothing has moved.
    """
    if not user.has_perm(CHANGE):
        raise MayNotPlan
    at = at or clock.now()
    row = CalendarEntry.objects.select_for_update().get(pk=entry.pk)
    page, due = row.page, _due(row)
    if page and page.live:
        raise PageIsOnline
    was = _scheduled_days(page, due) if page and due else planned_days(row)
    if was != expected:
        raise EntryMovedMeanwhile
    if was == to:
        return None
    _check_cause(row, cause, reason)
    if page and due:
        _move_publication(page, due, was, to, user, at)
    elif page:
        _move_draft(page, to, user)
    if not due:
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


def _check_cause(row: CalendarEntry, cause: str, reason: str) -> None:
    """What the Collège has seen is not moved without saying why."""
    unsaid = not cause or (cause == EntryMove.Cause.OTHER and not reason.strip())
    if unsaid and SnapshotLine.objects.filter(entry=row).exists():
        raise CauseOfMoveMissing


def planned_days(row: CalendarEntry) -> Placement:
    return Placement(row.precision, row.first_day, row.last_day)


def _due(row: CalendarEntry) -> datetime | None:
    if row.page is None:
        return None
    waiting = row.page.revisions.filter(approved_go_live_at__isnull=False)
    due: datetime | None = waiting.values_list("approved_go_live_at", flat=True).first()
    return due


def _scheduled_days(page: Page, due: datetime) -> Placement:
    """The days that the calendar shows of a scheduled page: its window, or its publication."""
    found = ConsultationPage.objects.filter(pk=page.pk).select_related("consultation").first()
    row = found.consultation if found else None
    if row and row.first_day and row.last_day:
        return Placement("range", row.first_day, row.last_day)
    day = due.astimezone(clock.BRUSSELS).date()
    return Placement("day", day, day)


def _move_publication(
    page: Page, due: datetime, was: Placement, to: Placement, user: User, at: datetime
) -> None:
    """The same hour on another day; window and promise follow by the same number of days."""
    if to.first_day is None or _length(to) != _length(was):
        raise KeepsItsLength
    assert was.first_day is not None, "a scheduled page has its day"
    later = clock.move_on_the_wall(due, to.first_day - was.first_day)
    reschedule_page(page=page, user=user, to=later, expected=due, at=at)


def _length(days: Placement) -> tuple[str, timedelta | None]:
    last, first = days.last_day, days.first_day
    return days.precision, last - first if last and first else None


def _move_draft(page: Page, to: Placement, user: User) -> None:
    """A consultation's draft says the days of its entry, where these are days."""
    window = window_of(to)
    current = page.specific
    if not window or not isinstance(current, ConsultationPage):
        return
    if not current.permissions_for_user(user).can_edit():
        raise MayNotEdit
    if current.locked and current.locked_by_id != user.pk:
        raise LockedBySomebody
    draft: Any = current.get_latest_revision_as_object()
    if draft.opens_at and "opens_at" in window:
        hour = clock.on_the_wall(draft.opens_at).time()
        day = clock.on_the_wall(window["opens_at"]).date()
        window["opens_at"] = datetime.combine(day, hour, tzinfo=clock.BRUSSELS)
    if draft.answer_due_on and draft.closes_at and "closes_at" in window:
        days = clock.on_the_wall(window["closes_at"]).date()
        draft.answer_due_on += days - clock.on_the_wall(draft.closes_at).date()
    for name, value in window.items():
        setattr(draft, name, value)
    draft.save_revision(user=user, clean=False)
