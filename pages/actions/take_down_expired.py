"""Taking down what reached its expiry date. Consultations have none: closing never unpublishes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Q
from wagtail.models import DraftStateMixin, Page, Revision

from pages.actions.note_failure import note_failure
from pages.models import PublicationFailure


@dataclass
class Taken:
    """How many came down, and how many would not."""

    done: int = 0
    failed: int = 0


def take_down_expired(*, at: datetime) -> Taken:
    """Unpublish what expired, each in a transaction of its own."""
    taken = Taken()
    for model in _draft_models():
        expired = _expired(model, at).order_by("expire_at", "pk")
        for pk, version in list(expired.values_list("pk", "live_revision")):
            try:
                taken.done += _take_down(model, pk, at)
            except Exception as error:
                taken.failed += 1
                note_failure(revision_pk=version, error=error, at=at)
    return taken


@transaction.atomic
def _take_down(model: type[Any], pk: Any, at: datetime) -> bool:
    scheduled = _lock_schedule(model, pk)
    rows = _expired(model, at).select_for_update(
        skip_locked=connection.features.has_select_for_update_skip_locked,
        of=("self",) if connection.features.has_select_for_update_of else (),
    )
    row = rows.filter(pk=pk).first()
    if row is None:
        return False
    specific = row.specific if isinstance(row, Page) else row
    PublicationFailure.objects.filter(revision=row.live_revision_id).delete()
    specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    for revision in scheduled:  # Wagtail withdraws it too; a later version keeps its moment
        Revision.objects.filter(pk=revision.pk).update(
            approved_go_live_at=revision.approved_go_live_at
        )
    return True


def _expired(model: type[Any], at: datetime) -> Any:
    """What is still online after its expiry, and does not wait for its next attempt."""
    waiting = Q(live_revision__publicationfailure__next_try_at__gt=at)
    return model._base_manager.filter(live=True, expire_at__lte=at).exclude(waiting)


def _lock_schedule(model: type[Any], pk: Any) -> list[Revision]:
    """Versions are locked before their object, as in the publisher: nobody waits in a circle."""
    revisions = Revision.objects.for_instance(model(pk=pk)).filter(
        approved_go_live_at__isnull=False
    )
    return list(revisions.order_by("pk").select_for_update())


def _draft_models() -> list[type[Any]]:
    others = [
        model
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    return [Page, *others]
