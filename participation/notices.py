"""Who is owed a message about a contribution: one row per event and person."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts import mail, outbox
from accounts.models import Person
from participation.models import (
    Appeal,
    Comment,
    FollowAddress,
    Idea,
    ModerationAct,
    Report,
    Survey,
    WaitingSheet,
)

KIND = "notice"


def _owe(person: Person, notice: str, event: str, **payload: int | str) -> None:
    """A person without an account reads the news with a code, or at the address that they left."""
    if not person.erased_at and (person.user_id or _has_left_an_address(person)):
        payload = {"notice": notice, **payload}
        outbox.add(KIND, event=event, target=str(person.pk), payload=payload, can_wait=True)


def _has_left_an_address(person: Person) -> bool:
    if person.origin != Person.Origin.ASSISTED:
        return False
    return FollowAddress.objects.filter(person=person).exclude(confirmed_at=None).exists()


def address_left(address: FollowAddress, token: str) -> None:
    """Ask whoever reads this mailbox whether it is theirs; the outbox forgets it once sent."""
    with translation.override(address.person.language):
        url = settings.BASE_URL + reverse("participation:follow_address", args=[token])
        text = render_to_string("participation/mail/address_left.txt", {"url": url})
        mail.owe(address.email, _("Confirm your address"), text)


def sheet_to_confirm(waiting: WaitingSheet, email: str, link: str) -> None:
    """« Un bouton, et vos réponses comptent. » The outbox forgets the address once sent."""
    where = reverse("participation:confirm_sheet", args=[waiting.survey_id, link])
    _write_about(waiting.survey, email, waiting.language, "sheet_to_confirm", where)


def already_answered(survey: Survey, email: str, language: str) -> None:
    """Only the owner of the mailbox learns that answers are counted already."""
    where = reverse("participation:survey", args=[survey.pk])
    _write_about(survey, email, language, "already_answered", where)


def _write_about(survey: Survey, email: str, language: str, name: str, where: str) -> None:
    with translation.override(language or settings.LANGUAGE_CODE):
        context = {"survey": survey, "url": settings.BASE_URL + where}
        text = render_to_string(f"participation/mail/{name}.txt", context)
        mail.owe(email, _("Your answers: %(title)s") % {"title": survey.title}, text)


def idea_received(idea: Idea) -> None:
    """« Merci ! Votre idée est bien reçue. »"""
    _owe(idea.person, "idea_received", f"idea-{idea.pk}-received-{idea.version}", idea=idea.pk)


def idea_withdrawn(idea: Idea) -> None:
    """Whoever supported or commented learns that its author took it back."""
    concerned = Person.objects.filter(votes__idea=idea) | Person.objects.filter(comments__idea=idea)
    for person in concerned.exclude(pk=idea.person_id).distinct():
        _owe(person, "idea_withdrawn", f"idea-{idea.pk}-withdrawn", idea=idea.pk)


def comment_published(comment: Comment) -> None:
    """The author of the idea, and of the comment that is answered, unless it is their own."""
    readers = {comment.idea.person_id: comment.idea.person}
    if comment.parent:
        readers[comment.parent.person_id] = comment.parent.person
    readers.pop(comment.person_id, None)
    for person in readers.values():
        _owe(person, "comment_published", f"comment-{comment.pk}", comment=comment.pk)


def moderated(act: ModerationAct) -> None:
    """The author learns what was done to their text, why, and how to appeal.

    That a moderator read a text and left it as it is concerns nobody but whoever reported it.
    """
    if act.act != ModerationAct.Act.KEEP:
        _owe(act.author, "moderated", f"moderation-{act.pk}", act=act.pk)


def reports_handled(reports: Iterable[Report]) -> None:
    """Whoever reported a text learns that it was read, and what came of it."""
    for report in reports:
        _owe(report.person, "report_handled", f"report-{report.pk}", report=report.pk)


def appeal_decided(appeal: Appeal) -> None:
    _owe(appeal.act.author, "appeal_decided", f"appeal-{appeal.pk}", appeal=appeal.pk)
