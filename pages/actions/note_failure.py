"""Remembering what would not go out (or come down), until it did or nobody wants it any more."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import InterfaceError, OperationalError, connection, transaction
from wagtail.models import Revision

from pages import notices
from pages.models import PublicationFailure

logger = logging.getLogger(__name__)
BACK_OFF = [timedelta(minutes=m) for m in (1, 5, 15, 60)]
TELL_AFTER = 3  # attempts: about six minutes, in which most troubles pass
LONGEST_TEXT = 500


def note_failure(*, revision_pk: int, error: Exception, at: datetime) -> None:
    """Count one failed attempt and set the next; tell the owner at the third.

    Raises `error` itself when it is the database that is gone. Nothing else is raised: one item
    that cannot even be noted must not keep the others from going out.
    """
    if isinstance(error, OperationalError | InterfaceError) and _is_connection_lost():
        raise error
    logger.error("Version %s was not published", revision_pk, exc_info=error)
    try:
        _count(revision_pk, error, at)
    except Exception:
        logger.exception("The failure of version %s could not be noted", revision_pk)


def _is_connection_lost() -> bool:
    return connection.connection is None or not connection.is_usable()


def forget_settled(*, at: datetime) -> None:
    """Drop the failures of versions that are not due any more: replaced, withdrawn or deleted."""
    for failure in PublicationFailure.objects.select_related("revision"):
        if not _is_owed(failure.revision, at):
            failure.delete()


@transaction.atomic
def _count(revision_pk: int, error: Exception, at: datetime) -> None:
    failure, is_new = PublicationFailure.objects.select_for_update().get_or_create(
        revision_id=revision_pk,
        defaults={"first_failed_at": at, "last_failed_at": at, "next_try_at": at},
    )
    if not is_new and failure.next_try_at > at:
        return  # another publisher failed at the same moment: that is one attempt, not two
    failure.next_try_at = at + BACK_OFF[min(failure.attempts, len(BACK_OFF) - 1)]
    failure.attempts += 1
    failure.last_failed_at, failure.error = at, _text(error)
    failure.save()
    if failure.attempts == TELL_AFTER:
        notices.owe_failure_notice(failure.revision)


def _text(error: Exception) -> str:
    """The error in one line that every database stores: no NUL, no half of a character."""
    line = " ".join(f"{type(error).__name__}: {error}".replace("\x00", "").split())
    return line.encode("utf-8", "replace").decode()[:LONGEST_TEXT]


def _is_owed(revision: Revision, at: datetime) -> bool:
    if revision.approved_go_live_at is not None:
        return True
    row: Any = revision.content_object
    return bool(
        row
        and row.live
        and row.live_revision_id == revision.pk
        and row.expire_at
        and row.expire_at <= at
    )
