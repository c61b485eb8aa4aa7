"""Putting into one's account what was entered at the counter: it takes the receipt's code."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts import clock, codes
from accounts.models import Person
from participation.actions.doors import take_turn
from participation.errors import UnknownCode
from participation.models import Comment, FollowAddress, Idea, IdeaToCount, Sitting, Vote


@transaction.atomic
def claim_contributions(*, person: Person, code: str, at: datetime | None = None) -> int:
    """Make ideas, comments and votes this person's; return how many votes had to go.

    One person, one voice: where both had voted on an idea, or would have too many votes in a box,
    what was voted online stays. Names stay as they were signed. A block comes along. The code opens
    nothing any more. Raises UnknownCode.
    """
    take_turn(person)
    holder = _take_holder(code)
    Idea.objects.filter(person=holder).update(person=person)
    Comment.objects.filter(person=holder).update(person=person)
    at = at or clock.now()
    Sitting.objects.filter(person=holder, ends_at__gt=at).update(ends_at=at)
    Sitting.objects.filter(person=holder).update(person=person)
    FollowAddress.objects.filter(person=holder).delete()  # the account has an address
    dropped = _take_votes(holder, person)
    if holder.blocked_until and (
        person.blocked_until is None or person.blocked_until < holder.blocked_until
    ):
        Person.objects.filter(pk=person.pk).update(blocked_until=holder.blocked_until)
    nobody = {"follow_up_hash": "", "pseudonym": "", "erased_at": at}
    Person.objects.filter(pk=holder.pk).update(**nobody)
    return dropped


def _take_holder(code: str) -> Person:
    """Whoever was given this code, locked: of two accounts the second finds nobody."""
    kept = codes.hash_of(codes.read_code(code))
    holders = Person.objects.present().select_for_update()
    holder = holders.filter(follow_up_hash=kept).first() if kept else None
    if holder is None:
        raise UnknownCode
    return holder


def _take_votes(holder: Person, person: Person) -> int:
    """Move each vote for which there is room, the oldest first; the others go."""
    dropped = 0
    for vote in Vote.objects.of(holder).select_related("box").order_by("cast_at", "pk"):
        if _has_room(vote, person) and _move(vote, person):
            continue
        vote.delete()
        IdeaToCount.mark(vote.idea_id)
        dropped += 1
    return dropped


def _has_room(vote: Vote, person: Person) -> bool:
    mine = Vote.objects.of(person).filter(box=vote.box_id)
    if mine.filter(idea=vote.idea_id).exists():
        return False
    limit = vote.box.votes_per_person
    return limit is None or mine.count() < limit


def _move(vote: Vote, person: Person) -> bool:
    """False when the same person has voted on it online this very moment: the database's word."""
    try:
        with transaction.atomic():
            Vote.objects.filter(pk=vote.pk).update(person=person)
    except IntegrityError:
        return False
    return True
