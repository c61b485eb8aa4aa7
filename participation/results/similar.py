"""Ideas that look like a title: shown while it is typed, never in the way."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Q

from accounts import words
from participation.models import Idea, IdeaBox

MOST = 4
ENOUGH = 0.34  # of the words of both titles
SHORTEST_WORD = 4  # « de », « les », « pour »… say nothing
MOST_CANDIDATES = 300


def similar_ideas(box: IdeaBox, title: str) -> list[Idea]:
    """A few published ideas of the same box that share the words of this title, best first."""
    wanted = {word for word in words.normalise(title).split() if len(word) >= SHORTEST_WORD}
    if not wanted:
        return []
    any_word = reduce(or_, (Q(title_words__contains=f" {word} ") for word in sorted(wanted)[:12]))
    ideas = Idea.objects.filter(any_word, box=box, state__in=Idea.PUBLIC_STATES).newest_first()
    titles = ideas.values_list("pk", "title_words")[:MOST_CANDIDATES]
    scored = ((_likeness(wanted, title), pk) for pk, title in titles)
    best = sorted((-score, pk) for score, pk in scored if score >= ENOUGH)[:MOST]
    found = Idea.objects.for_cards().in_bulk([pk for _, pk in best])
    return [found[pk] for _, pk in best]


def _likeness(wanted: set[str], title: str) -> float:
    """The share of common words in the words of both titles (Jaccard's index)."""
    found = {word for word in title.split() if len(word) >= SHORTEST_WORD}
    return len(wanted & found) / len(wanted | found) if found else 0.0
