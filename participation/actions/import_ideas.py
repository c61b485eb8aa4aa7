"""Bringing ideas and comments in from elsewhere: all or nothing, and twice adds nothing.

Everything is read and compared before the transaction begins: whoever votes meanwhile waits for the
writing alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation

from accounts import clock, outbox
from accounts.spreadsheets.reading import Tell
from participation.actions.import_box import choose_box, make_box
from participation.actions.import_rows import write_rows
from participation.actions.index_idea import ask_to_index_box
from participation.errors import FilesHaveFaults
from participation.imports.files import Reading, Sent, read_files
from participation.imports.plan import Plan, There, check_links, make_plan, what_is_there
from participation.models import Consultation, IdeaBox, Import


@dataclass(frozen=True)
class Target:
    """Where an import goes. Without a box, one is made in the consultation."""

    consultation: Consultation
    box: IdeaBox | None = None


def check_import(
    *, target: Target, ideas: Sent, comments: Sent | None, at: datetime, tell: Tell | None = None
) -> tuple[Reading, Plan]:
    """What both files hold, what is wrong with them, and what would be added. Writes nothing."""
    reading = read_files(ideas, comments, at=at, tell=tell)
    there = what_is_there(target.box)
    check_links(reading, there)
    return reading, make_plan(reading, there)


@transaction.atomic
def import_ideas(
    *, target: Target, reading: Reading, record: Import, at: datetime | None = None
) -> Import:
    """Write what is not there yet, and how many that was into `record`, which is saved with it.

    The window is not checked: what is imported counts at the dates in its file. Nothing new leaves
    the database as it was, and a new record unsaved. Raises FilesHaveFaults, SeveralCalls.
    """
    if reading.found:
        raise FilesHaveFaults
    target = _take_turn(target)
    there = what_is_there(target.box)
    plan = make_plan(reading, there)
    record.ideas_there, record.comments_there = plan.ideas_there, plan.comments_there
    record.consultation, record.box = target.consultation, target.box
    record.state, record.finished_at = Import.State.DONE, at or clock.now()
    if not plan.is_empty:
        _write(target, plan, there, record)
    elif record.pk:
        record.save()
    return record


def _write(target: Target, plan: Plan, there: There, record: Import) -> None:
    assert record.finished_at is not None, "set above"
    with translation.override(settings.LANGUAGE_CODE):  # what is written is for everybody
        record.box = target.box or make_box(consultation=target.consultation, plan=plan)
        write_rows(box=record.box, plan=plan, there=there, record=record, at=record.finished_at)
    record.save()
    ask_to_index_box(record.box)
    outbox.add("purge", event=f"import-{record.pk}")


def _take_turn(target: Target) -> Target:
    """Queue the imports of a consultation; citizens do not wait for this lock."""
    rows = Consultation.objects.select_for_update(no_key=True)
    consultation = rows.get(pk=target.consultation.pk)
    if target.box is None:  # somebody may have made one meanwhile
        return replace(target, box=choose_box(consultation=consultation))
    return target
