"""Voting: one voice a person, inside the window, and never a surprise."""

from datetime import timedelta

import pytest

from participation.actions.cast_vote import cast_vote, withdraw_vote
from participation.errors import (
    ActivityClosed,
    ActivityNotOpenYet,
    ChoiceNotOffered,
    EmailNotConfirmed,
    IdeaNotPublished,
    NoVotesLeft,
)
from participation.models import Idea, IdeaBox, IdeaToCount, Vote
from tests import make

pytestmark = pytest.mark.django_db
FOR, AGAINST = Vote.Choice.FOR, Vote.Choice.AGAINST


def test_voting_again_changes_nothing() -> None:
    ada, idea = make.citizen(), make.idea()

    first = cast_vote(person=ada, idea=idea, at=make.NOON)
    again = cast_vote(person=ada, idea=idea, at=make.NOON)

    assert first == again
    assert Vote.objects.count() == 1


def test_another_choice_replaces_the_first() -> None:
    box = make.idea_box(voting_rule=IdeaBox.VotingRule.FOR_AGAINST)
    ada, idea = make.citizen(), make.idea(box)

    cast_vote(person=ada, idea=idea, choice=FOR, at=make.NOON)
    cast_vote(person=ada, idea=idea, choice=AGAINST, at=make.NOON)

    assert Vote.objects.get().choice == AGAINST


def test_a_choice_that_the_box_does_not_offer_is_refused() -> None:
    with pytest.raises(ChoiceNotOffered):
        cast_vote(person=make.citizen(), idea=make.idea(), choice=AGAINST, at=make.NOON)


def test_votes_run_out() -> None:
    box = make.idea_box(votes_per_person=1)
    ada = make.citizen()
    cast_vote(person=ada, idea=make.idea(box), at=make.NOON)

    with pytest.raises(NoVotesLeft):
        cast_vote(person=ada, idea=make.idea(box), at=make.NOON)


def test_a_withdrawn_vote_may_be_given_elsewhere() -> None:
    box = make.idea_box(votes_per_person=1)
    ada, first, second = make.citizen(), make.idea(box), make.idea(box)
    cast_vote(person=ada, idea=first, at=make.NOON)

    withdraw_vote(person=ada, idea=first, at=make.NOON)
    cast_vote(person=ada, idea=second, at=make.NOON)

    assert Vote.objects.get().idea == second


@pytest.mark.parametrize(
    ("days", "refusal"), [(-8, ActivityNotOpenYet), (28, ActivityClosed), (300, ActivityClosed)]
)
def test_nobody_votes_outside_the_window(days: int, refusal: type[Exception]) -> None:
    idea = make.idea()

    with pytest.raises(refusal):
        cast_vote(person=make.citizen(), idea=idea, at=make.NOON + timedelta(days=days))


def test_the_last_instant_counts_and_the_closing_does_not() -> None:
    idea = make.idea()
    closing = make.NOON + timedelta(days=28)

    cast_vote(person=make.citizen(), idea=idea, at=closing - timedelta(microseconds=1))
    with pytest.raises(ActivityClosed):
        cast_vote(person=make.citizen(), idea=idea, at=closing)

    assert Vote.objects.count() == 1


def test_a_vote_cannot_be_withdrawn_after_the_closing() -> None:
    ada, idea = make.citizen(), make.idea()
    cast_vote(person=ada, idea=idea, at=make.NOON)

    with pytest.raises(ActivityClosed):
        withdraw_vote(person=ada, idea=idea, at=make.NOON + timedelta(days=28))

    assert Vote.objects.count() == 1


def test_nothing_is_accepted_before_the_consultation_is_public() -> None:
    box = make.idea_box(consultation=make.open_consultation(is_public=False))

    with pytest.raises(ActivityClosed):
        cast_vote(person=make.citizen(), idea=make.idea(box), at=make.NOON)


def test_a_box_of_its_own_window_never_outlives_its_consultation() -> None:
    box = make.idea_box(closes_at=make.NOON + timedelta(days=100))
    idea = make.idea(box)

    with pytest.raises(ActivityClosed):
        cast_vote(person=make.citizen(), idea=idea, at=make.NOON + timedelta(days=29))


@pytest.mark.parametrize("state", [s for s in Idea.State if s != Idea.State.PUBLISHED])
def test_only_a_published_idea_takes_votes(state: str) -> None:
    with pytest.raises(IdeaNotPublished):
        cast_vote(person=make.citizen(), idea=make.idea(state=state), at=make.NOON)


def test_an_unconfirmed_address_does_not_vote() -> None:
    with pytest.raises(EmailNotConfirmed):
        cast_vote(person=make.citizen(address_confirmed_at=None), idea=make.idea(), at=make.NOON)


def test_a_vote_writes_its_own_row_and_never_the_ideas(django_assert_num_queries: object) -> None:
    ada, idea = make.citizen(), make.idea()

    cast_vote(person=ada, idea=idea, at=make.NOON)

    idea.tally.refresh_from_db()
    assert idea.tally.votes_for == 0
    assert IdeaToCount.objects.get().idea_id == idea.pk
