"""One definition, one function, one value for each figure, as of an instant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from accounts.models import Person
from participation.actions.cast_vote import cast_vote, withdraw_vote
from participation.models import Comment, Idea, IdeaBox
from participation.results import figures
from tests import make

pytestmark = pytest.mark.django_db
LATER = make.NOON + timedelta(hours=1)


def test_only_propositions_that_were_published_are_ideas() -> None:
    box = make.idea_box()
    make.idea(box)
    make.idea(box, state=Idea.State.WITHDRAWN)
    for state in (Idea.State.SUBMITTED, Idea.State.DRAFT):
        make.idea(box, state=state, published_at=None)
    make.idea(box, state=Idea.State.HIDDEN)
    make.idea(make.idea_box(use=IdeaBox.Use.VOTE))

    assert figures.ideas(make.NOON) == 2


def test_a_figure_is_what_it_was_at_its_instant() -> None:
    box = make.idea_box()
    make.idea(box, published_at=make.NOON)
    make.idea(box, published_at=LATER)

    assert figures.ideas(make.NOON - timedelta(seconds=1)) == 0
    assert figures.ideas(make.NOON) == 1
    assert figures.ideas(LATER) == 2


def test_a_vote_that_was_withdrawn_is_not_counted() -> None:
    ada, idea = make.citizen(), make.idea()
    cast_vote(person=ada, idea=idea, at=make.NOON)
    assert figures.votes(LATER) == 1

    withdraw_vote(person=ada, idea=idea, at=make.NOON)

    assert figures.votes(LATER) == 0


def test_comments_that_wait_or_are_hidden_are_not_counted() -> None:
    idea, ada = make.idea(), make.citizen()
    for state in Comment.State:
        Comment.objects.create(idea=idea, person=ada, body="a", state=state, created_at=make.NOON)

    assert figures.comments(LATER) == 1


def test_whoever_has_left_or_never_agreed_is_not_registered() -> None:
    make.citizen()
    make.citizen(erased_at=make.NOON)
    make.citizen(rules_accepted="")
    Person.objects.create(origin=Person.Origin.IMPORTED, created_at=make.NOON)

    assert figures.registered(make.NOON - timedelta(hours=1)) == 2
    assert figures.registered(LATER) == 1


def test_the_total_is_the_sum_of_its_parts() -> None:
    make.idea()

    parts = [f.value for f in figures.figures(LATER) if f.metric.part_of_total]

    assert figures.contributions(LATER) == sum(parts) == 1


def test_every_figure_has_a_code_of_its_own() -> None:
    codes = [metric.code for metric in figures.DICTIONARY]

    assert len(codes) == len(set(codes))


def test_counting_knows_the_end_of_the_day_in_brussels() -> None:
    make.idea(published_at=datetime(2021, 10, 22, 21, 59, tzinfo=UTC))

    assert figures.ideas(datetime(2021, 10, 22, 22, 0, tzinfo=UTC)) == 1
