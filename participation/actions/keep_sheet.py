"""Answers that somebody has begun: kept for thirty days, never counted."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from accounts import clock
from accounts.models import Person
from participation.errors import TextMissing
from participation.models import SheetDraft, Survey, SurveyVersion

KEPT_FOR = timedelta(days=30)
MOST_CHARACTERS = 60_000


def keep_sheet(
    *,
    survey: Survey,
    version: SurveyVersion,
    token: UUID,
    typed: dict[str, list[str]],
    page: int = 1,
    person: Person | None = None,
    at: datetime | None = None,
) -> SheetDraft:
    """Keep what was typed so far, valid or not. Raises TextMissing for what no browser sends."""
    at = at or clock.now()
    if sum(len(text) for texts in typed.values() for text in texts) > MOST_CHARACTERS:
        raise TextMissing
    values: dict[str, Any] = {
        "version": version,
        "typed": typed,
        "page": page,
        "person": person if survey.needs_account else None,
        "changed_at": at,
    }
    draft, _is_new = SheetDraft.objects.update_or_create(
        survey=survey, token=token, defaults=values, create_defaults={**values, "started_at": at}
    )
    return draft


def draft_of(
    survey: Survey, token: UUID | None, person: Person | None, at: datetime | None = None
) -> SheetDraft | None:
    """What this browser, or this person, began less than thirty days ago; the newest."""
    fresh = SheetDraft.objects.filter(survey=survey, changed_at__gt=(at or clock.now()) - KEPT_FOR)
    fresh = fresh.select_related("version").order_by("-changed_at")
    if person and (mine := fresh.filter(person=person).first()):
        return mine
    return fresh.filter(token=token).first() if token else None


def purge_drafts(*, at: datetime | None = None) -> int:
    """Forget what was begun and left for thirty days; return how many."""
    old = SheetDraft.objects.filter(changed_at__lte=(at or clock.now()) - KEPT_FOR)
    deleted, _by_model = old.delete()
    return deleted
