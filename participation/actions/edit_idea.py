"""What its author does with an idea that exists: change it, take it back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts import clock
from accounts.models import Person
from participation import notices
from participation.actions.doors import check_not_blocked, own_idea
from participation.actions.entering import is_read_first
from participation.actions.propose_idea import IdeaText, check_title, write
from participation.errors import TooLateToEdit
from participation.models import Idea, IdeaToCount, IdeaVersion


@transaction.atomic
def edit_idea(*, person: Person, idea: Idea, text: IdeaText, at: datetime | None = None) -> Idea:
    """Change one's own idea; once others reacted, what it said before stays as a version.

    What is published stands as it is from the closing on. Where texts are read first, what was
    changed waits to be read again. Raises NotYours, TooLateToEdit, TitleOutOfLimits,
    AccountBlocked.
    """
    check_title(text)
    idea = own_idea(person, idea)
    at = at or clock.now()
    check_not_blocked(person, at)
    if not may_edit(idea, at):
        raise TooLateToEdit
    before = idea.mark()
    if idea.state == Idea.State.PUBLISHED and _has_reactions(idea):
        IdeaVersion.objects.create(
            idea=idea, version=idea.version, title=idea.title, body=idea.body, replaced_at=at
        )
        idea.version += 1
    write(idea, text)
    if idea.mark() != before:
        _await_reading(idea)
    idea.save()
    idea.themes.set(text.themes)
    return idea


def may_edit(idea: Idea, at: datetime) -> bool:
    """Whether its author may still change it: what is published stands from the closing on."""
    if idea.state == Idea.State.PUBLISHED:
        return idea.box.is_open(at)
    return idea.state in Idea.EDITABLE


@transaction.atomic
def withdraw_idea(*, person: Person, idea: Idea, at: datetime | None = None) -> Idea:
    """Take one's own idea back: its place stays, with its comments. Supporters are told.

    Raises NotYours, TooLateToEdit.
    """
    idea = own_idea(person, idea)
    if idea.state in (Idea.State.HIDDEN, Idea.State.REFUSED):
        raise TooLateToEdit
    if idea.state == Idea.State.WITHDRAWN:
        return idea
    was_public = idea.is_public
    idea.state = Idea.State.WITHDRAWN
    idea.save(update_fields=["state"])
    if was_public:
        IdeaToCount.mark(idea.pk)
        notices.idea_withdrawn(idea)
    return idea


def _await_reading(idea: Idea) -> None:
    """A text that has changed: no moderator has read it, and some calls are read first."""
    idea.read_at = None
    if idea.state != Idea.State.PUBLISHED:
        return
    IdeaToCount.mark(idea.pk)  # pages that are kept are made again
    if is_read_first(idea.box, idea.person):
        idea.state = Idea.State.SUBMITTED


def _has_reactions(idea: Idea) -> bool:
    return idea.votes.exists() or idea.comments.exists()
