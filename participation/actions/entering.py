"""How a text comes before the public: read first, or at once, as the mode of its call says."""

from __future__ import annotations

from accounts.models import Person
from participation.models import Comment, Idea, IdeaBox

Mode = IdeaBox.Moderation


def is_read_first(box: IdeaBox, person: Person, *, is_doubtful: bool = False) -> bool:
    """Whether a moderator reads before the public does. What looks automatic is always held."""
    if is_doubtful or box.moderation == Mode.BEFORE:
        return True
    return box.moderation == Mode.NEW_FIRST and not is_known(person)


def is_known(person: Person) -> bool:
    """Whether a moderator has read a text of this person that the public may read."""
    ideas = Idea.objects.filter(person=person, state__in=Idea.PUBLIC_STATES)
    comments = Comment.objects.published().filter(person=person)
    return any(texts.exclude(read_at=None).exists() for texts in (ideas, comments))
