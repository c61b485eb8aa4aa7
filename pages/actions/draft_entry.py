"""« Créer le brouillon »: from an entry of the calendar to its page, once."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from wagtail.models import Page

from accounts import clock
from accounts.models import User
from pages.actions.place import Placement
from pages.actions.plan_entry import CHANGE
from pages.errors import (
    EntryAbandoned,
    KindToBeDecided,
    MayNotEdit,
    MayNotPlan,
    NoFolder,
    SubjectToBeDecided,
)
from pages.models import (
    ArticleIndexPage,
    ArticlePage,
    CalendarEntry,
    ConsultationIndexPage,
    ConsultationPage,
    FeedbackIndexPage,
    FeedbackReportPage,
    Precision,
)
from participation.actions.draft_activity import draft_activity

Kind, State = CalendarEntry.Kind, CalendarEntry.State
OPENS = time(9)  # the hour at which a consultation opens, unless somebody says another
_BLOCKS = {
    Kind.CALL_FOR_IDEAS: ("idea_box", "box"),
    Kind.VOTE: ("vote", "box"),
    Kind.SURVEY: ("survey", "survey"),
    Kind.POLL: ("poll", "survey"),
    Kind.QUIZ: ("quiz", "survey"),
}


@transaction.atomic
def draft_entry(*, entry: CalendarEntry, user: User, at: datetime | None = None) -> Page:
    """The entry's page: the one that it has, or a new draft of the right type, in the right place.

    Nothing is scheduled. Two clicks at once open the same page: the second waits for the first.
    Raises MayNotPlan, MayNotEdit, EntryAbandoned, KindToBeDecided, SubjectToBeDecided, NoFolder.
    """
    if not user.has_perm(CHANGE):
        raise MayNotPlan
    row = _take_turn(entry)
    if row.page:
        return row.page
    _check(row)
    folder = _folder(row)
    if not folder.permissions_for_user(user).can_add_subpage():
        raise MayNotEdit
    page = _new_page(row, user)
    folder.add_child(instance=page)
    if row.is_consultation:
        block, field = _BLOCKS[Kind(row.kind)]
        activity = draft_activity(
            kind=row.kind, title=row.subject, consultation=page.consultation, user=user
        )
        page.body = [(block, {field: activity})]
    page.save_revision(user=user, log_action="wagtail.create", clean=False)
    row.page = Page.objects.get(pk=page.pk)
    if row.state in (State.TO_DEFINE, State.PLANNED):
        row.state = State.WRITING
    row.changed_at = at or clock.now()
    row.save(update_fields=["page", "state", "changed_at"])
    return row.page


def _take_turn(entry: CalendarEntry) -> CalendarEntry:
    return CalendarEntry.objects.select_for_update().get(pk=entry.pk)


def _check(row: CalendarEntry) -> None:
    if row.state == State.ABANDONED:
        raise EntryAbandoned
    if row.kind == Kind.UNDEFINED:
        raise KindToBeDecided
    if not row.subject.strip():
        raise SubjectToBeDecided


def _folder(row: CalendarEntry) -> Page:
    """The list below which such a page stands: the original one, never a translation of it."""
    models = {Kind.REPORT: FeedbackIndexPage}
    model: Any = ConsultationIndexPage if row.is_consultation else ArticleIndexPage
    folders = models.get(Kind(row.kind), model).objects.filter(alias_of=None)
    found: Page | None = folders.order_by("pk").first()
    if found is None:
        raise NoFolder
    return found


def _new_page(row: CalendarEntry, user: User) -> Any:
    """A workshop is announced by an article; a report begins below the list of reports."""
    about: dict[str, Any] = {"title": row.subject, "live": False, "owner": user}
    if row.kind == Kind.REPORT:
        return FeedbackReportPage(**about)
    about["service"] = row.service
    if not row.is_consultation:
        page: Any = ArticlePage(**about)
    else:
        planned = Placement(row.precision, row.first_day, row.last_day)
        about |= {"kind": row.kind, "objective": row.objective, **window_of(planned)}
        page = ConsultationPage(**about)
        page.districts.set([row.district] if row.district else [])
    if row.theme:
        page.themes.add(row.theme)
    return page


def window_of(planned: Placement) -> dict[str, datetime]:
    """Opening and closing, as far as the plan says them: a month is no day on which to open."""
    window = {}
    if planned.first_day and planned.precision in (Precision.DAY, Precision.RANGE):
        window["opens_at"] = datetime.combine(planned.first_day, OPENS, tzinfo=clock.BRUSSELS)
    if planned.last_day and planned.precision == Precision.RANGE:
        after = planned.last_day + timedelta(days=1)  # the end is exclusive
        window["closes_at"] = datetime.combine(after, time(), tzinfo=clock.BRUSSELS)
    return window
