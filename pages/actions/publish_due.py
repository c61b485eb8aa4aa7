"""Publishing what is due, each version in a transaction of its own.

Wagtail's own command stops at the first failure, and loses the schedule of a page whose `save()`
fails. Here a failure rolls that one version back with its schedule intact, waits longer each time,
and is told to its owner; the others go out in the same run. Two publishers publish each item once:
the due row is locked, and its date read again under the lock.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.log_actions import log
from wagtail.models import Revision

from accounts import clock
from pages import notices
from pages.actions.note_failure import forget_settled, note_failure
from pages.actions.take_down_expired import take_down_expired
from pages.models import PublicationFailure, PublisherPass

logger = logging.getLogger(__name__)


@dataclass
class Run:
    """What one run of the publisher did."""

    published: int = 0
    failed: int = 0
    expired: int = 0


def publish_due(*, at: datetime | None = None) -> Run:
    """Publish every version that is due, oldest first, and then take down what expired.

    `at` is an instant in UTC; only tests pass another than the database's now. Raises the
    database's own error when the connection is lost: that is no fault of the page in hand.
    """
    at = at or clock.now()
    run = Run()
    for pk in list(_due(at).values_list("pk", flat=True)):
        try:
            run.published += publish_revision(pk=pk, at=at)
        except Exception as error:
            run.failed += 1
            note_failure(revision_pk=pk, error=error, at=at)
    taken = take_down_expired(at=at)
    run.expired, run.failed = taken.done, run.failed + taken.failed
    forget_settled(at=at)
    _note_pass(at, run)
    return run


def due_soon(*, within: timedelta, at: datetime | None = None) -> list[tuple[int, datetime]]:
    """What will be due before the next ticks: (revision, instant), to be handed over on time."""
    at = at or clock.now()
    coming = Revision.objects.filter(
        approved_go_live_at__gt=at, approved_go_live_at__lte=at + within
    )
    return list(coming.order_by("approved_go_live_at").values_list("pk", "approved_go_live_at"))


@transaction.atomic
def publish_revision(*, pk: int, at: datetime | None = None) -> bool:
    """Publish one due version; return whether this call did it.

    False when another publisher has it, did it, or it was moved meanwhile. Raises whatever saving
    the page or a receiver raises: everything is then rolled back, the schedule included.
    """
    at = at or clock.now()
    revision = _locked(pk, at)
    if revision is None:
        return False
    expires_at = _moment(revision, "expire_at")
    if expires_at and expires_at <= at:
        _let_expire(revision)
        return False
    go_live_at = _moment(revision, "go_live_at")
    if go_live_at and go_live_at > timezone.now():
        # Wagtail asks this machine's clock, which is behind the database's: ours decides.
        revision.content["go_live_at"] = timezone.now().isoformat()
    revision.publish(log_action="wagtail.publish.scheduled")
    notices.owe_publication_notice(revision)
    PublicationFailure.objects.filter(revision=pk).delete()
    return True


def _due(at: datetime) -> models.QuerySet[Revision]:
    """What is due and does not wait for its next attempt."""
    waiting = Q(publicationfailure__next_try_at__gt=at)
    due = Revision.objects.filter(approved_go_live_at__lte=at).exclude(waiting)
    return due.order_by("approved_go_live_at", "pk")


def _locked(pk: int, at: datetime) -> Revision | None:
    """The due version and then its object, for this publisher alone; None when another has it.

    Without the lock on the object, a draft saved during the publication would be forgotten: the
    published page would write back the older pointer to its latest version.
    """
    features = connection.features
    revisions = _due(at).select_for_update(
        skip_locked=features.has_select_for_update_skip_locked,
        of=("self",) if features.has_select_for_update_of else (),
    )
    revision = revisions.filter(pk=pk).first()
    if revision is not None:
        model: Any = revision.base_content_type.model_class()
        rows = model._base_manager.select_for_update().filter(pk=revision.object_id)
        list(rows.values_list("pk", flat=True))
    return revision


def _moment(revision: Revision, name: str) -> datetime | None:
    value = revision.content.get(name)
    return parse_datetime(value) if value else None


def _let_expire(revision: Revision) -> None:
    """Its whole life passed while the machine was off: it is over, and never shown."""
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    row: Any = revision.content_object
    if row.live:
        row.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        return
    type(row)._base_manager.filter(pk=row.pk).update(expired=True)
    log(instance=row, action="wagtail.unpublish.scheduled", revision=revision)


def _note_pass(at: datetime, run: Run) -> None:
    done = run.published + run.expired
    if not PublisherPass.objects.filter(pk=1).update(passed_at=at, published=F("published") + done):
        PublisherPass.objects.get_or_create(pk=1, defaults={"passed_at": at, "published": done})
