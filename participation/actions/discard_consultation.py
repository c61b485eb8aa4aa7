"""Removing a consultation that never lived: its page was a draft that nobody needs."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import PROTECT

from accounts import clock
from participation.errors import ConsultationHasALife
from participation.models import Consultation


def check_discardable(consultation: Consultation, *, at: datetime | None = None) -> None:
    """Raise ConsultationHasALife when it was open to the public or something depends on it."""
    at = at or clock.now()
    was_open = bool(
        consultation.first_public_at and consultation.opens_at and consultation.opens_at <= at
    )
    if was_open or _has_contributions(consultation):
        raise ConsultationHasALife


def _has_contributions(consultation: Consultation) -> bool:
    """Whether any row of participation protects it: every activity does, by its foreign key."""
    return any(
        relation.related_model._default_manager.filter(
            **{relation.field.name: consultation}
        ).exists()
        for relation in Consultation._meta.related_objects
        if relation.on_delete is PROTECT
        and relation.related_model._meta.app_label == "participation"
    )


@transaction.atomic
def discard_consultation(*, consultation: Consultation) -> None:
    """Delete the row of a consultation whose last page is gone. Raises ConsultationHasALife."""
    check_discardable(consultation)
    consultation.delete()
