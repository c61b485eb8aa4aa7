"""A copied page gets activities of its own: its votes and ideas are not those of the original."""

from __future__ import annotations

import json
from typing import Any

from django.db import transaction
from wagtail.models import Page

from accounts.models import User
from pages.activities import activities_in, key_of
from pages.models import ConsultationPage
from participation.actions.copy_activity import copy_activity
from participation.actions.copy_survey import copy_survey
from participation.models import Activity, Consultation, IdeaBox, Survey

New = dict[tuple[str, int], Activity]  # by the field of the block and the number of the original


@transaction.atomic
def renew_activities(*, page: Page, user: User | None = None) -> list[Activity]:
    """Replace what a copy points to, in its row and in all its versions; return the new ones.

    The permanent box stays shared, and so does a consultation's activity in a page beside it.
    """
    copy = page.specific
    latest = copy.get_latest_revision_as_object()
    consultation = copy.consultation if isinstance(copy, ConsultationPage) else None
    new: New = {}
    for activity in [*activities_in(copy), *activities_in(latest)]:
        key = _field(activity), activity.pk
        if key not in new and _is_its_own(activity, copy):
            new[key] = _like(activity, consultation, user)
    if new:
        _point_to(copy, new)
    return list(new.values())


def _field(activity: Activity) -> str:
    """The field of a block that points to such an activity."""
    return "survey" if isinstance(activity, Survey) else "box"


def _like(activity: Activity, consultation: Consultation | None, user: User | None) -> Activity:
    if isinstance(activity, Survey):
        return copy_survey(survey=activity, consultation=consultation, user=user)
    assert isinstance(activity, IdeaBox)
    return copy_activity(box=activity, consultation=consultation, user=user)


def _is_its_own(activity: Activity, page: Any) -> bool:
    if isinstance(activity, IdeaBox) and activity.use == IdeaBox.Use.PERMANENT:
        return False
    return isinstance(page, ConsultationPage) or activity.consultation_id is None


def _point_to(copy: Any, new: New) -> None:
    for revision in copy.revisions.all():
        blocks = json.loads(revision.content["body"])
        for block in blocks:
            field = key_of(block["type"])
            if field and (activity := new.get((field, block["value"].get(field)))):
                block["value"][field] = activity.pk
        revision.content["body"] = json.dumps(blocks)
        revision.save(update_fields=["content"])
    for block in copy.body:
        field = key_of(block.block_type)
        chosen = block.value[field] if field else None
        if chosen and (activity := new.get((field, chosen.pk))):
            block.value[field] = activity
    copy.save(update_fields=["body"], clean=False)
