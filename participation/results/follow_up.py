"""What became of what one person said: for whoever has no account, and reads it with a code."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from accounts.models import Person
from participation.models import Comment, Idea, ModerationAct, Vote

_GONE = (Idea.State.WITHDRAWN, Idea.State.REFUSED, Idea.State.HIDDEN)


@dataclass(frozen=True)
class Said:
    """One idea or comment, what moderation decided of it, and what the city answered."""

    text: Idea | Comment
    decision: ModerationAct | None
    answers: list[Comment]
    may_take_back: bool


@dataclass(frozen=True)
class Chosen:
    vote: Vote
    may_take_back: bool


@dataclass(frozen=True)
class Followed:
    person: Person
    ideas: list[Said] = field(default_factory=list)
    comments: list[Said] = field(default_factory=list)
    votes: list[Chosen] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.ideas or self.comments or self.votes)


def followed(person: Person, at: datetime) -> Followed:
    """In six queries, however much they said."""
    sent = Idea.objects.filter(person=person).exclude(state=Idea.State.DRAFT)
    ideas = list(sent.select_related("box__consultation").order_by("-created_at"))
    written = Comment.objects.filter(person=person).select_related("idea__box__consultation")
    comments = list(written.order_by("-created_at"))
    about: tuple[list[Idea | Comment], str] = ([*ideas], "idea_id")
    decided, answered = _decisions(*about), _answers(ideas, "idea_id")
    decided_comments = _decisions([*comments], "comment_id")
    answered_comments = _answers(comments, "parent_id")
    return Followed(
        person,
        [
            Said(idea, _holds(idea, decided), answered[idea.pk], idea.state not in _GONE)
            for idea in ideas
        ],
        [
            Said(
                comment,
                _holds(comment, decided_comments),
                answered_comments[comment.pk],
                comment.is_editable,
            )
            for comment in comments
        ],
        [Chosen(vote, _may_take_back(vote, at)) for vote in _votes(person)],
    )


def _votes(person: Person) -> list[Vote]:
    votes = Vote.objects.of(person).select_related("idea", "box__consultation")
    return list(votes.order_by("-cast_at"))


def _may_take_back(vote: Vote, at: datetime) -> bool:
    return vote.idea.state == Idea.State.PUBLISHED and vote.box.is_open(at)


def _decisions(texts: list[Idea | Comment], key: str) -> dict[int, ModerationAct]:
    """The last act that took each of these texts away, or returned it."""
    if not texts:
        return {}
    acts = ModerationAct.objects.filter(act__in=ModerationAct.MAY_BE_APPEALED)
    acts = acts.filter(**{f"{key}__in": [text.pk for text in texts]}).select_related("article")
    return {getattr(act, key): act for act in acts.order_by("pk")}


def _holds(text: Idea | Comment, decided: dict[int, ModerationAct]) -> ModerationAct | None:
    """As long as the text is where the act put it."""
    taken = text.state in (Idea.State.RETURNED, Idea.State.REFUSED, Idea.State.HIDDEN)
    return decided.get(text.pk) if taken else None


def _answers(texts: list[Idea] | list[Comment], key: str) -> dict[int, list[Comment]]:
    """What the city said in its own name, below these texts."""
    found: dict[int, list[Comment]] = defaultdict(list)
    if texts:
        replies = Comment.objects.published().exclude(badge="")
        replies = replies.filter(**{f"{key}__in": [text.pk for text in texts]})
        for reply in replies.order_by("created_at", "pk"):
            found[getattr(reply, key)].append(reply)
    return found
