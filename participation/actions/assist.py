"""Acting for somebody who asks for it: through the same acts and rules as on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import translation

from accounts import clock, codes
from accounts.models import Person, User
from participation.actions.cast_vote import cast_vote
from participation.actions.doors import ASSIST
from participation.actions.follow_code import holder_of
from participation.actions.post_comment import post_comment
from participation.actions.propose_idea import IdeaText, propose_idea
from participation.errors import (
    ConsentMissing,
    NotAnAgent,
    NothingToEnter,
    SittingOver,
    TooManySittings,
    UnknownCode,
)
from participation.models import Comment, Idea, IdeaBox, Sitting, Vote
from participation.models.sitting import CONSENT_VERSION, LASTS


@dataclass(frozen=True)
class Whom:
    """For whom: somebody new, or whoever holds this code. A name is theirs to give or not."""

    channel: str
    place: str = ""
    agrees: bool = False
    code: str = ""
    name: str = ""
    language: str = settings.LANGUAGE_CODE


@dataclass(frozen=True)
class Remark:
    idea: Idea
    body: str
    stance: str = ""


@dataclass(frozen=True)
class Wishes:
    """What they want to do, all at once: choices are by number of the idea."""

    idea: IdeaText | None = None
    choices: Mapping[int, str] = field(default_factory=dict)
    remark: Remark | None = None

    def __bool__(self) -> bool:
        return bool(self.idea or self.choices or self.remark)


@dataclass(frozen=True)
class Assisted:
    """What was entered. The code is known here and now, and never again; empty if they have one."""

    sitting: Sitting
    code: str = ""
    idea: Idea | None = None
    votes: tuple[Vote, ...] = ()
    comment: Comment | None = None


@transaction.atomic
def assist(
    *,
    agent: User,
    box: IdeaBox,
    whom: Whom | Sitting,
    wishes: Wishes,
    token: UUID,
    at: datetime | None = None,
) -> Assisted:
    """Enter what somebody says, whole or not at all; the same form sent twice is entered once.

    `whom` is a sitting where this agent goes on with the same person. Raises NotAnAgent,
    ConsentMissing, UnknownCode, NothingToEnter, TooManySittings, SittingOver, and what the acts
    themselves raise.
    """
    if not agent.has_perm(ASSIST):
        raise NotAnAgent
    User.objects.select_for_update(no_key=True).only("pk").get(pk=agent.pk)  # this agent's turn
    if earlier := Sitting.objects.filter(agent=agent, token=token).first():
        return Assisted(earlier)
    if not wishes:
        raise NothingToEnter
    if isinstance(whom, Sitting):
        sitting, code = _own(agent, whom), ""
    else:
        sitting, code = _open(agent, whom, token, at or clock.now())
    with translation.override(settings.LANGUAGE_CODE):  # a name that the public reads for ever
        return _do(sitting, code, box, wishes, token, at)


def _own(agent: User, sitting: Sitting) -> Sitting:
    """As it stands now: the person may have claimed what is theirs in the meantime."""
    rows = Sitting.objects.select_related("person", "agent")
    own = rows.filter(pk=sitting.pk, agent=agent).first()
    if own is None:
        raise SittingOver
    return own


def _open(agent: User, whom: Whom, token: UUID, at: datetime) -> tuple[Sitting, str]:
    if not whom.agrees:
        raise ConsentMissing
    _check_pace(agent, at)
    if whom.code:
        person, code = holder_of(whom.code), ""
        if person is None:
            raise UnknownCode
        rows = Person.objects.filter(pk=person.pk)
        rows.update(consent_recorded_at=at, consent_agent=agent)
        person.refresh_from_db()
    else:
        person, code = _new_person(agent, whom, at)
    sitting = Sitting.objects.create(
        person=person,
        agent=agent,
        channel=whom.channel,
        place=whom.place,
        consent_version=CONSENT_VERSION,
        token=token,
        opened_at=at,
        ends_at=at + LASTS,
    )
    return sitting, code


def _new_person(agent: User, whom: Whom, at: datetime) -> tuple[Person, str]:
    code = codes.new_code()
    person = Person.objects.create(
        origin=Person.Origin.ASSISTED,
        pseudonym=whom.name,
        language=whom.language,
        consent_recorded_at=at,
        consent_agent=agent,
        follow_up_hash=codes.hash_of(code),
        created_at=at,
    )
    return person, code


def _check_pace(agent: User, at: datetime) -> None:
    """How many people one agent may act for in a short time."""
    for most, seconds in settings.SITTINGS_PER_AGENT:
        since = at - timedelta(seconds=seconds)
        if Sitting.objects.filter(agent=agent, opened_at__gt=since).count() >= most:
            raise TooManySittings


def _do(
    sitting: Sitting, code: str, box: IdeaBox, wishes: Wishes, token: UUID, at: datetime | None
) -> Assisted:
    person = sitting.person
    idea = wishes.idea and propose_idea(
        person=person, box=box, text=wishes.idea, token=token, sitting=sitting, at=at
    )
    votes = tuple(
        cast_vote(person=person, idea=number, choice=choice, sitting=sitting, at=at)
        for number, choice in sorted(wishes.choices.items())
    )
    remark = wishes.remark
    comment = remark and post_comment(
        person=person,
        idea=remark.idea,
        body=remark.body,
        stance=remark.stance,
        token=token,
        sitting=sitting,
        at=at,
    )
    return Assisted(sitting, code, idea or None, votes, comment or None)
