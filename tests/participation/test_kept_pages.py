"""What changes before the public marks its idea: within seconds the kept pages are made again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from accounts.models import OutboxMessage
from participation.actions.count_ideas import count_changed_ideas
from participation.actions.edit_idea import edit_idea, withdraw_idea
from participation.actions.moderate import moderate
from participation.actions.post_comment import edit_comment, post_comment, remove_comment
from participation.actions.propose_idea import IdeaText, propose_idea, submit_draft
from participation.actions.redact import redact
from participation.models import Comment, Idea, IdeaToCount, ModerationAct
from tests import make

pytestmark = pytest.mark.django_db
TEXT = IdeaText(title="Un banc place Ferrer")


def said(idea: Idea) -> Comment:
    comment = post_comment(person=idea.person, idea=idea, body="Oui", at=make.NOON)
    IdeaToCount.objects.all().delete()
    return comment


CHANGES: dict[str, Callable[[Idea], object]] = {
    "proposed": lambda idea: propose_idea(
        person=idea.person, box=idea.box, text=TEXT, at=make.NOON
    ),
    "a draft sent": lambda idea: submit_draft(
        person=idea.person,
        idea=make.idea(idea.box, idea.person, state=Idea.State.DRAFT),
        at=make.NOON,
    ),
    "edited": lambda idea: edit_idea(person=idea.person, idea=idea, text=TEXT, at=make.NOON),
    "withdrawn": lambda idea: withdraw_idea(person=idea.person, idea=idea),
    "hidden": lambda idea: moderate(
        subject=idea,
        act=ModerationAct.Act.HIDE,
        moderator=make.moderator(),
        article=make.charter_article(),
        reason="Publicité",
    ),
    "redacted": lambda idea: redact(
        subject=idea,
        passages=["Zorglub"],
        moderator=make.moderator(),
        article=make.charter_article(),
        reason="Un nom",
    ),
    "a comment edited": lambda idea: edit_comment(
        person=idea.person, comment=said(idea), body="Non", at=make.NOON + timedelta(minutes=1)
    ),
    "a comment removed": lambda idea: remove_comment(person=idea.person, comment=said(idea)),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_changes_before_the_public_purges(change: Callable[[Idea], object]) -> None:
    idea = make.idea(body="Demandez à Zorglub")

    change(idea)
    count_changed_ideas()

    assert OutboxMessage.objects.filter(kind="purge", event__startswith="tally").exists()


def test_what_the_public_does_not_see_purges_nothing() -> None:
    box = make.idea_box(moderation="before")

    idea = propose_idea(person=make.citizen(), box=box, text=TEXT, at=make.NOON)
    edit_idea(person=idea.person, idea=idea, text=IdeaText(title="Autre titre"), at=make.NOON)

    assert not IdeaToCount.objects.exists()
