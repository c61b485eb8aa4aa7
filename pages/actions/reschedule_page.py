"""Moving the publication of a page that is scheduled. The consultation's dates move with it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from accounts import clock
from accounts.models import User
from pages.errors import (
    AliasOwnsNothing,
    DateInThePast,
    LockedBySomebody,
    MayNotPublish,
    MovedMeanwhile,
    NotScheduled,
)


@transaction.atomic
def reschedule_page(
    *, page: Page, user: User, to: datetime, expected: datetime, at: datetime | None = None
) -> Revision:
    """Schedule the same words for another moment, as a new version: history and log stay right.

    `expected` is the moment that the person saw. The publisher locks the version first, then the
    page, and so does this: a page is either moved or published, never both.
    Raises MayNotPublish, AliasOwnsNothing, LockedBySomebody, NotScheduled, MovedMeanwhile,
    DateInThePast, and what ConsultationPage.publish raises.
    """
    revision = _scheduled(page)
    current = Page.objects.select_for_update().get(pk=page.pk).specific
    _check(current, user)
    if revision is None:
        raise NotScheduled
    due = revision.approved_go_live_at
    assert due is not None  # the filter of _scheduled
    if due != expected:
        raise MovedMeanwhile
    # Wagtail asks this machine's clock: what is past by either would go out at once.
    if to <= max(at or clock.now(), timezone.now()):
        raise DateInThePast
    draft = current.get_latest_revision() if current.latest_revision_id != revision.pk else None
    scheduled = revision.as_object()
    later = _save_moved(scheduled, scheduled, due, to, user)
    later.publish(user=user)
    data = {"from": due.isoformat(), "to": to.isoformat()}
    log(instance=current, action="pages.reschedule", user=user, revision=later, data=data)
    if draft is not None:  # a draft newer than the schedule stays the newest, and moves with it
        _save_moved(draft.as_object(), revision.as_object(), due, to, draft.user)
    return later


def _scheduled(page: Page) -> Revision | None:
    """The version that waits for its moment, locked; a publisher that has it is waited for."""
    of = ("self",) if connection.features.has_select_for_update_of else ()
    versions = Revision.objects.for_instance(page).filter(approved_go_live_at__isnull=False)
    return versions.select_for_update(of=of).order_by("pk").first()


def _check(page: Page, user: User) -> None:
    if page.alias_of_id:
        raise AliasOwnsNothing
    if not page.permissions_for_user(user).can_publish():
        raise MayNotPublish
    if page.locked and page.locked_by_id != user.pk:
        raise LockedBySomebody


def _save_moved(
    version: Any, scheduled: Any, due: datetime, to: datetime, user: User | None
) -> Revision:
    """A new version with the dates of `version` moved, those that the scheduled one has too."""
    shift = clock.on_the_wall(to) - clock.on_the_wall(due)
    moved = {"go_live_at": to} | ({} if scheduled.live else _moved_window(scheduled, shift))
    was = {name: getattr(scheduled, name) for name in moved}
    for name, value in moved.items():
        if getattr(version, name) == was[name]:
            setattr(version, name, value)
    saved: Revision = version.save_revision(user=user, clean=False)
    return saved


def _moved_window(page: Any, shift: timedelta) -> dict[str, Any]:
    """A consultation keeps its length: its window and its promise move with its publication.

    Online already, it keeps them: what is moved is when the new words are read.
    """
    opens, closes = getattr(page, "opens_at", None), getattr(page, "closes_at", None)
    promised = getattr(page, "answer_due_on", None)
    moved: dict[str, Any] = {}
    if opens:
        moved["opens_at"] = clock.move_on_the_wall(opens, shift)
    if closes:
        moved["closes_at"] = clock.move_on_the_wall(closes, shift)
    if promised and closes:
        days = clock.on_the_wall(moved["closes_at"]).date() - clock.on_the_wall(closes).date()
        moved["answer_due_on"] = promised + days
    return moved
