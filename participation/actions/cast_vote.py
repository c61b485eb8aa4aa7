"""Voting on ideas. Nothing else creates or deletes a Vote."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts import clock
from accounts.models import Person
from participation.actions.doors import (
    channel_of,
    check_confirmed,
    check_open,
    check_sitting,
    idea_for_rules,
    take_turn,
)
from participation.actions.first_vote import first_vote
from participation.errors import ChoiceNotOffered, IdeaNotPublished, NoVotesLeft
from participation.models import Idea, IdeaToCount, Sitting, Vote


def cast_vote(
    *,
    person: Person,
    idea: Idea | int,
    choice: str = Vote.Choice.FOR,
    sitting: Sitting | None = None,
    at: datetime | None = None,
) -> Vote:
    """Record a person's choice on an idea; the same again changes nothing, another replaces it.

    Who knows no more than the idea's number gives that: it is read here anyway, once it counts.
    Raises EmailNotConfirmed, IdeaNotPublished, ChoiceNotOffered, ActivityNotOpenYet,
    ActivityClosed, NoVotesLeft; NotAnAgent, SittingOver where an agent acts for the person.
    """
    number = idea.pk if isinstance(idea, Idea) else idea
    if sitting is not None:
        return _step_by_step(person, number, choice, at, sitting)
    check_confirmed(person)
    at_once = first_vote(person=person, idea_id=number, choice=choice, at=at)
    return at_once or _step_by_step(person, number, choice, at)


@transaction.atomic
def _step_by_step(
    person: Person,
    number: int,
    choice: str,
    at: datetime | None,
    sitting: Sitting | None = None,
) -> Vote:
    """Whatever is not a plain first vote: another choice, a quota, a refusal and its reason."""
    take_turn(person)
    at = at or clock.now()  # read once the turn is ours
    if sitting is not None:
        check_sitting(person, sitting, at)
    idea = _current(number)
    if choice not in idea.box.choices():
        raise ChoiceNotOffered
    check_open(idea.box, at)
    mine = Vote.objects.of(person).filter(box=idea.box_id)
    if vote := mine.filter(idea=idea.pk).first():
        return _change(vote, choice, at)
    limit = idea.box.votes_per_person
    if limit is not None and mine.count() >= limit:
        raise NoVotesLeft
    vote = Vote(person=person, idea=idea, box_id=idea.box_id, choice=choice, cast_at=at)
    vote.channel, vote.agent = channel_of(sitting), sitting.agent if sitting else None
    try:
        with transaction.atomic():
            vote.save(force_insert=True)
    except IntegrityError:  # a first vote, which waits for nobody's turn, came in between
        return _change(mine.get(idea=idea.pk), choice, at)
    IdeaToCount.mark(idea.pk)
    return vote


@transaction.atomic
def withdraw_vote(*, person: Person, idea: Idea | int, at: datetime | None = None) -> bool:
    """Take a vote back, until the closing; return whether there was one.

    Raises IdeaNotPublished, ActivityNotOpenYet, ActivityClosed.
    """
    take_turn(person)
    at = at or clock.now()
    idea = _current(idea)
    check_open(idea.box, at)
    deleted, _ = Vote.objects.of(person).filter(idea=idea.pk).delete()
    if deleted:
        IdeaToCount.mark(idea.pk)
    return bool(deleted)


def _current(idea: Idea | int) -> Idea:
    """What the rules ask of the idea as it stands now, with its window, in one query."""
    number = idea.pk if isinstance(idea, Idea) else idea
    found = idea_for_rules(number)
    if found is None or found.state != Idea.State.PUBLISHED:
        raise IdeaNotPublished
    return found


def _change(vote: Vote, choice: str, at: datetime) -> Vote:
    if vote.choice != choice:
        vote.choice, vote.cast_at = choice, at
        vote.save(update_fields=["choice", "cast_at"])
        IdeaToCount.mark(vote.idea_id)
    return vote
