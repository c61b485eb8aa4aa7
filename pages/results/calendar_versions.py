"""What has changed in the calendar since a version was presented."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from accounts import clock
from pages.models import CalendarEntry, CalendarSnapshot, EntryMove, SnapshotLine
from pages.results.calendar import Shown, Stage, calendar_entries, shown_of


@dataclass(frozen=True)
class Change:
    """An entry then and now, with the move that explains it where there is one."""

    line: SnapshotLine
    now: Shown
    move: EntryMove | None


@dataclass(frozen=True)
class Difference:
    """Every entry of a version, and those that came, in exactly one of these lists."""

    added: list[Shown]
    moved: list[Change]
    dropped: list[Change]
    reworded: list[Change]
    same: int


def difference(snapshot: CalendarSnapshot, *, at: datetime | None = None) -> Difference:
    """The presented version against the calendar as it stands. A constant number of questions."""
    at = at or clock.now()
    lines = list(snapshot.lines.order_by("first_day", "pk"))
    numbers = {line.entry_id for line in lines}
    rows = CalendarEntry.objects.filter(pk__in=numbers).with_related()
    now = {shown.entry.pk: shown for shown in shown_of(rows, at)}
    moves = _latest_moves(numbers, snapshot.taken_at)
    here = calendar_entries(snapshot.first_day, snapshot.last_day, at=at)
    found = Difference(
        added=[s for s in here if s.entry.pk not in numbers and s.stage != Stage.ABANDONED],
        moved=[],
        dropped=[],
        reworded=[],
        same=0,
    )
    same = 0
    for line in lines:
        change = Change(line, now[line.entry_id], moves.get(line.entry_id))
        if (place := _list_for(change, found)) is None:
            same += 1
        else:
            place.append(change)
    return Difference(found.added, found.moved, found.dropped, found.reworded, same)


def _list_for(change: Change, found: Difference) -> list[Change] | None:
    line, now = change.line, change.now
    if now.stage == Stage.ABANDONED:
        return found.dropped
    then = (line.precision, line.first_day, line.last_day)
    if then != (now.precision, now.first_day, now.last_day):
        return found.moved
    if (line.subject, line.kind) != (now.entry.subject, now.entry.kind):
        return found.reworded
    return None


def _latest_moves(numbers: set[int], since: datetime) -> dict[int, EntryMove]:
    moves = EntryMove.objects.filter(entry__in=numbers, made_at__gte=since).order_by("made_at")
    return {move.entry_id: move for move in moves}


def causes_of(year: int) -> list[tuple[str, int]]:
    """How often each cause was given for a move of this year, the most frequent first."""
    first = datetime(year, 1, 1, tzinfo=clock.BRUSSELS)
    after = datetime(year + 1, 1, 1, tzinfo=clock.BRUSSELS)
    moves = EntryMove.objects.filter(made_at__gte=first, made_at__lt=after).exclude(cause="")
    counts = Counter(moves.values_list("cause", flat=True))
    return [(str(EntryMove.Cause(cause).label), count) for cause, count in counts.most_common()]
