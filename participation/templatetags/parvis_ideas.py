"""What the templates of ideas ask for."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from participation import pictures
from participation.models import Activity, IdeaBox

register = template.Library()
register.filter("picture_url", pictures.picture_url)


@register.simple_tag
def choices_of(box: IdeaBox) -> list[tuple[str, str]]:
    """The buttons of a box's voting rule: code and word."""
    words = {
        "for": _("Support") if box.voting_rule == IdeaBox.VotingRule.SUPPORT else _("For"),
        "mixed": pgettext("vote", "Mixed"),
        "against": _("Against"),
    }
    return [(code, words[code]) for code in box.choices()]


@register.simple_tag
def spoken(box: IdeaBox) -> str:
    """` lang="fr"` where a box’s words are not in the language of the interface."""
    language = box.words.language
    if (get_language() or "")[:2] == language:
        return ""
    return format_html(' lang="{}"', language)


@register.filter
def is_suspended(activity: Activity, at: datetime) -> bool:
    """Whether the city has stopped participation in it for the moment."""
    return activity.is_suspended(at)


@register.filter
def beginning(text: str, length: int) -> str:
    """The first whole words of a text; a hard space before « : » stays one, a new line does not."""
    words = text.replace("\r", "").replace("\n", " ")
    if len(words) <= length:
        return words
    return f"{words[: length + 1].rsplit(' ', 1)[0].rstrip(' ,;:.')}…"
