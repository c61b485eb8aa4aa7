"""The emergency stop: participation in one consultation stops at once, reading goes on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts import clock
from participation.errors import PauseReasonMissing
from participation.models import Consultation

LONGEST_REASON = 300  # characters, as the column


@transaction.atomic
def pause_participation(
    *, consultation: Consultation, reason: str, at: datetime | None = None
) -> bool:
    """Accept no act until it is resumed; the public reads the reason. Dates do not move.

    Return whether this call stopped it; what is stopped already gets the new reason.
    Raises PauseReasonMissing.
    """
    reason = " ".join(reason.split())[:LONGEST_REASON]
    if not reason:
        raise PauseReasonMissing
    row = Consultation.objects.select_for_update().get(pk=consultation.pk)
    is_new = row.paused_at is None
    row.paused_at, row.pause_reason = row.paused_at or at or clock.now(), reason
    row.save(update_fields=["paused_at", "pause_reason"])
    return is_new


@transaction.atomic
def resume_participation(*, consultation: Consultation) -> bool:
    """Accept acts again, where its window is open. Return whether it had been stopped."""
    row = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if row.paused_at is None:
        return False
    row.paused_at, row.pause_reason = None, ""
    row.save(update_fields=["paused_at", "pause_reason"])
    return True
