"""What will happen to a page, in the words of the editor's screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from accounts import clock
from pages.models import PublicationFailure, PublisherPass

LATE_PASS = timedelta(minutes=10)


class Fate(models.TextChoices):
    DRAFT = "draft", _("Draft, not public")
    DATED = "dated", _("A date is set, but publication is not scheduled")
    SCHEDULED = "scheduled", _("Scheduled")
    FAILED = "failed", _("Publication failed; it is tried again")
    NOT_TAKEN_DOWN = "not_taken_down", _("Expired, but taking it down failed; it is tried again")
    LIVE = "live", _("Online")
    LIVE_AND_SCHEDULED = "live_and_scheduled", _("Online, and a new version is scheduled")


@dataclass(frozen=True)
class Publication:
    """One page's fate: `at` is the instant that the sentence names, if any."""

    fate: Fate
    at: datetime | None
    failure: Any | None
    passed_at: datetime | None
    is_late: bool
    date_warning: str


def publication_of(page: Page) -> Publication:
    """Read what is scheduled, what failed and when the publisher last passed."""
    revision = page.revisions.filter(approved_go_live_at__isnull=False).first()
    failure = PublicationFailure.objects.filter(revision__in=page.revisions.all()).first()
    draft = page.get_latest_revision_as_object() if page.latest_revision_id else page
    passed_at = last_pass()
    now = clock.now()
    if failure and revision and failure.revision_id == revision.pk:
        fate, at = Fate.FAILED, revision.approved_go_live_at
    elif failure and page.live and page.expire_at and page.expire_at <= now:
        fate, at = Fate.NOT_TAKEN_DOWN, page.expire_at
    elif revision:
        fate = Fate.LIVE_AND_SCHEDULED if page.live else Fate.SCHEDULED
        at = revision.approved_go_live_at
    elif draft.go_live_at and draft.go_live_at > now:
        fate, at = Fate.DATED, draft.go_live_at
    elif page.live:
        fate, at = Fate.LIVE, page.last_published_at
    else:
        fate, at = Fate.DRAFT, None
    warning = getattr(draft, "date_warning", lambda: "")()
    late = passed_at is None or now - passed_at > LATE_PASS
    return Publication(fate, at, failure, passed_at, late, str(warning))


def last_pass() -> datetime | None:
    """When the publisher last looked at what is due, in UTC."""
    found: datetime | None = PublisherPass.objects.values_list("passed_at", flat=True).first()
    return found
