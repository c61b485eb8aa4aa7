"""Writing an entry of the calendar: what, who, where. Its dates are moved by `move_entry`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from wagtail.models import Page

from accounts import clock
from accounts.models import District, Service, StrategicObjective, Theme, User
from pages.actions.place import NOWHERE, Placement
from pages.errors import AbandonsWithAReason, MayNotPlan
from pages.models.calendar_entry import CalendarEntry
from pages.models.calendar_observance import Observance

ADD, CHANGE, VIEW = (f"pages.{act}_calendarentry" for act in ("add", "change", "view"))


@dataclass(frozen=True)
class Plan:
    """What an entry says, apart from its dates."""

    subject: str = ""
    kind: str = CalendarEntry.Kind.UNDEFINED
    state: str = CalendarEntry.State.TO_DEFINE
    owner: User | None = None
    reviewer: User | None = None
    service: Service | None = None
    theme: Theme | None = None
    district: District | None = None
    objective: StrategicObjective | None = None
    observance: Observance | None = None


@transaction.atomic
def plan_entry(
    *,
    plan: Plan,
    placement: Placement = NOWHERE,
    user: User | None,
    page: Page | None = None,
    at: datetime | None = None,
) -> CalendarEntry:
    """Add an entry, with or without dates, for a page or for none yet. Nothing is scheduled.

    `user` is None for a program. Raises MayNotPlan, AbandonsWithAReason.
    """
    _check(user, ADD, plan)
    at = at or clock.now()
    return CalendarEntry.objects.create(
        **vars(plan), **vars(placement), page=page, created_at=at, changed_at=at
    )


@transaction.atomic
def change_entry(
    *, entry: CalendarEntry, plan: Plan, user: User, at: datetime | None = None
) -> CalendarEntry:
    """Write what an entry says anew. An entry taken up again loses the reason it was abandoned for.

    Raises MayNotPlan, AbandonsWithAReason.
    """
    _check(user, CHANGE, plan)
    row = CalendarEntry.objects.select_for_update().get(pk=entry.pk)
    for name, value in vars(plan).items():
        setattr(row, name, value)
    row.abandon_reason = ""
    row.changed_at = at or clock.now()
    row.save()
    return row


def _check(user: User | None, permission: str, plan: Plan) -> None:
    if user is not None and not user.has_perm(permission):
        raise MayNotPlan
    if plan.state == CalendarEntry.State.ABANDONED:
        raise AbandonsWithAReason
