"""Many votes at the same moment: one voice per person and idea, whatever they click.

Each test has its control: the same storm with the protection taken away must do harm.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from accounts import clock
from accounts.models import Person
from participation.actions import cast_vote as voting
from participation.actions import doors
from participation.actions.cast_vote import cast_vote, withdraw_vote
from participation.actions.count_ideas import count_changed_ideas, drifted_ideas
from participation.errors import ActivityClosed, NoVotesLeft, Refusal
from participation.models import Consultation, Idea, IdeaTally, Vote
from tests import make
from tests.faults.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
UNIQUE = "one_vote_per_person_and_idea"
on_postgres = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has one writer at a time"
)


def open_now(**fields: Any) -> Idea:
    now = timezone.now()
    consultation = make.open_consultation(
        opens_at=now - timedelta(days=7), closes_at=now + timedelta(days=28)
    )
    return make.idea(make.idea_box(consultation=consultation, **fields))


@pytest.fixture
def _nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the lock: nobody queues for their turn, and everybody reads before writing."""

    def rush(person: Person) -> None:
        return None

    monkeypatch.setattr(voting, "take_turn", rush)
    real_now = clock.now

    def slow_now() -> datetime:
        at = real_now()
        time.sleep(0.05)  # between the check and the insert
        return at

    monkeypatch.setattr(clock, "now", slow_now)


@pytest.fixture
def _without_the_constraint() -> Iterator[None]:
    """The control of the database's own word."""
    constraint = next(c for c in Vote._meta.constraints if c.name == UNIQUE)
    with connection.schema_editor() as editor:
        editor.remove_constraint(Vote, constraint)
    yield
    Vote.objects.all().delete()
    with connection.schema_editor() as editor:
        editor.add_constraint(Vote, constraint)


# --- One person, ten clicks -----------------------------------------------------------------------


def test_forty_people_who_click_ten_times_cast_forty_votes() -> None:
    idea = open_now()
    people = [make.citizen() for _ in range(40)]

    answers: list[Any] = []
    for four in (people[n : n + 4] for n in range(0, 40, 4)):
        clicks = [
            partial(cast_vote, person=person, idea=idea) for person in four for _ in range(10)
        ]
        answers += at_once(*clicks)

    assert [a for a in answers if not isinstance(a, Vote)] == []
    assert Vote.objects.count() == 40


@on_postgres
@pytest.mark.usefixtures("_nobody_waits", "_without_the_constraint")
def test_without_lock_and_constraint_they_would_cast_more() -> None:
    idea, ada = open_now(), make.citizen()

    at_once(*[partial(cast_vote, person=ada, idea=idea)] * 10)

    assert Vote.objects.count() > 1


@on_postgres
@pytest.mark.usefixtures("_nobody_waits")
def test_the_constraint_alone_keeps_one_vote_per_person() -> None:
    idea, ada = open_now(), make.citizen()

    at_once(*[partial(cast_vote, person=ada, idea=idea)] * 10)

    assert Vote.objects.count() == 1


# --- Storms ---------------------------------------------------------------------------------------


def test_after_a_storm_of_votes_and_withdrawals_the_last_word_holds() -> None:
    idea, ada, chance = open_now(), make.citizen(), Random(7)
    vote: Callable[[], Any] = partial(cast_vote, person=ada, idea=idea)
    withdraw: Callable[[], Any] = partial(withdraw_vote, person=ada, idea=idea)

    answers = at_once(*[chance.choice([vote, withdraw]) for _ in range(30)])
    assert [a for a in answers if isinstance(a, Exception)] == []
    assert Vote.objects.count() <= 1

    cast_vote(person=ada, idea=idea)
    assert Vote.objects.count() == 1
    withdraw_vote(person=ada, idea=idea)
    assert Vote.objects.count() == 0


def test_a_first_vote_that_comes_in_between_is_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """It waits for nobody's turn: another tab may cast it after ours has looked."""
    idea, ada = open_now(voting_rule="for_against"), make.citizen()
    real = Vote.__init__

    def meanwhile(vote: Vote, **fields: Any) -> None:
        monkeypatch.setattr(Vote, "__init__", real)
        first = {"choice": "for", "cast_at": timezone.now()}
        Vote.objects.create(person=ada, idea=idea, box=idea.box, **first)
        real(vote, **fields)

    monkeypatch.setattr(Vote, "__init__", meanwhile)
    monkeypatch.setattr(voting, "first_vote", lambda **asked: None)

    vote = cast_vote(person=ada, idea=idea, choice="against")

    assert [(v.pk, v.choice) for v in Vote.objects.all()] == [(vote.pk, "against")]


def test_counters_equal_their_rows_after_votes_and_counts_at_once() -> None:
    idea = open_now()
    people = [make.citizen() for _ in range(12)]

    def count() -> int:
        return count_changed_ideas()

    at_once(*[partial(cast_vote, person=person, idea=idea) for person in people], count, count)
    count_changed_ideas()

    assert IdeaTally.objects.get(idea=idea).votes_for == 12
    assert drifted_ideas() == []


# --- Quotas ---------------------------------------------------------------------------------------


def ideas_of_one_box(limit: int, many: int) -> list[Idea]:
    first = open_now(votes_per_person=limit)
    return [first, *(make.idea(first.box) for _ in range(many - 1))]


def test_ten_tabs_do_not_overspend() -> None:
    ada, ideas = make.citizen(), ideas_of_one_box(limit=3, many=10)

    answers = at_once(*[partial(cast_vote, person=ada, idea=idea) for idea in ideas])

    assert Vote.objects.count() == 3
    assert sum(isinstance(answer, NoVotesLeft) for answer in answers) == 7


@on_postgres
@pytest.mark.usefixtures("_nobody_waits")
def test_without_their_turn_ten_tabs_would_overspend() -> None:
    ada, ideas = make.citizen(), ideas_of_one_box(limit=3, many=10)

    at_once(*[partial(cast_vote, person=ada, idea=idea) for idea in ideas])

    assert Vote.objects.count() > 3


# --- The closing second ---------------------------------------------------------------------------


def votes_around_the_closing(idea: Idea) -> list[Any]:
    """Six people vote and withdraw until they are refused; their answers, refusals included."""
    answers: list[Any] = []
    late = time.monotonic() + 30  # nobody refused by then: the test must fail, not hang

    def click(person: Person) -> None:
        try:
            while time.monotonic() < late:
                answers.append(cast_vote(person=person, idea=idea))
                withdraw_vote(person=person, idea=idea)
        except Refusal as refusal:
            answers.append(refusal)

    at_once(*[partial(click, make.citizen()) for _ in range(6)])
    return answers


def test_no_vote_is_taken_after_the_closing_and_none_is_lost_before() -> None:
    idea = open_now()
    closing = clock.now() + timedelta(seconds=1)
    Consultation.objects.update(closes_at=closing)

    answers = votes_around_the_closing(idea)

    cast = [answer.cast_at for answer in answers if isinstance(answer, Vote)]
    assert cast
    assert max(cast) < closing
    assert sum(isinstance(answer, ActivityClosed) for answer in answers) == 6
    assert not Vote.objects.filter(cast_at__gte=closing).exists()


def test_a_window_read_before_its_turn_would_take_late_votes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The control: the moment is read first, and then the person waits for their turn."""
    idea, ada = open_now(votes_per_person=3), make.citizen()  # who has a quota waits
    Consultation.objects.update(closes_at=clock.now() + timedelta(seconds=0.3))
    early = clock.now()
    real = doors.take_turn

    def slow_turn(person: Person) -> None:
        time.sleep(0.6)
        real(person)

    monkeypatch.setattr(voting, "take_turn", slow_turn)
    late = cast_vote(person=ada, idea=idea, at=early)

    assert clock.now() > Consultation.objects.get().closes_at  # type: ignore[operator]  # it has one
    assert late.cast_at == early  # accepted, although it is closed by now
