"""What sheets say, counted from their rows: for the tally, and for whoever has just answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum

from participation.models import Answer, AnswerSheet, Channel, SurveyVersion
from participation.surveys.definition import ILLEGIBLE
from participation.surveys.merging import Merged

Key = tuple[str, str, str]  # question, row, option; all empty: the sheets themselves
Since = dict[tuple[str, str], int]  # question, option
ALL: Key = ("", "", "")
ONLINE = (Channel.WEB, Channel.IMPORT)


@dataclass
class Counted:
    """Sheets that say it, those of them that did not come online, and the sum of its numbers."""

    sheets: int = 0
    on_paper: int = 0
    total: Decimal = Decimal(0)

    def __add__(self, other: Counted) -> Counted:
        return Counted(
            self.sheets + other.sheets, self.on_paper + other.on_paper, self.total + other.total
        )


def counts_of_sheets(sheets: Iterable[int] | Any) -> dict[Key, Counted]:
    """Counters of these sheets, by question, row and option, in three queries.

    A question without option counts whoever answered it, as far as it can be read; its sum is that
    of its plain numbers.
    """
    paper = ~Q(channel__in=ONLINE)
    whole = AnswerSheet.objects.filter(pk__in=sheets).aggregate(
        sheets=Count("pk"), on_paper=Count("pk", filter=paper)
    )
    counts = {ALL: Counted(whole["sheets"], whole["on_paper"])}
    answers = Answer.objects.filter(sheet__in=sheets)
    distinct: dict[str, Any] = {
        "n": Count("sheet", distinct=True),
        "paper": Count("sheet", distinct=True, filter=~Q(sheet__channel__in=ONLINE)),
    }
    legible = answers.exclude(option=ILLEGIBLE)
    by_question: Any = legible.values_list("question__code").annotate(**distinct)
    for code, n, on_paper in by_question:
        counts[code, "", ""] = Counted(n, on_paper)
    values = ("question__code", "row", "option")
    by_option: Any = answers.values_list(*values).annotate(**distinct, total=Sum("number"))
    for code, row, option, n, on_paper, total in by_option:
        if row or option:
            counts[code, row, option] = Counted(n, on_paper, total or Decimal(0))
        elif total is not None:
            counts[code, "", ""].total = total
    return counts


def answers_since(merged: Iterable[Merged], versions: Iterable[SurveyVersion]) -> Since:
    """For each option that came later, how many answered its question once it was offered."""
    late = {m.asked.code: m.since for m in merged if m.since}
    if not late:
        return {}
    asked = {q.pk: q for v in versions for q in v.questions() if q.code in late}
    legible = Answer.objects.filter(question__in=asked).exclude(option=ILLEGIBLE)
    answers = legible.values_list("question")
    found: Since = {}
    for pk, n in answers.annotate(n=Count("sheet", distinct=True)):
        question = asked[pk]
        for option in late[question.code]:
            if question.asked.option(option):
                found[question.code, option] = found.get((question.code, option), 0) + n
    return found
