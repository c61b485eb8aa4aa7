"""Before or after publication, as the call says: for ideas and comments, first texts and edits."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.models import Person
from participation.actions.edit_idea import edit_idea
from participation.actions.moderate import moderate
from participation.actions.post_comment import edit_comment, post_comment
from participation.actions.propose_idea import IdeaText, propose_idea
from participation.errors import TooLateToEditComment
from participation.models import Comment, Idea, IdeaBox, ModerationAct
from tests import make

pytestmark = pytest.mark.django_db
Mode = IdeaBox.Moderation
Act = ModerationAct.Act
TEXT = IdeaText(title="Un banc place Ferrer", body="À l’ombre.")
LATER = make.NOON + timedelta(minutes=5)


def proposed(box: IdeaBox, person: Person, **more: Any) -> str:
    return propose_idea(person=person, box=box, text=TEXT, at=make.NOON, **more).state


def said(box: IdeaBox, person: Person, **more: Any) -> str:
    return post_comment(person=person, idea=make.idea(box), body="Oui", at=make.NOON, **more).state


@pytest.mark.parametrize("act", [proposed, said])
@pytest.mark.parametrize(
    ("mode", "state"),
    [(Mode.BEFORE, "submitted"), (Mode.AFTER, "published"), (Mode.NEW_FIRST, "submitted")],
)
def test_the_first_text_of_somebody_new(act: Any, mode: str, state: str) -> None:
    assert act(make.idea_box(moderation=mode), make.citizen()) == state


@pytest.mark.parametrize("act", [proposed, said])
def test_whoever_had_a_text_published_by_a_moderator_is_no_longer_new(act: Any) -> None:
    ada, box = make.citizen(), make.idea_box(moderation=Mode.NEW_FIRST)
    first = propose_idea(person=ada, box=box, text=TEXT, at=make.NOON)
    moderate(subject=first, act=Act.PUBLISH, moderator=make.moderator())

    assert act(box, ada) == "published"


def test_a_text_that_nobody_read_opens_no_door() -> None:
    ada = make.citizen()
    make.idea(person=ada)  # published at once elsewhere, read by no moderator

    assert proposed(make.idea_box(moderation=Mode.NEW_FIRST), ada) == "submitted"


def test_a_hidden_text_opens_no_door() -> None:
    ada = make.citizen()
    moderate(
        subject=make.idea(person=ada),
        act=Act.HIDE,
        moderator=make.moderator(),
        article=make.charter_article(),
        reason="Publicité",
    )

    assert proposed(make.idea_box(moderation=Mode.NEW_FIRST), ada) == "submitted"


@pytest.mark.parametrize("act", [proposed, said])
def test_what_a_machine_seems_to_have_sent_is_held_not_lost(act: Any) -> None:
    assert act(make.idea_box(moderation=Mode.AFTER), make.citizen(), is_doubtful=True) == (
        "submitted"
    )


@pytest.mark.parametrize(("mode", "state"), [(Mode.BEFORE, "submitted"), (Mode.AFTER, "published")])
def test_an_edited_idea_waits_again_where_texts_are_read_first(mode: str, state: str) -> None:
    ada = make.citizen()
    idea = make.idea(make.idea_box(moderation=mode), ada, read_at=make.NOON)

    edited = edit_idea(person=ada, idea=idea, text=TEXT, at=LATER)

    assert (edited.state, edited.read_at) == (state, None)


def test_an_idea_saved_as_it_was_stays_online() -> None:
    ada = make.citizen()
    idea = make.idea(make.idea_box(moderation=Mode.BEFORE), ada, title=TEXT.title, body=TEXT.body)

    edited = edit_idea(person=ada, idea=idea, text=TEXT, at=LATER)

    assert edited.state == Idea.State.PUBLISHED


@pytest.mark.parametrize(("mode", "state"), [(Mode.BEFORE, "submitted"), (Mode.AFTER, "published")])
def test_an_edited_comment_waits_again_where_texts_are_read_first(mode: str, state: str) -> None:
    ada, idea = make.citizen(), make.idea(make.idea_box(moderation=mode))
    comment = post_comment(person=ada, idea=idea, body="Oui", at=make.NOON)
    Comment.objects.update(state=Comment.State.PUBLISHED, read_at=make.NOON)

    edited = edit_comment(person=ada, comment=comment, body="Non", at=LATER)

    assert (edited.state, edited.read_at) == (state, None)


def test_a_hidden_comment_is_not_edited_back_into_view() -> None:
    ada = make.citizen()
    comment = post_comment(person=ada, idea=make.idea(), body="Oui", at=make.NOON)
    Comment.objects.update(state=Comment.State.REFUSED)

    with pytest.raises(TooLateToEditComment):
        edit_comment(person=ada, comment=comment, body="Non", at=LATER)
