"""What goes out next and what would not, for the first screen of the editor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wagtail.models import Page, Revision
from wagtail.permissions import policy_registry

from accounts import clock
from accounts.models import User
from pages.models import PublicationFailure
from pages.results.publication import LATE_PASS, last_pass

MOST_SHOWN = 10


@dataclass(frozen=True)
class ScheduledVersion:
    """One page that waits for its moment."""

    page: Page
    title: str
    at: datetime
    can_move: bool


@dataclass(frozen=True)
class Publications:
    """What one person may see of the publisher's work."""

    scheduled: list[ScheduledVersion]
    failures: list[tuple[PublicationFailure, Page]]
    passed_at: datetime | None
    is_late: bool


def publications_for(user: User) -> Publications:
    """The next scheduled pages and the failures, of the pages that this person may edit."""
    pages: Any = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    waiting = Revision.page_revisions.filter(
        approved_go_live_at__isnull=False, publicationfailure=None
    ).order_by("approved_go_live_at", "pk")[: MOST_SHOWN * 5]
    failed = PublicationFailure.objects.select_related("revision").order_by("-last_failed_at")
    mine = _by_id(pages, [*waiting, *(failure.revision for failure in failed)])
    passed_at = last_pass()
    return Publications(
        scheduled=[
            ScheduledVersion(
                page=mine[row.object_id],
                title=row.object_str,
                at=row.approved_go_live_at,
                can_move=mine[row.object_id].permissions_for_user(user).can_publish(),
            )
            for row in waiting
            if row.object_id in mine
        ][:MOST_SHOWN],
        failures=[
            (failure, mine[failure.revision.object_id])
            for failure in failed
            if failure.revision.object_id in mine
        ],
        passed_at=passed_at,
        is_late=passed_at is None or clock.now() - passed_at > LATE_PASS,
    )


def _by_id(pages: Any, revisions: list[Revision]) -> dict[str, Page]:
    wanted = {int(row.object_id) for row in revisions}
    return {str(page.pk): page for page in pages.filter(pk__in=wanted)}
