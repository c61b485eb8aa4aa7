"""What every act of moderation shares: who may, with which reason, and its line for ever."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from accounts.models import Person, User
from participation.errors import NotAModerator, OfTheCity, OwnContribution, ReasonMissing
from participation.models import CharterArticle, Comment, Idea, IdeaBox, ModerationAct

PERMISSION = "participation.add_moderationact"


def check_moderator(moderator: User, author: Person) -> None:
    """Raise NotAModerator, or OwnContribution: nobody moderates their own text or account."""
    if not moderator.has_perm(PERMISSION):
        raise NotAModerator
    if author.user_id == moderator.pk:
        raise OwnContribution


def check_of_citizens(subject: Idea | Comment) -> None:
    """Raise OfTheCity: an option of a vote is changed where it was written, by its editors."""
    if isinstance(subject, Idea) and subject.box.use == IdeaBox.Use.VOTE:
        raise OfTheCity


def check_reason(act: str, article: CharterArticle | None, reason: str) -> None:
    """Raise ReasonMissing where the act takes something away from its author."""
    if act in ModerationAct.NEEDS_REASON and (article is None or not reason.strip()):
        raise ReasonMissing


def record(
    subject: Idea | Comment | Person,
    *,
    act: str,
    moderator: User,
    article: CharterArticle | None,
    reason: str,
    at: datetime,
    **more: Any,
) -> ModerationAct:
    """Write the line of one act."""
    about = {"idea": Idea, "comment": Comment, "account": Person}
    name = next(name for name, model in about.items() if isinstance(subject, model))
    return ModerationAct.objects.create(
        **{name: subject},
        act=act,
        moderator=moderator,
        article=article,
        reason=reason.strip(),
        done_at=at,
        **more,
    )
