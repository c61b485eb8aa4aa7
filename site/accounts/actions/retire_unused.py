"""Accounts that nobody has used for two years are erased, and their owners told a month before."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts import clock, mail
from accounts.actions.erase_person import erase_person
from accounts.models import User
from accounts.registry import Subject

UNUSED_KEPT_FOR = timedelta(days=730)  # since the last log-in, or the sign-up
TOLD_BEFORE = timedelta(days=30)
MOST_AT_ONCE = 500  # the rest goes tomorrow


def tell_unused(*, at: datetime | None = None) -> int:
    """Write once to whoever loses their account in thirty days; return to how many."""
    at = at or clock.now()
    unused = _unused(at - UNUSED_KEPT_FOR + TOLD_BEFORE).filter(
        Q(told_unused_at=None) | Q(told_unused_at__lt=F("used_at"))
    )
    told = 0
    for user in unused.order_by("pk")[:MOST_AT_ONCE]:
        still = User.objects.filter(pk=user.pk, told_unused_at=user.told_unused_at)
        if still.update(told_unused_at=at):  # another worker may have been first
            _write(user, at + TOLD_BEFORE)
            told += 1
    return told


def erase_unused(*, at: datetime | None = None) -> int:
    """Erase what was announced a month ago and stayed unused; contributions stay, without a name.

    Return how many.
    """
    at = at or clock.now()
    unused = (
        _unused(at - UNUSED_KEPT_FOR)
        .filter(told_unused_at__lte=at - TOLD_BEFORE, told_unused_at__gte=F("used_at"))
        .order_by("pk")
    )
    return sum(_erase(unused, pk, at) for pk in unused.values_list("pk", flat=True)[:MOST_AT_ONCE])


@transaction.atomic
def _erase(unused: QuerySet[User], pk: int, at: datetime) -> bool:
    """Erase one, unless somebody has just logged in to it."""
    list(User.objects.select_for_update().filter(pk=pk).values_list("pk"))
    user = unused.filter(pk=pk).first()
    if user is None:
        return False
    erase_person(subject=Subject.of(user), with_contributions=False, at=at)
    return True


def _unused(since: datetime) -> QuerySet[User]:
    """Citizens' accounts not used since then. Nobody could be told at an `.invalid` address."""
    citizens = User.objects.filter(
        is_active=True, is_staff=False, is_superuser=False, groups=None
    ).exclude(email__iendswith=mail.NOWHERE)
    return citizens.annotate(used_at=Coalesce("last_login", "date_joined")).filter(
        used_at__lte=since
    )


def _write(user: User, until: datetime) -> None:
    person = Subject.of(user).person
    with translation.override(person.language if person else settings.LANGUAGE_CODE):
        context = {
            "day": until.astimezone(clock.BRUSSELS).date(),
            "url": settings.BASE_URL + reverse("account_login"),
            "base_url": settings.BASE_URL,
        }
        body = render_to_string("account/email/unused.txt", context)
        mail.owe(user.email, _("Your account will be erased in a month"), body)
