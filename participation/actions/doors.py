"""What every act of a citizen checks first: who, and whether the activity is open."""

from __future__ import annotations

from datetime import datetime

from accounts.models import Person
from accounts.prepared import Prepared
from participation.errors import (
    AccountBlocked,
    ActivityClosed,
    ActivityNotOpenYet,
    EmailNotConfirmed,
    NotAnAgent,
    NotYours,
    ParticipationSuspended,
    SittingOver,
)
from participation.models import Activity, Channel, Idea, IdeaBox, Sitting

ASSIST = "participation.assist_a_person"

_TURN = Prepared(
    lambda pk: Person.objects.select_for_update(no_key=True).only("blocked_until").filter(pk=pk)
)
_BOX = Prepared(lambda pk: IdeaBox.objects.select_related("consultation").filter(pk=pk))
_IDEA = Prepared(lambda pk: Idea.objects.for_rules().filter(pk=pk))


def take_turn(person: Person) -> None:
    """Queue this person's own requests, so that two tabs cannot overspend: their row is locked
    until the transaction ends. Whether they are blocked is then as it stands now."""
    row = _TURN.get(person.pk)
    if row is None:
        raise Person.DoesNotExist
    person.blocked_until = row.blocked_until


def idea_for_rules(number: int) -> Idea | None:
    """What the rules ask of an idea as it stands now: its state, its box and window, its author."""
    return _IDEA.get(number)


def box_for_rules(number: int) -> IdeaBox | None:
    """A box as it stands now, with its consultation."""
    return _BOX.get(number)


def check_open(activity: Activity, at: datetime) -> None:
    """Raise ActivityNotOpenYet, ParticipationSuspended or ActivityClosed: no role opens it."""
    if activity.is_open(at):
        return
    opens = activity.window()[0]
    if activity.is_public() and not activity.is_archived and opens is not None and at < opens:
        raise ActivityNotOpenYet
    if activity.consultation and activity.is_suspended(at):
        raise ParticipationSuspended(activity.consultation.pause_reason)
    raise ActivityClosed


def check_not_blocked(person: Person, at: datetime) -> None:
    """Raise AccountBlocked while an act of moderation keeps this person from writing."""
    if person.blocked_until and at < person.blocked_until:
        raise AccountBlocked(person.blocked_until)


def check_confirmed(person: Person) -> None:
    """A vote cast online needs an account whose e-mail address is confirmed."""
    if person.user is None or not person.user.has_confirmed_address:
        raise EmailNotConfirmed


def check_sitting(person: Person, sitting: Sitting, at: datetime) -> None:
    """An agent acts for this person, who agreed to it. Raises NotAnAgent, SittingOver."""
    if not sitting.agent.has_perm(ASSIST):
        raise NotAnAgent
    is_theirs = sitting.person_id == person.pk and person.consent_recorded_at is not None
    if not is_theirs or not sitting.opened_at <= at < sitting.ends_at:
        raise SittingOver


def channel_of(sitting: Sitting | None) -> str:
    """The door of an act: the web, unless an agent does it for somebody."""
    return sitting.channel if sitting else Channel.WEB.value


def own_idea(person: Person, idea: Idea) -> Idea:
    """The idea, locked, if it is this person's. Raises NotYours."""
    found = Idea.objects.select_for_update(of=("self",)).select_related("box__consultation")
    mine = found.filter(pk=idea.pk, person=person.pk).first()
    if mine is None:
        raise NotYours
    return mine
