"""Which ideas a reader may see, in which order, with which counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import caches

from accounts.models import Person
from participation.models import Activity, Comment, Idea, IdeaBox, Vote
from participation.results.moderated import say_why_hidden

ORDERS = ("newest", "supported", "discussed")
PAGE_SIZE = 20


def shows_counts(box: IdeaBox, at: datetime, *, has_voted: bool = False) -> bool:
    """Whether this reader may see how many voted: one rule for page, list, feed and sort order."""
    if box.count_visibility == Activity.Visibility.ALWAYS or box.is_over(at):
        return True
    return has_voted and box.count_visibility == Activity.Visibility.AFTER_VOTE


def boxes_with_counts(at: datetime) -> list[int]:
    """The boxes whose counts may be read now, by staff too: the others are closed books."""
    boxes = IdeaBox.objects.select_related("consultation")
    return [box.pk for box in boxes if shows_counts(box, at)]


def shows_counts_to(person: Person | None, box: IdeaBox, at: datetime) -> bool:
    """The same rule for one reader; their votes are looked up only where they decide."""
    return shows_counts(box, at) or shows_counts(box, at, has_voted=has_voted_in(box, person))


def has_voted_in(box: IdeaBox, person: Person | None) -> bool:
    return person is not None and Vote.objects.of(person).filter(box=box).exists()


def ideas_of(
    box: IdeaBox, *, order: str, district: str = "", theme: str = "", person: Person | None = None
) -> Any:
    """The published ideas of a box. Ask for no order that would tell hidden counts."""
    ideas = _readable(box, district, theme).for_cards()
    if box.use == IdeaBox.Use.VOTE:
        ideas = ideas.with_words()
    if person:
        ideas = ideas.with_choice_of(person)
    if order == "supported":
        return ideas.filter(tally__box=box).most_supported_first()  # the box: for its index
    if order == "discussed":
        return ideas.filter(tally__box=box).most_discussed_first()
    if order == "listed":
        return ideas.in_the_citys_order()
    return ideas.newest_first()


def number_of_ideas(box: IdeaBox, *, district: str = "", theme: str = "") -> int:
    """How many `ideas_of` finds: counted once until something is published or hidden."""
    key = f"number-of-ideas:{box.pk}:{district}:{theme}"
    ideas = _readable(box, district, theme)
    return int(caches["fragments"].get_or_set(key, lambda: ideas.count()) or 0)


def _readable(box: IdeaBox, district: str, theme: str) -> Any:
    ideas = Idea.objects.filter(box=box, state__in=Idea.PUBLIC_STATES)
    if district:
        ideas = ideas.filter(district__slug=district)
    if theme:
        ideas = ideas.filter(themes__slug=theme)
    return ideas


@dataclass(frozen=True)
class Thread:
    """A comment with the answers to it."""

    comment: Comment
    replies: list[Comment]


def threads(comments: list[Comment]) -> list[Thread]:
    """The answers to these comments, in one query. What was hidden or removed keeps its place,
    with the reason."""
    shown = (Comment.State.PUBLISHED, Comment.State.REMOVED, Comment.State.HIDDEN)
    found = Comment.objects.filter(parent__in=comments, state__in=shown).in_thread_order()
    replies = list(found)
    by_parent: dict[int, list[Comment]] = {}
    say_why_hidden([*comments, *replies])
    for reply in replies:
        by_parent.setdefault(reply.parent_id or 0, []).append(reply)
    return [Thread(comment, by_parent.get(comment.pk, [])) for comment in comments]


def comments_of(idea: Idea) -> Any:
    """The first level of an idea's discussion, oldest first, tombstones included."""
    shown = (Comment.State.PUBLISHED, Comment.State.REMOVED, Comment.State.HIDDEN)
    return Comment.objects.filter(idea=idea, parent=None, state__in=shown).in_thread_order()
