"""Every idea of every public box in one list: filtered, ordered, at a cost that does not grow.

The list is a row of segments, each a query that an index serves, with its length known from counts
that are kept until something is published: paging never counts nor sorts them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.core.cache import caches
from django.db.models import Count

from accounts.models import District, Person, Theme
from participation.models import Activity, Idea, IdeaBox, Vote
from participation.results.ideas import shows_counts

ORDERS = ("newest", "supported", "closing")
_PRIVATE_STATES = [state for state in Idea.State if state not in Idea.PUBLIC_STATES]
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Filters:
    """What a reader asks for; each from an allow-list, `found` from the search engine."""

    box: IdeaBox | None = None
    theme: Theme | None = None
    district: District | None = None
    state: str = ""
    found: tuple[int, ...] | None = None

    @property
    def are_any(self) -> bool:
        return any([self.box, self.theme, self.district, self.state, self.found is not None])


@dataclass(frozen=True)
class Choices:
    """What there is to filter by: only what some public idea has."""

    boxes: list[IdeaBox]
    themes: list[Theme]
    districts: list[District]
    states: list[str]


def public_boxes() -> list[IdeaBox]:
    """Where citizens propose; a vote holds no propositions. Kept: nobody may change them."""
    boxes = IdeaBox.objects.public().exclude(use=IdeaBox.Use.VOTE)
    found = boxes.select_related("consultation").prefetch_related("translations").order_by("-pk")
    return list(caches["fragments"].get_or_set("public-boxes", lambda: list(found)) or [])


def choices() -> Choices:
    """Counted once until something is published."""
    kept = caches["fragments"].get_or_set("choices-of-ideas", _choices)
    assert isinstance(kept, Choices)
    return kept


def _choices() -> Choices:
    boxes = public_boxes()
    ideas = _published(boxes)
    inside = set(ideas.values_list("box", flat=True).distinct())
    themes = Theme.objects.filter(pk__in=ideas.values("themes")).order_by("name")
    districts = District.objects.filter(pk__in=ideas.values("district")).order_by("name")
    present = set(ideas.values_list("state", flat=True).distinct())
    return Choices(
        [box for box in boxes if box.pk in inside],
        list(themes),
        list(districts),
        [state.value for state in Idea.PUBLIC_STATES if state in present],
    )


@dataclass(frozen=True)
class Segment:
    """The ideas of some boxes in a row: how many there are, and their order inside it."""

    length: int
    boxes: list[IdeaBox]
    by: str


@dataclass(frozen=True)
class IdeaSequence(Sequence[Idea]):
    """Segments end to end, for a paginator: only what a page shows is asked for.

    However many boxes a page crosses, it costs three queries at most.
    """

    segments: list[Segment]
    rows: Callable[[list[IdeaBox], str], Any]

    def __len__(self) -> int:
        return sum(segment.length for segment in self.segments)

    def __getitem__(self, wanted: Any) -> Any:
        if not isinstance(wanted, slice):
            return next(iter(self[wanted : wanted + 1]))
        return list(self._between(wanted.start or 0, min(wanted.stop or len(self), len(self))))

    def _between(self, start: int, stop: int) -> Iterator[Idea]:
        begins, whole = 0, []
        for segment in self.segments:
            first, last = max(start - begins, 0), min(stop - begins, segment.length)
            begins += segment.length
            if first == 0 and last == segment.length and segment.by == "newest":
                whole.append(segment)
            elif first < last:
                yield from self._all_of(whole)
                whole = []
                yield from self.rows(segment.boxes, segment.by)[first:last]
        yield from self._all_of(whole)

    def _all_of(self, segments: list[Segment]) -> Iterable[Idea]:
        """Short segments that a page shows as a whole, in one query."""
        places = {box.pk: n for n, segment in enumerate(segments) for box in segment.boxes}
        boxes = [box for segment in segments for box in segment.boxes]
        rows = self.rows(boxes, "newest") if boxes else ()
        return sorted(rows, key=lambda idea: places[idea.box_id])


def all_ideas(
    filters: Filters, *, order: str, at: datetime, person: Person | None = None
) -> IdeaSequence:
    """The published ideas in one of ORDERS; an order tells nothing of counts that are hidden."""
    boxes = [filters.box] if filters.box else public_boxes()
    counts = _counts(boxes, filters)
    segments = []
    for group, by in _in_order(boxes, order, at, person):
        here = [box for box in group if counts.get(box.pk)]
        if here:
            segments.append(Segment(sum(counts[box.pk] for box in here), here, by))
    return IdeaSequence(segments, lambda here, by: _rows(here, filters, by, person))


def readable_counts(boxes: Iterable[IdeaBox], person: Person | None, at: datetime) -> set[int]:
    """The boxes whose counts this reader may see; one query at most."""
    after_vote = [box for box in boxes if box.count_visibility == Activity.Visibility.AFTER_VOTE]
    voted: set[int] = set()
    if person and after_vote:
        mine = Vote.objects.of(person).filter(box__in=[box.pk for box in after_vote])
        voted = set(mine.values_list("box", flat=True).distinct())
    return {box.pk for box in boxes if shows_counts(box, at, has_voted=box.pk in voted)}


def _in_order(
    boxes: list[IdeaBox], order: str, at: datetime, person: Person | None
) -> Iterator[tuple[list[IdeaBox], str]]:
    """Groups of boxes, each with the order inside it."""
    if order == "supported":
        readable = readable_counts(boxes, person, at)
        yield [box for box in boxes if box.pk in readable], "supported"
        yield [box for box in boxes if box.pk not in readable], "newest"
    elif order == "closing":
        closings: dict[datetime, list[IdeaBox]] = {}
        for box in (box for box in boxes if box.is_open(at)):
            closings.setdefault(box.window()[1] or _NEVER, []).append(box)
        for closing in sorted(closings):
            yield closings[closing], "newest"
        yield [box for box in boxes if not box.is_open(at)], "newest"
    else:
        yield boxes, "newest"


def _counts(boxes: list[IdeaBox], filters: Filters) -> dict[int, int]:
    """How many ideas each box holds under these filters: kept, save for what was searched."""

    def count() -> dict[int, int]:
        rows = _filtered(_published(boxes), filters).order_by().values("box")
        return {row["box"]: row["n"] for row in rows.annotate(n=Count("pk"))}

    if filters.found is not None:
        return count()
    names = [filters.theme, filters.district]
    slugs = [getattr(one, "slug", "") for one in names]
    box = filters.box.pk if filters.box else ""
    key = ":".join(["counts-of-ideas", str(box), filters.state, *slugs])
    return dict(caches["fragments"].get_or_set(key, count) or {})


def _rows(boxes: list[IdeaBox], filters: Filters, by: str, person: Person | None) -> Any:
    rows = _filtered(_published(boxes), filters).select_related("tally", "district")
    if person:
        rows = rows.with_choice_of(person)
    if by == "supported":
        return rows.filter(tally__points__isnull=False).most_supported_first()  # an inner join
    return rows.newest_first()


def _published(boxes: list[IdeaBox]) -> Any:
    """The public ideas of these boxes.

    States, and several boxes, are told by those that are left out: a database that looks for
    several values collects and sorts all the ideas that have them, one that walks the index of all
    ideas stops after a page of them.
    """
    rows = Idea.objects.exclude(state__in=_PRIVATE_STATES)
    if len(boxes) == 1:
        return rows.filter(box=boxes[0])
    others = _all_boxes() - {box.pk for box in boxes}
    return rows.exclude(box__in=others) if others else rows


def _all_boxes() -> set[int]:
    numbers = IdeaBox.objects.values_list("pk", flat=True)
    return set(caches["fragments"].get_or_set("all-boxes", lambda: frozenset(numbers)) or ())


def _filtered(rows: Any, filters: Filters) -> Any:
    if filters.state:
        rows = rows.filter(state=filters.state)
    if filters.district:
        rows = rows.filter(district=filters.district)
    if filters.theme:
        rows = rows.filter(themes=filters.theme)
    if filters.found is not None:
        rows = rows.filter(pk__in=filters.found)
    return rows
