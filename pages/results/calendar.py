"""The calendar as it stands: one set of questions, which every view reads.

From the moment when its page is scheduled or live an entry's dates and state are those of the page;
they are computed here, at read time, and stored nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page, Revision

from accounts import clock
from pages.models import CalendarEntry, ConsultationPage, Precision
from participation.models import Consultation

Planned = CalendarEntry.State
LONGEST_WAIT = timedelta(days=90)  # whatever was promised, a report is due after that


class Stage(models.TextChoices):
    """The states of people, then those that the page and the clock say."""

    TO_DEFINE = Planned.TO_DEFINE.value, Planned.TO_DEFINE.label
    PLANNED = Planned.PLANNED.value, Planned.PLANNED.label
    WRITING = Planned.WRITING.value, Planned.WRITING.label
    TO_APPROVE = Planned.TO_APPROVE.value, Planned.TO_APPROVE.label
    READY = Planned.READY.value, Planned.READY.label
    SCHEDULED = "scheduled", pgettext_lazy("calendar entry", "scheduled")
    LIVE = "live", pgettext_lazy("calendar entry", "online")
    OPEN = "open", pgettext_lazy("consultation", "open")
    CLOSED = "closed", pgettext_lazy("calendar entry", "closed")
    REPORT_DUE = "report_due", _("report due")
    REPORTED = "reported", _("report published")
    ABANDONED = Planned.ABANDONED.value, Planned.ABANDONED.label


@dataclass(frozen=True)
class Shown:
    """An entry where and how it stands now. `at` is the moment that its page names, if any."""

    entry: CalendarEntry
    precision: str
    first_day: date | None
    last_day: date | None
    stage: Stage
    at: datetime | None = None
    page_decides: bool = False

    def touches(self, first: date, last: date) -> bool:
        """Whether at least one of its days is in this period."""
        if self.first_day is None or self.last_day is None:
            return False
        return self.first_day <= last and self.last_day >= first

    @property
    def is_wide(self) -> bool:
        """Whether it is drawn over days or months: it belongs to no single day."""
        return self.precision in (Precision.MONTH, Precision.RANGE)

    @property
    def order(self) -> tuple[Any, ...]:
        """By date; at one date what has an hour follows its hour."""
        first = self.first_day or date.max
        return (first, self.at.timestamp() if self.at else 0.0, self.entry.pk)


def calendar_entries(first: date, last: date, *, at: datetime | None = None) -> list[Shown]:
    """Every entry of this period and every undated one, in order. Three questions, always."""
    at = at or clock.now()
    rows = list(CalendarEntry.objects.that_may_be_in(first, last).with_related())
    shown = shown_of(rows, at)
    return [found for found in shown if found.first_day is None or found.touches(first, last)]


def shown_of(rows: Iterable[CalendarEntry], at: datetime) -> list[Shown]:
    """These entries as they stand at `at`, in order: two questions for all of them."""
    rows = list(rows)
    pages = [row.page_id for row in rows if row.page_id]
    consultations = _consultations(pages)
    moments = _scheduled(pages)
    found = (_shown(row, consultations, moments, at) for row in rows)
    return sorted(found, key=lambda shown: shown.order)


def _consultations(pages: list[int]) -> dict[int, Consultation]:
    """The row of each page that presents one: published, or planned by its schedule."""
    if not pages:
        return {}
    found = ConsultationPage.objects.filter(pk__in=pages).select_related("consultation")
    return {page.pk: page.consultation for page in found.only("consultation")}


def _scheduled(pages: list[int]) -> dict[int, datetime]:
    """When the waiting version of each page goes out."""
    if not pages:
        return {}
    waiting = Revision.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=[str(page) for page in pages],
        approved_go_live_at__isnull=False,
    )
    return {
        int(number): moment
        for number, moment in waiting.values_list("object_id", "approved_go_live_at")
    }


def _shown(
    entry: CalendarEntry,
    consultations: dict[int, Consultation],
    moments: dict[int, datetime],
    at: datetime,
) -> Shown:
    page: Page | None = entry.page
    due = moments.get(entry.page_id) if entry.page_id else None
    if page is None or not (page.live or due):
        days = entry.first_day, entry.last_day
        return Shown(entry, entry.precision, *days, stage=Stage(entry.state))
    row = consultations.get(page.pk)
    if row and row.first_day and row.last_day:
        stage = _stage_of(row, at) if page.live else Stage.SCHEDULED
        moment = row.opens_at if page.live else due
        return Shown(entry, Precision.RANGE, row.first_day, row.last_day, stage, moment, True)
    moment = page.first_published_at if page.live else due
    day = (moment or at).astimezone(clock.BRUSSELS).date()
    stage = Stage.LIVE if page.live else Stage.SCHEDULED
    return Shown(entry, Precision.DAY, day, day, stage, moment, True)


def _stage_of(row: Consultation, at: datetime) -> Stage:
    """A consultation is closed until the day of its promise, 90 days at most; then it owes it."""
    state, states = row.state(at), Consultation.State
    if state in (states.OPEN, states.LAST_DAYS, states.PAUSED):
        return Stage.OPEN
    if state == states.ANSWERED:
        return Stage.REPORTED
    if state == states.AWAITING:
        today = at.astimezone(clock.BRUSSELS).date()
        assert row.closes_at is not None, "it is over"
        last = (row.closes_at + LONGEST_WAIT).astimezone(clock.BRUSSELS).date()
        due = min(row.answer_due_on or last, last)
        return Stage.CLOSED if today <= due else Stage.REPORT_DUE
    return Stage.LIVE
