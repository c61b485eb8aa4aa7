"""What the templates of the editor's side ask for: moments and their distance, in words."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.models import Page

from accounts import clock

register = template.Library()


@register.filter
def moment(value: datetime | None) -> str:
    """« 4 mai 2026 à 9 h 00 », in Brussels wherever the reader is."""
    if value is None:
        return ""
    local = value.astimezone(clock.BRUSSELS)
    time = date_format(local, pgettext("format of a time of day", "G:i"))
    return _("%(day)s at %(time)s") % {"day": date_format(local, "DATE_FORMAT"), "time": time}


@register.filter
def ago(value: datetime | None) -> str:
    """« il y a 2 minutes »."""
    if value is None:
        return ""
    now = clock.now()
    if now - value < timedelta(minutes=1):
        return _("less than a minute ago")
    return _("%(duration)s ago") % {"duration": timesince(value, now, depth=1)}


@register.simple_tag
def may_move(page: Page, user: Any) -> bool:
    """Whether this person may move the publication of this page: it waits, and they may publish."""
    if not page.pk or page.alias_of_id or not page.permissions_for_user(user).can_publish():
        return False
    found: bool = page.revisions.filter(approved_go_live_at__isnull=False).exists()
    return found
