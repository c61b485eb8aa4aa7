"""Who gave which answer in which group, counted from the sheets."""

from __future__ import annotations

from django.db.models import Count

from participation.models import Answer, AnswerSheet, Question, Survey
from participation.surveys.definition import ILLEGIBLE

Place = tuple[str, str]  # a question, and its line or nothing
Counts = dict[tuple[str, str], int]  # answer, column; "" is « no answer »


def count_split(survey: Survey, asked: Place, by: Place | None) -> tuple[Counts, dict[str, int]]:
    """Who gave which answer in which group, and how many sheets each group has. What cannot be
    read on paper is no answer."""
    sheets = AnswerSheet.objects.filter(survey=survey)
    answers = Answer.objects.filter(question__in=_revisions(survey, asked), row=asked[1])
    answers = answers.exclude(option=ILLEGIBLE)
    if by is None:
        totals = dict(sheets.values_list("channel").annotate(n=Count("pk")))
        group = "sheet__channel"
    else:
        in_groups = _revisions(survey, by)
        totals = dict(
            Answer.objects.filter(question__in=in_groups)
            .exclude(option=ILLEGIBLE)
            .values_list("option")
            .annotate(Count("pk"))
        )
        totals[""] = sheets.count() - sum(totals.values())
        group = "sheet__answers__option"
    grouped = answers if by is None else answers.filter(sheet__answers__question__in=in_groups)
    counts: Counts = {
        (option, column): n
        for option, column, n in grouped.values_list("option", group).annotate(n=Count("pk"))
    }
    answered = dict(grouped.values_list(group).annotate(n=Count("sheet", distinct=True)))
    answered.pop(ILLEGIBLE, None)
    if by is not None:
        everybody = dict(answers.values_list("option").annotate(n=Count("pk")))
        for option, n in everybody.items():
            counts[option, ""] = n - sum(counts.get((option, c), 0) for c in totals if c)
        whole = answers.aggregate(n=Count("sheet", distinct=True))["n"]
        answered[""] = whole - sum(answered.values())
    for column, n in totals.items():
        counts["", column] = n - answered.get(column, 0)
    return {(o, column): n for (o, column), n in counts.items() if column != ILLEGIBLE}, totals


def _revisions(survey: Survey, asked: Place) -> list[int]:
    same = Question.objects.filter(survey=survey, code=asked[0])
    return list(same.values_list("pk", flat=True))
