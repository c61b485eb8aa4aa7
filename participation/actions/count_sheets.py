"""The tally of surveys: sheets that came are added to the counters, in batch, seconds late."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction

from accounts import clock, outbox
from participation.models import AnswerSheet, AnswerTally, SheetToCount
from participation.results.sheet_counts import ALL, Counted, Key, counts_of_sheets

logger = logging.getLogger(__name__)
BATCH = 1000


def count_new_sheets(*, at: datetime | None = None) -> int:
    """Add every sheet that waits to the counters of its survey; return how many were counted."""
    counted = 0
    for survey in list(SheetToCount.objects.values_list("survey_id", flat=True).distinct()):
        while batch := _count_batch(survey):
            counted += batch
    if counted:
        outbox.add("purge", event=f"sheets-{(at or clock.now()).isoformat()}")
    return counted


@transaction.atomic
def _count_batch(survey: int) -> int:
    """Each sheet once: its mark goes in the transaction that adds it. Workers queue."""
    AnswerTally.objects.get_or_create(survey_id=survey, question="", row="", option="")
    rows = list(AnswerTally.objects.select_for_update().filter(survey=survey).order_by("pk"))
    marks = SheetToCount.objects.filter(survey_id=survey).order_by("pk")
    waiting = dict(marks.values_list("pk", "sheet_id")[:BATCH])
    if not waiting:
        return 0
    counts = counts_of_sheets(list(waiting.values()))
    known = {(row.question, row.row, row.option): row for row in rows}
    AnswerTally.objects.bulk_create(
        [_added(survey, key, counted, known.get(key)) for key, counted in counts.items()],
        update_conflicts=True,
        unique_fields=["survey", "question", "row", "option"],
        update_fields=["sheets", "on_paper", "total"],
    )
    SheetToCount.objects.filter(pk__in=waiting).delete()
    return len(waiting)


def _added(survey: int, key: Key, counted: Counted, row: AnswerTally | None) -> AnswerTally:
    if row:
        counted = counted + Counted(row.sheets, row.on_paper, row.total)
    question, line, option = key
    return AnswerTally(
        survey_id=survey,
        question=question,
        row=line,
        option=option,
        sheets=counted.sheets,
        on_paper=counted.on_paper,
        total=counted.total,
    )


def drifted_surveys() -> list[int]:
    """Surveys whose counters differ from their sheets although none is waiting to be counted."""
    waiting = SheetToCount.objects.values("survey_id")
    surveys = AnswerSheet.objects.exclude(survey__in=waiting).values_list("survey", flat=True)
    drifted = [survey for survey in surveys.distinct() if _differs(survey)]
    if drifted:
        logger.error("The counters of %s surveys differ from their sheets.", len(drifted))
    return drifted


def _differs(survey: int) -> bool:
    sheets = AnswerSheet.objects.filter(survey=survey).values("pk")
    rows = AnswerTally.objects.filter(survey=survey)
    kept = {
        (row.question, row.row, row.option): Counted(row.sheets, row.on_paper, row.total)
        for row in rows
    }
    return kept != {ALL: Counted()} | counts_of_sheets(sheets)
