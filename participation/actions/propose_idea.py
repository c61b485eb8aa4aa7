"""From a draft to a published idea: what its author does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.core.files import File
from django.db import transaction

from accounts import clock, words
from accounts.models import District, Person, Theme
from participation import notices
from participation.actions.doors import (
    box_for_rules,
    channel_of,
    check_not_blocked,
    check_open,
    check_sitting,
    own_idea,
    take_turn,
)
from participation.actions.entering import is_read_first
from participation.actions.limits import check_pace, sent_before
from participation.errors import (
    OnlyTheCityProposes,
    TitleOutOfLimits,
    TooLateToEdit,
)
from participation.models import Idea, IdeaBox, IdeaTally, IdeaToCount, Sitting

SHORTEST_TITLE, LONGEST_TITLE = 3, 120


@dataclass(frozen=True)
class IdeaText:
    """What an author writes. Text arrives cleaned by the form (participation.forms)."""

    title: str
    body: str = ""
    place: str = ""
    district: District | None = None
    image: File[bytes] | None = None
    image_alt: str = ""
    language: str = "fr"
    themes: Iterable[Theme] = field(default_factory=tuple)


@transaction.atomic
def propose_idea(
    *,
    person: Person,
    box: IdeaBox,
    text: IdeaText,
    token: UUID | None = None,
    is_doubtful: bool = False,
    sitting: Sitting | None = None,
    at: datetime | None = None,
) -> Idea:
    """Send an idea: published at once or read first, as its box says. The same form makes one idea.

    One that is doubtful (a machine seems to have filled in the form) is read first in any case.
    A box that has closed meanwhile keeps the text as a draft: see `keep_draft`.
    Raises TitleOutOfLimits, OnlyTheCityProposes, ActivityNotOpenYet, ActivityClosed,
    AccountBlocked, TooManyRecently; NotAnAgent, SittingOver where an agent acts for the person.
    """
    check_title(text)
    take_turn(person)
    idea = sent_before(Idea, person, token) or Idea(person=person, token=token)
    if idea.pk and idea.state != Idea.State.DRAFT:
        return idea
    at = at or clock.now()
    if sitting is not None:
        check_sitting(person, sitting, at)
    check_not_blocked(person, at)
    idea.box, idea.channel = _open_box(box, at), channel_of(sitting)
    if idea.pk is None:
        check_pace(Idea, person, at)
    write(idea, text)
    _enter(idea, at, is_doubtful=is_doubtful)
    _keep(idea, text, at)
    _tell(idea)
    return idea


@transaction.atomic
def keep_draft(
    *,
    person: Person,
    box: IdeaBox,
    text: IdeaText,
    token: UUID | None = None,
    at: datetime | None = None,
) -> Idea:
    """Keep what a person typed, whatever the window: only they see it. Raises TooManyRecently."""
    take_turn(person)
    if mine := sent_before(Idea, person, token):
        return mine
    at = at or clock.now()
    check_pace(Idea, person, at)
    idea = Idea(person=person, box=box, token=token)
    write(idea, text)
    _keep(idea, text, at)
    return idea


@transaction.atomic
def submit_draft(*, person: Person, idea: Idea, at: datetime | None = None) -> Idea:
    """Send a draft, or again what was returned for correction.

    What was returned came in time: it may be sent again after the closing.
    Raises NotYours, TooLateToEdit, TitleOutOfLimits, ActivityNotOpenYet, ActivityClosed,
    AccountBlocked.
    """
    idea = own_idea(person, idea)
    if idea.state not in (Idea.State.DRAFT, Idea.State.RETURNED):
        raise TooLateToEdit
    at = at or clock.now()
    check_not_blocked(person, at)
    if idea.state == Idea.State.DRAFT:
        _open_box(idea.box, at)
    if not SHORTEST_TITLE <= len(idea.title.strip()) <= LONGEST_TITLE:
        raise TitleOutOfLimits
    _enter(idea, at)
    idea.save()
    _tell(idea)
    return idea


def check_title(text: IdeaText) -> None:
    if not SHORTEST_TITLE <= len(text.title.strip()) <= LONGEST_TITLE:
        raise TitleOutOfLimits


def _open_box(box: IdeaBox, at: datetime) -> IdeaBox:
    """The box as it stands now, if citizens may propose in it."""
    if box.use == IdeaBox.Use.VOTE:
        raise OnlyTheCityProposes
    now = box_for_rules(box.pk)
    if now is None:
        raise IdeaBox.DoesNotExist
    check_open(now, at)
    return now


def write(idea: Idea, text: IdeaText) -> None:
    idea.title, idea.body = text.title.strip(), text.body.strip()
    idea.title_words = words.title_words(idea.title, text.language)
    idea.place, idea.district, idea.language = text.place, text.district, text.language
    if text.image:
        idea.image, idea.image_alt = text.image, text.image_alt


def _enter(idea: Idea, at: datetime, *, is_doubtful: bool = False) -> None:
    """Into the moderators' queue, or before the public at once.

    What was returned is always read again, by whoever returned it or a colleague.
    """
    was_returned = idea.state == Idea.State.RETURNED
    idea.submitted_at, idea.read_at = at, None
    if was_returned or is_read_first(idea.box, idea.person, is_doubtful=is_doubtful):
        idea.state = Idea.State.SUBMITTED
    else:
        idea.state, idea.published_at = Idea.State.PUBLISHED, at


def _tell(idea: Idea) -> None:
    """Its author; and, when it is online at once, the pages that are kept for everybody."""
    notices.idea_received(idea)
    if idea.is_public:
        IdeaToCount.mark(idea.pk)


def _keep(idea: Idea, text: IdeaText, at: datetime) -> None:
    """Write it, with its themes and, the first time, its author's name and its counters."""
    is_new = idea.pk is None
    if is_new:
        idea.created_at, idea.author_name = at, idea.person.display_name
    idea.save()
    themes = list(text.themes)
    if themes or not is_new:
        idea.themes.set(themes)
    if is_new:
        IdeaTally.objects.create(idea=idea, box=idea.box, counted_at=at)
