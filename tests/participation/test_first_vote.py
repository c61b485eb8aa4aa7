"""The vote in one statement allows exactly what the rules allow: each case is asked of both."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from participation.actions.cast_vote import cast_vote
from participation.actions.first_vote import first_vote
from participation.models import Consultation, Idea, IdeaBox, IdeaToCount, Vote
from tests import make

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MOMENTS = (None, make.NOON - DAY, make.NOON, make.NOON + DAY)
OF_THE_WHOLE: list[dict[str, Any]] = [
    {},
    {"is_public": False},
    {"paused_at": make.NOON - DAY},
    {"opens_at": None, "closes_at": None},
    {"opens_at": make.NOON},
    {"opens_at": make.NOON + DAY},
    {"closes_at": make.NOON},
    {"closes_at": make.NOON + timedelta(microseconds=1)},
]
OF_THE_BOX: list[dict[str, Any]] = [
    {"is_archived": True},
    {"live": False},
    {"is_shown": False},
    {"votes_per_person": 3},
    *({"voting_rule": rule} for rule in IdeaBox.VotingRule.values),
]


def in_order(opens: datetime | None, closes: datetime | None) -> bool:
    return opens is None or closes is None or opens < closes


def agrees(idea: Idea, choice: str = "for") -> tuple[bool, bool]:
    """Whether the statement voted, and whether the rules would have let it."""
    idea = Idea.objects.select_related("box__consultation").get(pk=idea.pk)
    vote = first_vote(person=make.citizen(), idea_id=idea.pk, choice=choice, at=make.NOON)
    may = (
        idea.state == Idea.State.PUBLISHED
        and idea.box.is_open(make.NOON)
        and choice in idea.box.choices()
        and idea.box.votes_per_person is None
    )
    return vote is not None, may


@pytest.mark.parametrize("whole", OF_THE_WHOLE, ids=str)
def test_every_window_inside_a_consultation(whole: dict[str, Any]) -> None:
    idea = make.idea()
    Consultation.objects.update(**whole)

    for opens, closes in product(MOMENTS, MOMENTS):
        if in_order(opens, closes):
            IdeaBox.objects.update(opens_at=opens, closes_at=closes)
            voted, may = agrees(idea)
            assert voted is may, (opens, closes)


def test_every_window_of_a_permanent_box() -> None:
    box = make.idea_box(consultation=None, use=IdeaBox.Use.PERMANENT, is_shown=True)
    idea = make.idea(box)

    for opens, closes in product(MOMENTS, MOMENTS):
        if in_order(opens, closes):
            IdeaBox.objects.update(opens_at=opens, closes_at=closes)
            voted, may = agrees(idea)
            assert voted is may, (opens, closes)


@pytest.mark.parametrize("box", OF_THE_BOX, ids=str)
@pytest.mark.parametrize("choice", ["for", "mixed", "against", "none", "", "zorglub"])
def test_every_rule_and_choice(box: dict[str, Any], choice: str) -> None:
    inside, alone = make.idea(), make.idea(make.idea_box(consultation=None, is_shown=True))
    IdeaBox.objects.update(**box)

    for idea in (inside, alone):
        voted, may = agrees(idea, choice)
        assert voted is may


@pytest.mark.parametrize("state", Idea.State.values)
def test_every_state_of_an_idea(state: str) -> None:
    voted, may = agrees(make.idea(state=state))

    assert voted is may


def test_it_is_the_same_row_that_the_long_way_writes() -> None:
    idea, ada = make.idea(), make.citizen()

    vote = first_vote(person=ada, idea_id=idea.pk, choice="for", at=make.NOON)

    kept = Vote.objects.get()
    assert vote == kept
    assert (kept.person, kept.idea, kept.box, kept.choice) == (ada, idea, idea.box, "for")
    assert (kept.channel, kept.cast_at, kept.agent) == ("web", make.NOON, None)
    assert [mark.idea_id for mark in IdeaToCount.objects.all()] == [idea.pk]


def test_a_second_vote_is_left_to_the_long_way() -> None:
    idea, ada = make.idea(), make.citizen()
    first_vote(person=ada, idea_id=idea.pk, choice="for", at=make.NOON)

    assert first_vote(person=ada, idea_id=idea.pk, choice="for", at=make.NOON) is None
    assert Vote.objects.count() == IdeaToCount.objects.count() == 1


def test_a_first_vote_costs_one_act_of_the_database() -> None:
    idea, ada = make.idea(), make.citizen()

    with CaptureQueriesContext(connection) as asked:
        cast_vote(person=ada, idea=idea.pk, at=make.NOON)

    statements = [q["sql"] for q in asked if "SAVEPOINT" not in q["sql"] and q["sql"] != "BEGIN"]
    assert len(statements) == (1 if connection.vendor == "postgresql" else 2)
