"""The messages that `notices` owes, written when they are sent: conditions are read again then."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts import mail
from accounts.models import OutboxMessage, Person
from participation.models import Appeal, Comment, FollowAddress, Idea, ModerationAct, Report


def send(message: OutboxMessage) -> None:
    """Send one notice to one person; nothing to whoever has left or been erased meanwhile."""
    people = Person.objects.present().select_related("user")
    person = people.filter(pk=message.target).first()
    to = _address_of(person) if person else ""
    if person is None or not to or not mail.is_deliverable(to):
        return
    with translation.override(person.language):
        written = _WRITERS[message.payload["notice"]](message.payload)
        if written is None:
            return
        subject, context = written
        template = f"participation/mail/{message.payload['notice']}.txt"
        text = render_to_string(template, context | {"person": person})
        send_mail(" ".join(subject.split()), text, None, [to])


def _address_of(person: Person) -> str:
    """Of their account, or the one that they left with their code and confirmed."""
    if person.user:
        return person.user.email if person.user.is_active else ""
    left = FollowAddress.objects.filter(person=person).exclude(confirmed_at=None).first()
    return left.email if left else ""


def _idea_received(payload: dict[str, Any]) -> tuple[str, dict[str, Any]] | None:
    idea = Idea.objects.filter(pk=payload["idea"]).first()
    if idea is None or idea.state == Idea.State.WITHDRAWN:
        return None
    return _("Your idea has been received"), {"idea": idea, "url": _url(idea)}


def _idea_withdrawn(payload: dict[str, Any]) -> tuple[str, dict[str, Any]] | None:
    idea = Idea.objects.filter(pk=payload["idea"], state=Idea.State.WITHDRAWN).first()
    if idea is None:
        return None
    return _("An idea that you supported is withdrawn"), {"idea": idea, "url": _url(idea)}


def _comment_published(payload: dict[str, Any]) -> tuple[str, dict[str, Any]] | None:
    comments = Comment.objects.published().select_related("idea")
    comment = comments.filter(pk=payload["comment"]).first()
    if comment is None or not comment.idea.is_public:
        return None
    context = {"comment": comment, "url": f"{_url(comment.idea)}#comment-{comment.pk}"}
    return _("A new comment: %(title)s") % {"title": comment.idea.title}, context


def _moderated(payload: dict[str, Any]) -> tuple[str, dict[str, Any]] | None:
    acts = ModerationAct.objects.select_related("idea", "comment__idea", "account", "article")
    act = acts.filter(pk=payload["act"]).first()
    if act is None:
        return None
    where = reverse("participation:appeal", args=[act.pk])
    if act.author.user_id is None:  # whoever has no account puts it into one with their code
        where = reverse("participation:follow")
    appeal = settings.BASE_URL + where
    context = {
        "act": act,
        "url": _where(act),
        "appeal_url": appeal if act.act in ModerationAct.MAY_BE_APPEALED else "",
        "appeal_days": settings.APPEAL_DAYS,
        "answer_days": settings.APPEAL_ANSWER_WORKING_DAYS,
    }
    return _("Moderation: %(act)s") % {"act": act.get_act_display()}, context


def _where(act: ModerationAct) -> str:
    """Where its author finds the text, if there is one to read or to correct."""
    if act.account_id:
        return ""
    if isinstance(act.subject, Comment):
        return f"{_url(act.subject.idea)}#comment-{act.subject.pk}"
    return _url(act.subject) if isinstance(act.subject, Idea) else ""


def _report_handled(payload: dict[str, Any]) -> tuple[str, dict[str, Any]] | None:
    reports = Report.objects.select_related("handled_by", "idea", "comment__idea")
    report = reports.filter(pk=payload["report"]).first()
    if report is None or report.handled_by is None:
        return None
    is_left = report.handled_by.act in (ModerationAct.Act.KEEP, ModerationAct.Act.PUBLISH)
    idea = report.subject if isinstance(report.subject, Idea) else report.subject.idea
    return _("Your report has been read"), {"is_left": is_left, "url": _url(idea)}


def _appeal_decided(payload: dict[str, Any]) -> tuple[str, dict[str, Any]] | None:
    appeal = Appeal.objects.select_related("act").filter(pk=payload["appeal"]).first()
    return (_("The answer to your appeal"), {"appeal": appeal}) if appeal else None


def _url(idea: Idea) -> str:
    return settings.BASE_URL + reverse("participation:idea", args=[idea.pk])


_WRITERS = {
    "idea_received": _idea_received,
    "idea_withdrawn": _idea_withdrawn,
    "comment_published": _comment_published,
    "moderated": _moderated,
    "report_handled": _report_handled,
    "appeal_decided": _appeal_decided,
}
