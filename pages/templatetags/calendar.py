"""What the templates of the calendar ask for: the days of an entry in words, its signs."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import cache
from typing import Any

from django import template
from django.utils.formats import date_format, time_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from accounts import clock
from pages.models import CalendarEntry, Precision
from pages.results.calendar import Shown, Stage

register = template.Library()

KIND_ICONS = {
    "call_for_ideas": "comment",
    "survey": "form",
    "poll": "radio-full",
    "vote": "check",
    "quiz": "help",
    "article": "doc-full",
    "workshop": "group",
    "report": "clipboard-list",
    "undefined": "placeholder",
}
STAGE_ICONS = {
    Stage.SCHEDULED: "calendar-check",
    Stage.LIVE: "view",
    Stage.OPEN: "view",
    Stage.REPORT_DUE: "warning",
    Stage.REPORTED: "tick-inverse",
}


@register.filter
def kind_sign(kind: str) -> SafeString:
    """The icon of a kind."""
    return _sign(KIND_ICONS[kind])


@cache
def _sign(name: str) -> SafeString:
    """What Wagtail's own tag draws, without its template: a year holds a thousand of them."""
    drawn = '<svg class="icon icon-{0}" aria-hidden="true"><use href="#icon-{0}"></use></svg>'
    return format_html(drawn, name)


@register.filter
def kind_word(kind: str) -> str:
    return capfirst(str(CalendarEntry.Kind(kind).label))


@register.filter
def stage_sign(stage: Stage) -> str:
    """The icon of a state that a page and the clock say; those of people are words alone."""
    return _sign(STAGE_ICONS[stage]) if stage in STAGE_ICONS else ""


@register.filter
def days(shown: Any) -> str:
    """« 4 mai 2026 à 9 h 00 », « semaine du 4 mai 2026 », « mai 2026 », « du 4 mai au 7 juin »."""
    if shown.first_day is None:
        return _("To be placed")
    words = days_in_words(shown.precision, shown.first_day, shown.last_day)
    if shown.precision == Precision.DAY and getattr(shown, "at", None):
        time = time_format(shown.at.astimezone(clock.BRUSSELS), _time())
        return _("%(day)s at %(time)s") % {"day": words, "time": time}
    return words


@register.simple_tag
def span_words(precision: str, first: date | None, last: date | None) -> str:
    """The same for days that are kept apart, as those of a move are."""
    if first is None or last is None:
        return _("To be placed")
    return days_in_words(precision, first, last)


def days_in_words(precision: str, first: date, last: date) -> str:
    if precision == Precision.MONTH:
        return date_format(first, "F Y")
    if precision == Precision.WEEK:
        return _("week of %(day)s") % {"day": date_format(first, "DATE_FORMAT")}
    if precision == Precision.RANGE and first != last:
        if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
            return f"{date_format(first, _short(first, last, 'F'))} – {date_format(last, 'F Y')}"
        return _("from %(first)s to %(last)s") % {
            "first": date_format(first, _short(first, last, "j F")),
            "last": date_format(last, "j F Y"),
        }
    return date_format(first, "DATE_FORMAT")


def _short(first: date, last: date, pattern: str) -> str:
    """The year is said once where both days are in it."""
    return pattern if first.year == last.year else f"{pattern} Y"


def _time() -> str:
    return pgettext("format of a time of day", "G:i")


@register.filter
def initials(user: Any) -> str:
    """« MO » : who is in charge, in the little room of a card."""
    words = [word for word in user.get_full_name().split() if word[0].isalpha()]
    return "".join(word[0].upper() for word in words[:2])


@register.simple_tag
def days_left(shown: Shown, today: date) -> str:
    """How far it is: only what is ahead or under way is counted."""
    if shown.first_day is None or shown.last_day is None or shown.last_day < today:
        return ""
    if shown.precision in (Precision.WEEK, Precision.MONTH):
        return ""
    if shown.first_day > today:
        return _("D-%(days)s") % {"days": (shown.first_day - today).days}
    if shown.precision == Precision.RANGE:
        left = (shown.last_day - today).days
        return ngettext("%(n)s day left", "%(n)s days left", left) % {"n": left}
    return _("today")


@register.simple_tag
def warnings_for(warnings: Any, shown: Shown) -> Any:
    """The warnings of one entry, where a screen has computed those of all."""
    return warnings.get(shown.entry.pk, []) if isinstance(warnings, dict) else []
