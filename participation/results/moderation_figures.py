"""Moderation in figures, for everybody: by year and article of the charter, never by person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.clock import BRUSSELS
from participation.models import Appeal, ModerationAct, Report

Act = ModerationAct.Act


@dataclass(frozen=True)
class ArticleLine:
    """What was decided on one article in a year."""

    title: str
    returned: int
    refused: int
    hidden: int
    redacted: int
    blocked: int


@dataclass(frozen=True)
class ModerationYear:
    """A calendar year in Brussels, up to `as_of`."""

    year: int
    as_of: datetime
    articles: list[ArticleLine]
    published: int  # texts that a moderator read and published
    reports: int
    unfounded: int  # of which a moderator found nothing to object to
    appeals: int
    granted: int  # of which the decision was undone
    upheld: int


def moderation_of(year: int, *, at: datetime) -> ModerationYear:
    """Every decision of this year that was taken until `at`, in four queries."""
    begins = datetime(year, 1, 1, tzinfo=BRUSSELS).astimezone(UTC)
    ends = min(datetime(year + 1, 1, 1, tzinfo=BRUSSELS).astimezone(UTC), at)
    acts = ModerationAct.objects.filter(done_at__gte=begins, done_at__lte=ends)
    reports = Report.objects.filter(created_at__gte=begins, created_at__lte=ends)
    appeals = Appeal.objects.filter(created_at__gte=begins, created_at__lte=ends)
    answers = appeals.aggregate(
        made=Count("pk"),
        granted=Count("pk", filter=Q(outcome=Appeal.Outcome.GRANTED)),
        upheld=Count("pk", filter=Q(outcome=Appeal.Outcome.UPHELD)),
    )
    told = reports.aggregate(
        received=Count("pk"), unfounded=Count("pk", filter=Q(handled_by__act=Act.KEEP))
    )
    return ModerationYear(
        year=year,
        as_of=ends,
        articles=_by_article(acts),
        published=acts.filter(act=Act.PUBLISH).count(),
        reports=told["received"],
        unfounded=told["unfounded"],
        appeals=answers["made"],
        granted=answers["granted"],
        upheld=answers["upheld"],
    )


def _by_article(acts: QuerySet[ModerationAct]) -> list[ArticleLine]:
    counts = {
        name: Count("pk", filter=Q(act=act))
        for name, act in (
            ("returned", Act.RETURN),
            ("refused", Act.REFUSE),
            ("hidden", Act.HIDE),
            ("redacted", Act.REDACT),
            ("blocked", Act.BLOCK),
        )
    }
    rows: Any = acts.exclude(article=None).values("article__title").annotate(**counts)
    return [
        ArticleLine(title=row.pop("article__title"), **row) for row in rows.order_by("article__pk")
    ]
