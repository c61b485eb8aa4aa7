"""What waits for a moderator, the most pressing first.

Reported texts come first, those that several people or careful people reported before others; then
what waits to be published, the oldest first; then what is online and was read by nobody yet.
Reports change the order and nothing else: no text disappears because of them. Options of votes are
the city's own and never here; what citizens say of them is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Case, Count, Min, Q, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participation.models import Appeal, Channel, Comment, Idea, Report
from participation.results.signs import signs_in

SHOWN = 30  # what one screen holds; the rest moves up
MOST_REPORTS = 2000
Key = tuple[str, int]


class Why(models.TextChoices):
    REPORTED = "reported", _("reported")
    SUBMITTED = "submitted", _("to be published")
    UNREAD = "unread", _("online, not read yet")


@dataclass(frozen=True)
class Waiting:
    """One text in the queue."""

    subject: Idea | Comment
    why: Why
    since: datetime
    reports: list[Report]
    weight: float

    @property
    def idea(self) -> Idea:
        return self.subject if isinstance(self.subject, Idea) else self.subject.idea

    @property
    def kind(self) -> str:
        return str(self.subject._meta.model_name)

    @property
    def key(self) -> str:
        """How a form names it, with the mark of what the moderator reads."""
        return f"{self.kind}-{self.subject.pk}-{self.subject.mark()}"

    @property
    def signs(self) -> list[Promise]:
        return signs_in("\n".join(self.subject.written()))


@dataclass(frozen=True)
class Queue:
    items: list[Waiting]
    counts: dict[str, int]  # by Why, the whole queue whatever is shown
    appeals: int


def queue(*, why: str = "", box_id: int | None = None) -> Queue:
    """The head of the queue, and how long it is. As many queries for one text as for a thousand."""
    reports = _waiting_reports()
    counts: dict[str, int] = defaultdict(int)
    items: list[Waiting] = []
    for model in (Idea, Comment):
        rows = _rows(model, [pk for kind, pk in reports if kind == model._meta.model_name])
        for name, number in _count(rows).items():
            counts[name] += number
        items += [_waiting(row, reports) for row in _head(rows, why, box_id)]
    items.sort(key=lambda item: (Why.values.index(item.why), -item.weight, item.since))
    return Queue(items[:SHOWN], dict(counts), Appeal.objects.filter(outcome="").count())


def length() -> tuple[dict[str, int], int, datetime | None]:
    """How many texts wait, by why; how many appeals; since when the oldest waits to be read."""
    reported = Report.objects.waiting()
    counts: dict[str, int] = defaultdict(int)
    for model, key in ((Idea, "idea_id"), (Comment, "comment_id")):
        numbers = reported.exclude(**{key: None}).values(key)
        for name, number in _count(_rows(model, numbers)).items():
            counts[name] += number
    oldest = [
        Idea.objects.awaiting_moderation().aggregate(at=Min("submitted_at"))["at"],
        Comment.objects.filter(state=Comment.State.SUBMITTED).aggregate(at=Min("created_at"))["at"],
    ]
    since = min((at for at in oldest if at), default=None)
    return dict(counts), Appeal.objects.filter(outcome="").count(), since


def _waiting_reports() -> dict[Key, list[tuple[Report, float]]]:
    """Reports that nobody has looked at, by what they are about, each with its weight."""
    waiting = list(
        Report.objects.waiting().select_related("article").order_by("created_at")[:MOST_REPORTS]
    )
    unfounded = _unfounded({report.person_id for report in waiting})
    found: dict[Key, list[tuple[Report, float]]] = defaultdict(list)
    for report in waiting:
        key = ("idea", report.idea_id) if report.idea_id else ("comment", report.comment_id or 0)
        found[key].append((report, 1 / (1 + unfounded.get(report.person_id, 0))))
    return found


def _unfounded(people: set[int]) -> dict[int, int]:
    """How often each was wrong before: their reports weigh less, and still count."""
    rows = Report.objects.unfounded().filter(person__in=people).values("person")
    return {row["person"]: row["number"] for row in rows.annotate(number=Count("pk"))}


def _rows(model: type[Idea | Comment], reported: Any) -> Any:
    public = Idea.PUBLIC_STATES if model is Idea else (Comment.State.PUBLISHED,)
    is_online = Q(state__in=public)
    is_unread = is_online & Q(read_at=None, channel=Channel.WEB)
    if model is Comment:  # nobody has to read what the city says; what somebody reported, one has
        is_unread &= Q(badge="")
    is_reported = is_online & Q(pk__in=reported)
    is_submitted = Q(state="submitted")
    texts: Any = Idea.objects.propositions() if model is Idea else Comment.objects.all()
    return texts.filter(is_submitted | is_unread | is_reported).annotate(
        why=Case(
            When(is_reported, then=Value(Why.REPORTED.value)),
            When(is_submitted, then=Value(Why.SUBMITTED.value)),
            default=Value(Why.UNREAD.value),
        )
    )


def _count(rows: Any) -> dict[str, int]:
    return dict(rows.values_list("why").annotate(number=Count("pk")).order_by())


def _head(rows: Any, why: str, box_id: int | None) -> Iterable[Any]:
    """The first of one kind, with all that the screen shows of them."""
    is_idea = rows.model is Idea
    if why:
        rows = rows.filter(why=why)
    if box_id:
        rows = rows.filter(**{"box" if is_idea else "idea__box": box_id})
    rank = Case(*(When(why=name, then=Value(n)) for n, name in enumerate(Why.values)))
    since = "submitted_at" if is_idea else "created_at"
    names = ("person", "box", "district") if is_idea else ("person", "idea__box", "parent")
    return rows.select_related(*names).order_by(rank, since, "pk")[:SHOWN]


def _waiting(row: Any, reports: dict[Key, list[tuple[Report, float]]]) -> Waiting:
    told = reports.get((row._meta.model_name, row.pk), []) if row.why == Why.REPORTED else []
    since = row.submitted_at if isinstance(row, Idea) else row.created_at
    return Waiting(
        subject=row,
        why=Why(row.why),
        since=told[0][0].created_at if told else since or row.created_at,
        reports=[report for report, _weight in told],
        weight=sum(weight for _report, weight in told),
    )
