"""What became of the messages owed to people: about what, and whether they went out."""

from __future__ import annotations

from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts import clock, mail
from accounts.models import OutboxMessage
from participation import notices

MESSAGES = (notices.KIND, mail.KIND)
_UNHEARD = timedelta(minutes=10)  # a worker that says nothing for so long has died
_ABOUT = {
    "idea_received": _("an idea received"),
    "idea_withdrawn": _("an idea withdrawn"),
    "comment_published": _("a new comment"),
    "moderated": _("a decision of moderation"),
    "report_handled": _("what came of a report"),
    "appeal_decided": _("the answer to an appeal"),
}


def subject_of(message: OutboxMessage) -> Promise:
    """What it is about; nothing of what it says."""
    if message.kind == mail.KIND:
        return _("an account: log-in, address or password")
    return _ABOUT.get(message.payload.get("notice", ""), _("another subject"))


def fate_of(message: OutboxMessage) -> Promise:
    """Whether it went out. Uncertain: whoever was sending it died; nobody sends it again."""
    if message.done_at:
        return pgettext_lazy("message", "sent")
    if message.claimed_at:
        is_lost = message.claimed_at < clock.now() - _UNHEARD
        return _("uncertain") if is_lost else _("being sent")
    return _("tried again later") if message.attempts else _("waiting")
