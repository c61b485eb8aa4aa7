"""Giving somebody of the staff a secret address of the calendar, and taking it back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts import clock
from accounts.models import User
from pages.actions.plan_entry import VIEW
from pages.errors import MayNotReadTheCalendar
from pages.models import CalendarFeed


@transaction.atomic
def subscribe_to_calendar(*, user: User, at: datetime | None = None) -> CalendarFeed:
    """This person's address, made if there is none. Raises MayNotReadTheCalendar."""
    if not user.has_perm(VIEW):
        raise MayNotReadTheCalendar
    User.objects.select_for_update().get(pk=user.pk)  # two clicks at once make one
    found = CalendarFeed.objects.filter(user=user, revoked_at=None).first()
    return found or CalendarFeed.objects.create(user=user, made_at=at or clock.now())


@transaction.atomic
def revoke_subscription(*, user: User, at: datetime | None = None) -> bool:
    """This person's address answers nothing from now on. Return whether there was one."""
    valid = CalendarFeed.objects.filter(user=user, revoked_at=None)
    return bool(valid.update(revoked_at=at or clock.now()))
