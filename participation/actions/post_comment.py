"""Commenting on ideas: two levels, fifteen minutes to edit, a place kept for what was removed."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from accounts import clock
from accounts.models import Person
from participation import notices
from participation.actions.doors import (
    channel_of,
    check_confirmed,
    check_not_blocked,
    check_open,
    check_sitting,
    idea_for_rules,
    take_turn,
)
from participation.actions.entering import is_read_first
from participation.actions.limits import check_pace, sent_before
from participation.errors import (
    ChoiceNotOffered,
    CommentsClosed,
    IdeaNotPublished,
    MayNotSpeakForTheCity,
    NotYours,
    TextMissing,
    TooLateToEditComment,
    TwoLevelsOnly,
)
from participation.models import Comment, CommentVersion, Idea, IdeaToCount, Sitting

EDIT_WINDOW = timedelta(minutes=15)
SPEAK = "participation.speak_for_the_city"


@transaction.atomic
def post_comment(
    *,
    person: Person,
    idea: Idea | int,
    body: str,
    parent: Comment | None = None,
    stance: str = "",
    speaks_for: str = "",
    token: UUID | None = None,
    is_doubtful: bool = False,
    sitting: Sitting | None = None,
    at: datetime | None = None,
) -> Comment:
    """Add a comment, or an answer to a comment of the first level. The same form makes one.

    Who knows no more than the idea's number gives that: it is read here anyway.
    `speaks_for` is the name of the service in whose name staff answer: it is the city's word, shown
    with its badge, and read first by nobody. One that is doubtful is read first in any case.
    Raises EmailNotConfirmed, TextMissing, IdeaNotPublished, CommentsClosed, ChoiceNotOffered,
    TwoLevelsOnly, ActivityNotOpenYet, ActivityClosed, MayNotSpeakForTheCity, AccountBlocked,
    TooManyRecently; NotAnAgent, SittingOver where an agent acts for the person.
    """
    if sitting is None:
        check_confirmed(person)
    if not body.strip():
        raise TextMissing
    if speaks_for and not may_speak_for_the_city(person):
        raise MayNotSpeakForTheCity
    take_turn(person)
    if mine := sent_before(Comment, person, token):
        return mine
    at = at or clock.now()
    if sitting is not None:
        check_sitting(person, sitting, at)
    idea = _commentable(idea if isinstance(idea, int) else idea.pk, parent, stance, at)
    if not speaks_for:
        check_not_blocked(person, at)
        check_pace(Comment, person, at)
    before = not speaks_for and is_read_first(idea.box, person, is_doubtful=is_doubtful)
    comment = Comment.objects.create(
        person=person,
        idea=idea,
        parent=parent,
        author_name=person.display_name,
        badge=speaks_for,
        channel=channel_of(sitting),
        body=body.strip(),
        stance=stance,
        language=person.language,
        state=Comment.State.SUBMITTED if before else Comment.State.PUBLISHED,
        created_at=at,
        token=token,
    )
    IdeaToCount.mark(idea.pk)
    if not before:
        notices.comment_published(comment)
    return comment


@transaction.atomic
def edit_comment(
    *, person: Person, comment: Comment, body: str, at: datetime | None = None
) -> Comment:
    """Change one's own comment within fifteen minutes; what it said stays for the moderators.

    Where texts are read first, what was changed waits to be read again. Raises NotYours,
    TextMissing, TooLateToEditComment, AccountBlocked.
    """
    if not body.strip():
        raise TextMissing
    comment = _own(person, comment)
    at = at or clock.now()
    if not comment.is_editable or at - comment.created_at > EDIT_WINDOW:
        raise TooLateToEditComment
    check_not_blocked(comment.person, at)
    CommentVersion.objects.create(comment=comment, body=comment.body, replaced_at=at)
    comment.body, comment.edited_at, comment.read_at = body.strip(), at, None
    IdeaToCount.mark(comment.idea_id)  # pages that are kept are made again
    if not comment.badge and is_read_first(comment.idea.box, comment.person):
        comment.state = Comment.State.SUBMITTED
    comment.save(update_fields=["body", "edited_at", "read_at", "state"])
    return comment


@transaction.atomic
def remove_comment(*, person: Person, comment: Comment) -> Comment:
    """Take one's own comment back, hidden or not; its place and the answers to it stay.

    Raises NotYours.
    """
    comment = _own(person, comment)
    if comment.state != Comment.State.REMOVED:
        comment.state = Comment.State.REMOVED
        comment.save(update_fields=["state"])
        IdeaToCount.mark(comment.idea_id)
    return comment


def _commentable(number: int, parent: Comment | None, stance: str, at: datetime) -> Idea:
    found = idea_for_rules(number)
    if found is None or found.state != Idea.State.PUBLISHED:
        raise IdeaNotPublished
    if not found.box.has_comments:
        raise CommentsClosed
    if stance and (not found.box.has_stances or stance not in Comment.Stance.values):
        raise ChoiceNotOffered
    if parent is not None and (parent.parent_id or parent.idea_id != found.pk):
        raise TwoLevelsOnly
    check_open(found.box, at)
    return found


def may_speak_for_the_city(person: Person) -> bool:
    return person.user is not None and person.user.has_perm(SPEAK)


def _own(person: Person, comment: Comment) -> Comment:
    rows = Comment.objects.select_for_update(of=("self",)).select_related("idea__box", "person")
    mine = rows.filter(pk=comment.pk, person=person.pk).first()
    if mine is None:
        raise NotYours
    return mine
