"""Ideas: from a draft to the public, by their author."""

from datetime import timedelta
from uuid import uuid4

import pytest

from participation.actions.cast_vote import cast_vote
from participation.actions.edit_idea import edit_idea, withdraw_idea
from participation.actions.propose_idea import (
    IdeaText,
    keep_draft,
    propose_idea,
    submit_draft,
)
from participation.errors import (
    ActivityClosed,
    NotYours,
    OnlyTheCityProposes,
    TitleOutOfLimits,
    TooLateToEdit,
)
from participation.models import Idea, IdeaBox, IdeaTally, IdeaVersion
from tests import make

pytestmark = pytest.mark.django_db
TEXT = IdeaText(title="Des bancs à l’ombre", body="Près de l’école.")


def test_an_idea_is_read_first_where_the_box_says_so() -> None:
    box = make.idea_box(moderation=IdeaBox.Moderation.BEFORE)

    idea = propose_idea(person=make.citizen(), box=box, text=TEXT, at=make.NOON)

    assert idea.state == Idea.State.SUBMITTED
    assert not Idea.objects.published().exists()


def test_an_idea_appears_at_once_where_it_is_read_afterwards() -> None:
    idea = propose_idea(person=make.citizen(), box=make.idea_box(), text=TEXT, at=make.NOON)

    assert idea.state == Idea.State.PUBLISHED
    assert idea.published_at == make.NOON
    assert IdeaTally.objects.get(idea=idea).votes_for == 0


def test_the_same_form_sent_twice_makes_one_idea() -> None:
    ada, box, token = make.citizen(), make.idea_box(), uuid4()

    first = propose_idea(person=ada, box=box, text=TEXT, token=token, at=make.NOON)
    again = propose_idea(person=ada, box=box, text=TEXT, token=token, at=make.NOON)

    assert first == again
    assert Idea.objects.count() == 1


@pytest.mark.parametrize("title", ["", "ab", "  ab  ", "a" * 121])
def test_a_title_has_3_to_120_characters(title: str) -> None:
    with pytest.raises(TitleOutOfLimits):
        propose_idea(
            person=make.citizen(), box=make.idea_box(), text=IdeaText(title=title), at=make.NOON
        )


def test_in_a_vote_only_the_city_proposes() -> None:
    with pytest.raises(OnlyTheCityProposes):
        propose_idea(
            person=make.citizen(), box=make.idea_box(use=IdeaBox.Use.VOTE), text=TEXT, at=make.NOON
        )


def test_what_comes_after_the_closing_is_refused_and_may_be_kept_as_a_draft() -> None:
    ada, box, late = make.citizen(), make.idea_box(), make.NOON + timedelta(days=40)

    with pytest.raises(ActivityClosed):
        propose_idea(person=ada, box=box, text=TEXT, at=late)
    draft = keep_draft(person=ada, box=box, text=TEXT, at=late)

    assert draft.state == Idea.State.DRAFT
    assert draft.body == TEXT.body


def test_a_returned_idea_may_be_sent_again_and_is_read_again_whatever_the_mode() -> None:
    ada = make.citizen()
    idea = make.idea(person=ada, state=Idea.State.RETURNED)

    again = submit_draft(person=ada, idea=idea, at=make.NOON)

    assert again.state == Idea.State.SUBMITTED


def test_before_anybody_reacts_an_edit_leaves_no_version() -> None:
    ada = make.citizen()
    idea = make.idea(person=ada)

    edit_idea(person=ada, idea=idea, text=TEXT, at=make.NOON)

    assert not IdeaVersion.objects.exists()


def test_after_the_first_support_what_it_said_before_stays() -> None:
    ada = make.citizen()
    idea = make.idea(person=ada, title="Un banc")
    cast_vote(person=make.citizen(), idea=idea, at=make.NOON)

    edited = edit_idea(person=ada, idea=idea, text=TEXT, at=make.NOON)

    assert edited.version == 2
    assert IdeaVersion.objects.get().title == "Un banc"


@pytest.mark.parametrize("state", [Idea.State.IN_ANALYSIS, Idea.State.HIDDEN, Idea.State.ANSWERED])
def test_what_is_examined_cannot_be_changed(state: str) -> None:
    ada = make.citizen()

    with pytest.raises(TooLateToEdit):
        edit_idea(person=ada, idea=make.idea(person=ada, state=state), text=TEXT, at=make.NOON)


def test_nobody_changes_what_is_not_theirs() -> None:
    idea = make.idea()

    for act in (withdraw_idea, submit_draft):
        with pytest.raises(NotYours):
            act(person=make.citizen(), idea=idea)
    with pytest.raises(NotYours):
        edit_idea(person=make.citizen(), idea=idea, text=TEXT, at=make.NOON)


def test_a_withdrawn_idea_keeps_its_place_and_its_votes() -> None:
    ada = make.citizen()
    idea = make.idea(person=ada)
    cast_vote(person=make.citizen(), idea=idea, at=make.NOON)

    withdrawn = withdraw_idea(person=ada, idea=idea, at=make.NOON)

    assert withdrawn.is_tombstone
    assert withdrawn.votes.count() == 1
