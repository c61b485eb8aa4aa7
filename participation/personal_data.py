"""What participation holds of a person: their copy of it, and its erasure."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Model, Q
from django.utils import translation
from django.utils.translation import gettext as _

from accounts import mail, outbox, registry
from accounts.models import Person
from accounts.registry import Subject
from participation.actions.empty_text import drop_image, empty_idea, forget_log
from participation.models import (
    Appeal,
    Comment,
    CommentVersion,
    FollowAddress,
    Idea,
    IdeaToCount,
    IdeaVersion,
    ModerationAct,
    Report,
    Sitting,
    Vote,
)
from participation.pictures import picture_url
from participation.results.contributed import contributions

TABLES: list[type[Model]] = [
    Appeal,
    Comment,
    CommentVersion,
    FollowAddress,
    Idea,
    IdeaVersion,
    ModerationAct,
    Report,
    Sitting,
    Vote,
]


def register() -> None:
    registry.register_export("participation", export, tables=TABLES)
    registry.register_erasure("participation", erase, tables=TABLES)
    registry.register_contributions("participation", contributions)


# --- A copy ---------------------------------------------------------------------------------------


def export(subject: Subject) -> dict[str, Any]:
    """Ideas, comments, votes, reports and appeals, with what moderators did to one's texts."""
    person = subject.person
    if person is None:
        return {}
    return {
        "ideas": [_idea(idea) for idea in Idea.objects.filter(person=person).order_by("pk")],
        "comments": [
            _comment(comment) for comment in Comment.objects.filter(person=person).order_by("pk")
        ],
        "votes": list(
            Vote.objects.filter(person=person)
            .order_by("pk")
            .values("idea", "idea__title", "choice", "cast_at", "channel")
        ),
        "entered_for_me": list(
            Sitting.objects.filter(person=person)
            .order_by("pk")
            .values("opened_at", "channel", "place", "consent_version")
        ),
        "address_for_news": list(
            FollowAddress.objects.filter(person=person).values("email", "left_at", "confirmed_at")
        ),
        "moderation_of_my_account": list(
            ModerationAct.objects.filter(account=person).order_by("pk").values(*_ACT, "until")
        ),
        "reports": list(
            Report.objects.filter(person=person)
            .order_by("pk")
            .values("idea", "comment", "article__title", "reason", "created_at", "handled_at")
        ),
        "appeals": list(
            Appeal.objects.filter(_act_on(person))
            .order_by("pk")
            .values("act", "text", "created_at", "outcome", "answer", "decided_at")
        ),
    }


def _act_on(person: Person) -> Q:
    return Q(act__idea__person=person) | Q(act__comment__person=person) | Q(act__account=person)


def _idea(idea: Idea) -> dict[str, Any]:
    return {
        "number": idea.pk,
        "box": idea.box.title,
        "signed": idea.author_name,
        "title": idea.title,
        "text": idea.body,
        "place": idea.place,
        "district": idea.district.name if idea.district else None,
        "themes": [theme.name for theme in idea.themes.all()],
        "image": picture_url(idea) or None,
        "image_alt": idea.image_alt,
        "state": idea.state,
        "channel": idea.channel,
        "created_at": idea.created_at,
        "submitted_at": idea.submitted_at,
        "published_at": idea.published_at,
        "earlier_versions": list(idea.versions.values("version", "title", "body", "replaced_at")),
        "moderation": list(idea.moderationacts.values(*_ACT)),
    }


def _comment(comment: Comment) -> dict[str, Any]:
    return {
        "number": comment.pk,
        "idea": comment.idea_id,
        "answer_to": comment.parent_id,
        "signed": comment.author_name,
        "text": comment.body,
        "stance": comment.stance,
        "state": comment.state,
        "channel": comment.channel,
        "created_at": comment.created_at,
        "edited_at": comment.edited_at,
        "earlier_versions": list(comment.versions.values("body", "replaced_at")),
        "moderation": list(comment.moderationacts.values(*_ACT)),
    }


_ACT = ("pk", "act", "article__title", "reason", "done_at")


# --- Erasure --------------------------------------------------------------------------------------


def erase(subject: Subject, with_contributions: bool) -> None:
    """Take the name off every text; empty the texts too when their author wants it. Votes stay."""
    person = subject.person
    if person is None:
        return
    for draft in Idea.objects.filter(person=person, state=Idea.State.DRAFT):
        drop_image(draft)
        draft.delete()  # nobody else ever saw it
    with translation.override(settings.LANGUAGE_CODE):
        name, note = _("former participant"), _("Text erased at its author’s request.")
    Idea.objects.filter(person=person).update(author_name=name)
    Comment.objects.filter(person=person).update(author_name=name)
    for address in FollowAddress.objects.filter(person=person):
        mail.forget(address.email)
        address.delete()
    Sitting.objects.filter(person=person).update(place="")  # a place may name somebody
    if with_contributions:
        _empty_ideas(person, note)
        _empty_comments(person, note)
        Report.objects.filter(person=person).update(reason=note)
        Appeal.objects.filter(_act_on(person)).update(text=note)
    outbox.add("purge", event=f"erasure-{person.pk}")


def _empty_ideas(person: Person, note: str) -> None:
    """What was not public yet leaves the moderators' queue; the others keep their place."""
    ideas = Idea.objects.filter(person=person)
    waiting = (Idea.State.SUBMITTED, Idea.State.RETURNED)
    ideas.filter(state__in=waiting).update(state=Idea.State.WITHDRAWN)
    for idea in ideas:
        empty_idea(idea, note)


def _empty_comments(person: Person, note: str) -> None:
    comments = Comment.objects.filter(person=person)
    waiting = comments.filter(state=Comment.State.SUBMITTED)
    waiting.update(state=Comment.State.REMOVED)
    IdeaToCount.objects.bulk_create(
        IdeaToCount(idea_id=pk) for pk in set(comments.values_list("idea_id", flat=True))
    )
    comments.update(body=note)
    CommentVersion.objects.filter(comment__person=person).delete()
    forget_log(Comment, comments.values_list("pk", flat=True), note)
