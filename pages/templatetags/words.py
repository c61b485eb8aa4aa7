"""Consultations, days and plain text, in words for the reader."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from django import template
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from wagtail.models import Page

from accounts import clock
from pages import languages
from pages.models import ArticlePage, ConsultationPage, FeedbackReportPage, IdeaBoxPage
from participation.models import Consultation

register = template.Library()

KINDS = {
    ConsultationPage: gettext_lazy("Consultation"),
    ArticlePage: gettext_lazy("Article"),
    FeedbackReportPage: gettext_lazy("Feedback report"),
    IdeaBoxPage: gettext_lazy("Idea box"),
}


@register.filter
def state_at(consultation: Consultation, at: datetime) -> Consultation.State:
    """Its state, with its label: undated, upcoming, open, last_days, paused, awaiting, answered."""
    return consultation.state(at)


@register.filter
def days_left(consultation: Consultation, at: datetime) -> int:
    """Whole days after today on which it is still open."""
    return consultation.days_left(at)


@register.filter
def days_until_opening(consultation: Consultation, at: datetime) -> int:
    """Days from today to its opening."""
    return consultation.days_until_opening(at)


@register.filter
def is_overdue(consultation: Consultation, at: datetime) -> bool:
    """Whether the promised day of the answer is over and no report is published."""
    promised = consultation.answer_due_on
    return bool(promised and at.astimezone(clock.BRUSSELS).date() > promised)


@register.filter
def days_to_answer(consultation: Consultation, at: datetime) -> int:
    """Days from today to the promised day of the answer: 0 on that day. It must be promised."""
    assert consultation.answer_due_on is not None
    return (consultation.answer_due_on - at.astimezone(clock.BRUSSELS).date()).days


@register.filter
def day(value: date | datetime | None) -> str:
    """A day in words, « 1er mai 2026 »; an instant is that of Brussels."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(clock.BRUSSELS).date()
    words = date_format(value, "j F Y")
    return f"1er{words[1:]}" if value.day == 1 and languages.current() == "fr" else words


@register.filter
def last_moment(consultation: Consultation) -> str:
    """« 31 mai 2026 inclus », or the hour where it does not close at midnight."""
    return closing(consultation.closes_at) if consultation.closes_at else ""


@register.filter
def closing(closes_at: datetime) -> str:
    """The end of a window, which is exclusive: 1 June 00:00 reads « 31 mai 2026 inclus »."""
    closes = closes_at.astimezone(clock.BRUSSELS)
    if closes.hour == closes.minute == 0:
        return _("%(day)s included") % {"day": day(closes.date() - timedelta(days=1))}
    time = date_format(closes, pgettext("format of a time of day", "G:i"))
    return _("%(day)s at %(time)s") % {"day": day(closes), "time": time}


@register.filter
def kind_word(page: Page) -> str:
    """What a page is, in a word for the reader."""
    return str(KINDS.get(type(page), _("Page")))


@register.filter
def link_addresses(text: str) -> SafeString:
    """Plain text, escaped, in which web addresses can be followed (and nothing else can)."""
    parts = re.split(r"(https?://[^\s<>\"']+[^\s<>\"'.,;:!?)])", text)
    linked = [
        format_html('<a href="{0}">{0}</a>', part) if index % 2 else escape(part)
        for index, part in enumerate(parts)
    ]
    return mark_safe("".join(linked))
