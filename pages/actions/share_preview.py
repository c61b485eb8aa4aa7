"""Letting somebody read a draft before it is public, and taking that back."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from accounts import clock
from accounts.models import User
from pages.errors import MayNotEdit
from pages.models import PreviewLink

CHOICES_OF_DAYS = (1, 7, 14, 30)


@transaction.atomic
def make_preview_link(
    *, page: Page, user: User, days: int, at: datetime | None = None
) -> PreviewLink:
    """A secret address to the page's latest version, valid for so many days; it is logged.

    Raises MayNotEdit.
    """
    _check(page, user)
    at = at or clock.now()
    until = at + timedelta(days=days)
    link = PreviewLink.objects.create(page=page, made_at=at, expires_at=until)
    log(page.specific, "pages.preview_link", user=user, data={"until": until.isoformat()})
    return link


@transaction.atomic
def revoke_preview_link(*, link: PreviewLink, user: User, at: datetime | None = None) -> bool:
    """The address opens nothing from now on. Return whether this call did it. Raises MayNotEdit."""
    _check(link.page, user)
    valid = PreviewLink.objects.filter(pk=link.pk, revoked_at=None)
    done = bool(valid.update(revoked_at=at or clock.now()))
    if done:
        log(link.page.specific, "pages.preview_link_revoked", user=user)
    return done


def _check(page: Page, user: User) -> None:
    if not page.permissions_for_user(user).can_edit():
        raise MayNotEdit
