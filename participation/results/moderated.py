"""What moderation did to texts, as the public and their authors read it."""

from __future__ import annotations

from collections.abc import Iterable

from participation.models import Comment, Idea, ModerationAct

_TOOK_AWAY = ModerationAct.MAY_BE_APPEALED
_OF_MODERATION = (Idea.State.RETURNED, Idea.State.REFUSED, Idea.State.HIDDEN)


def decision_on(idea: Idea) -> ModerationAct | None:
    """The act by which it was returned, refused or hidden, while that holds."""
    if idea.state not in _OF_MODERATION:
        return None
    acts = idea.moderationacts.filter(act__in=_TOOK_AWAY).select_related("article")
    return acts.order_by("-pk").first()


def say_why_hidden(comments: Iterable[Comment]) -> None:
    """Give each hidden comment its `hidden_by`: one query, and none where nothing is hidden."""
    hidden = {comment.pk: comment for comment in comments if comment.state == Comment.State.HIDDEN}
    if not hidden:
        return
    acts = ModerationAct.objects.filter(comment__in=hidden, act=ModerationAct.Act.HIDE)
    for act in acts.select_related("article").order_by("pk"):
        hidden[act.comment_id or 0].hidden_by = act  # type: ignore[attr-defined]  # for the template
