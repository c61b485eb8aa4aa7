"""The tally: counters of ideas from their rows, in batch, a few seconds late."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts import clock, outbox
from participation.models import IdeaTally, IdeaToCount
from participation.results.tallies import NOTHING, counts_of

logger = logging.getLogger(__name__)
BATCH = 500


def count_changed_ideas(*, at: datetime | None = None) -> int:
    """Recount the ideas whose votes or comments changed; return how many were recounted."""
    counted = 0
    while batch := list(IdeaToCount.objects.order_by("pk").values_list("pk", "idea_id")[:2000]):
        ideas = sorted({idea for _, idea in batch})
        for start in range(0, len(ideas), BATCH):
            counted += _write(ideas[start : start + BATCH], at or clock.now())
        # What was asked after the count has a row of its own, which is not in this batch.
        IdeaToCount.objects.filter(pk__in=[pk for pk, _ in batch]).delete()
    if counted:
        outbox.add("purge", event=f"tally-{(at or clock.now()).isoformat()}")
    return counted


def drifted_ideas() -> list[int]:
    """Ideas whose counters differ from their rows although none is waiting to be counted."""
    waiting = IdeaToCount.objects.values("idea_id")
    drifted = []
    for tally in IdeaTally.objects.exclude(idea__in=waiting).iterator(chunk_size=BATCH):
        found = counts_of([tally.idea_id]).get(tally.idea_id, NOTHING)
        if any(getattr(tally, name) != value for name, value in found.items()):
            drifted.append(tally.idea_id)
    if drifted:
        logger.error("The counters of %s ideas differ from their rows.", len(drifted))
    return drifted


@transaction.atomic
def _write(ideas: Iterable[int], at: datetime) -> int:
    tallies = list(IdeaTally.objects.select_for_update().filter(idea__in=ideas).order_by("idea"))
    counts = counts_of([tally.idea_id for tally in tallies])
    for tally in tallies:
        for name, value in counts.get(tally.idea_id, NOTHING).items():
            setattr(tally, name, value)
        tally.points = tally.votes_for + tally.imported_for
        tally.counted_at = at
    # Their rows are there and locked: an upsert is an update, a tenth of the price of bulk_update.
    IdeaTally.objects.bulk_create(
        tallies,
        update_conflicts=True,
        unique_fields=["idea"],
        update_fields=[*NOTHING, "points", "counted_at"],
    )
    return len(tallies)
