"""The tally: counters equal the rows, seconds later, and a difference is noticed."""

import pytest
from pytest_django import DjangoAssertNumQueries

from participation.actions.cast_vote import cast_vote, withdraw_vote
from participation.actions.count_ideas import count_changed_ideas, drifted_ideas
from participation.models import Channel, IdeaBox, IdeaToCount, Vote
from tests import make

pytestmark = pytest.mark.django_db


def test_counters_follow_the_rows() -> None:
    box = make.idea_box(voting_rule=IdeaBox.VotingRule.FOR_MIXED_AGAINST)
    idea, ada = make.idea(box), make.citizen()
    for choice in ("for", "for", "mixed", "against"):
        cast_vote(person=make.citizen(), idea=idea, choice=choice, at=make.NOON)
    cast_vote(person=ada, idea=idea, at=make.NOON)
    withdraw_vote(person=ada, idea=idea, at=make.NOON)

    count_changed_ideas(at=make.NOON)

    idea.tally.refresh_from_db()
    assert (idea.tally.votes_for, idea.tally.votes_mixed, idea.tally.votes_against) == (2, 1, 1)
    assert not IdeaToCount.objects.exists()


def test_paper_counts_like_screen_and_is_visible_as_such() -> None:
    idea = make.idea()
    Vote.objects.create(
        person=make.citizen(),
        idea=idea,
        box=idea.box,
        choice="for",
        cast_at=make.NOON,
        channel=Channel.PAPER,
    )
    IdeaToCount.objects.create(idea_id=idea.pk)

    count_changed_ideas(at=make.NOON)

    idea.tally.refresh_from_db()
    assert (idea.tally.votes_for, idea.tally.on_paper) == (1, 1)


def test_a_difference_between_counters_and_rows_is_noticed() -> None:
    right, wrong = make.idea(), make.idea()
    Vote.objects.create(
        person=make.citizen(), idea=wrong, box=wrong.box, choice="for", cast_at=make.NOON
    )

    assert drifted_ideas() == [wrong.pk]
    assert right.pk not in drifted_ideas()


def test_counting_costs_the_same_for_three_ideas_and_for_thirty(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    box = make.idea_box()
    for _ in range(30):
        IdeaToCount.objects.create(idea_id=make.idea(box).pk)

    with django_assert_max_num_queries(12):
        count_changed_ideas(at=make.NOON)
