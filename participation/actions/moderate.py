"""Acts of moderation on a text: each has its reason, is kept for ever, and its author is told."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts import clock
from accounts.models import User
from participation import notices
from participation.actions.moderating import (
    PERMISSION,
    check_moderator,
    check_of_citizens,
    check_reason,
    record,
)
from participation.errors import AlreadyDecided, ChangedMeanwhile
from participation.models import CharterArticle, Comment, Idea, IdeaToCount, ModerationAct, Report

__all__ = ["PERMISSION", "carry_out", "moderate", "possible_acts"]

Act = ModerationAct.Act
# From which states each act leads, and to which; None leaves the state as it is.
_IDEA: dict[str, tuple[tuple[str, ...], str | None]] = {
    Act.PUBLISH: ((Idea.State.SUBMITTED,), Idea.State.PUBLISHED),
    Act.KEEP: (Idea.PUBLIC_STATES, None),
    Act.RETURN: ((Idea.State.SUBMITTED,), Idea.State.RETURNED),
    Act.REFUSE: ((Idea.State.SUBMITTED,), Idea.State.REFUSED),
    Act.HIDE: (Idea.PUBLIC_STATES, Idea.State.HIDDEN),
    Act.RESTORE: (
        (Idea.State.HIDDEN, Idea.State.REFUSED, Idea.State.RETURNED),
        Idea.State.PUBLISHED,
    ),
}
_COMMENT: dict[str, tuple[tuple[str, ...], str | None]] = {
    Act.PUBLISH: ((Comment.State.SUBMITTED,), Comment.State.PUBLISHED),
    Act.KEEP: ((Comment.State.PUBLISHED,), None),
    Act.REFUSE: ((Comment.State.SUBMITTED,), Comment.State.REFUSED),
    Act.HIDE: ((Comment.State.PUBLISHED,), Comment.State.HIDDEN),
    Act.RESTORE: ((Comment.State.HIDDEN, Comment.State.REFUSED), Comment.State.PUBLISHED),
}


def possible_acts(subject: Idea | Comment) -> list[str]:
    """What may be done to a text in the state in which it is, in the order of the buttons."""
    if subject.emptied_at:  # there is nothing left to publish
        return []
    return [act for act, (before, _) in _moves(subject).items() if subject.state in before]


@transaction.atomic
def moderate(
    *,
    subject: Idea | Comment,
    act: str,
    moderator: User,
    article: CharterArticle | None = None,
    reason: str = "",
    seen: str = "",
    at: datetime | None = None,
) -> ModerationAct:
    """Do one act to one contribution. The first of two moderators wins.

    `seen` is the mark of the text that the moderator read (`subject.mark()`): nobody publishes a
    text that its author changed in the meantime. Raises NotAModerator, OwnContribution, OfTheCity,
    ReasonMissing, AlreadyDecided, ChangedMeanwhile.
    """
    subject = type(subject)._default_manager.select_for_update().get(pk=subject.pk)
    check_moderator(moderator, subject.person)
    check_of_citizens(subject)
    check_reason(act, article, reason)
    if act not in possible_acts(subject):
        raise AlreadyDecided
    if seen and seen != subject.mark():
        raise ChangedMeanwhile
    done = carry_out(subject, act, moderator, article, reason, at or clock.now())
    notices.moderated(done)
    return done


def carry_out(
    subject: Idea | Comment,
    act: str,
    moderator: User,
    article: CharterArticle | None,
    reason: str,
    at: datetime,
) -> ModerationAct:
    """The act itself, on a row that is locked and was checked; the caller tells the author."""
    done = record(
        subject,
        act=act,
        moderator=moderator,
        article=article,
        reason=reason,
        at=at,
        state_before=subject.state,
    )
    was_public = subject.state in _public(subject)
    subject.state = _state_after(subject, act)
    subject.read_at = at
    fields = ["state", "read_at"]
    if isinstance(subject, Idea) and subject.is_public and not subject.published_at:
        subject.published_at = at
        fields.append("published_at")
    subject.save(update_fields=fields)
    _follow_up(subject, done, is_news=act == Act.PUBLISH and not was_public)
    return done


def _moves(subject: Idea | Comment) -> dict[str, tuple[tuple[str, ...], str | None]]:
    return _IDEA if isinstance(subject, Idea) else _COMMENT


def _public(subject: Idea | Comment) -> tuple[str, ...]:
    return Idea.PUBLIC_STATES if isinstance(subject, Idea) else (Comment.State.PUBLISHED,)


def _state_after(subject: Idea | Comment, act: str) -> str:
    """An idea that was already under review when it was hidden comes back under review."""
    after = _moves(subject)[act][1]
    if act == Act.RESTORE and subject.state == Idea.State.HIDDEN:
        last = subject.moderationacts.filter(act=Act.HIDE).order_by("-pk").first()
        if last is not None and last.state_before in _public(subject):
            return last.state_before
    return after or subject.state


def _follow_up(subject: Idea | Comment, done: ModerationAct, *, is_news: bool) -> None:
    IdeaToCount.mark(subject.pk if isinstance(subject, Idea) else subject.idea_id)
    if done.act != Act.RESTORE:
        waiting: list[Report] = list(subject.reports.waiting())
        subject.reports.waiting().update(handled_at=done.done_at, handled_by=done)
        notices.reports_handled(waiting)
    if is_news and isinstance(subject, Comment):
        notices.comment_published(subject)
