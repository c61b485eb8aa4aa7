"""What pages tell activities: whose they are, and whether the public can see them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.apps import apps
from django.db import transaction

from participation.errors import Refusal
from participation.models import Activity, Consultation, IdeaBox, Showing


def adopt_activity(*, activity: Activity, consultation: Consultation) -> bool:
    """Tie an activity made in a consultation page's body to its consultation; once, for ever.

    Return whether this call did it. The permanent box belongs to no consultation.
    """
    if isinstance(activity, IdeaBox) and activity.use == IdeaBox.Use.PERMANENT:
        return False
    orphans = type(activity)._default_manager.filter(pk=activity.pk, consultation=None)
    return bool(orphans.update(consultation=consultation))


@transaction.atomic
def publish_new_activities(activities: Iterable[Activity]) -> list[Activity]:
    """Publish those that were never published: a page that goes live brings them along.

    One that may not be published yet (a vote without options) stays a draft: the page is readable
    without it. What an editor has unpublished stays so. Return those that this call published.
    """
    published: list[Activity] = []
    for activity in activities:
        rows = type(activity)._default_manager.select_for_update()
        row: Any = rows.get(pk=activity.pk)
        if row.live or row.first_published_at:
            continue
        with suppress(Refusal), transaction.atomic():
            revision = row.get_latest_revision() or row.save_revision()
            revision.publish()
            published.append(row)
    return published


@transaction.atomic
def show_activities(*, page: int, activities: Iterable[Activity]) -> None:
    """These, and no others, are what this page shows to the public; none once it has left.

    An activity of no consultation accepts acts as long as a live page shows it.
    """
    before = Showing.objects.filter(page=page)
    touched = {(showing.kind, showing.activity) for showing in before}
    before.delete()
    now = {(activity._meta.model_name or "", activity.pk) for activity in activities}
    Showing.objects.bulk_create(Showing(page=page, kind=k, activity=pk) for k, pk in sorted(now))
    for kind, pk in sorted(touched ^ now):
        model = apps.get_model("participation", kind)
        is_shown = Showing.objects.filter(kind=kind, activity=pk).exists()
        model._default_manager.filter(pk=pk).update(is_shown=is_shown)
