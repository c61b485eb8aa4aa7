"""The feedback report is what closes a consultation."""

from __future__ import annotations

from datetime import datetime

from accounts import clock
from participation.models import Consultation


def record_report(*, consultation: Consultation, at: datetime | None = None) -> None:
    """Its feedback report is public: the consultation is answered. The first date stays."""
    rows = Consultation.objects.filter(pk=consultation.pk, answered_at=None)
    rows.update(answered_at=at or clock.now())


def withdraw_report(*, consultation: Consultation) -> None:
    """Its last public report was unpublished: the report is due again."""
    Consultation.objects.filter(pk=consultation.pk).update(answered_at=None)
