"""The results of a survey as everybody reads them: page, block, report, print, export."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from participation.models import (
    AnswerSheet,
    AnswerTally,
    SheetToCount,
    Survey,
    SurveyVersion,
)
from participation.results.sentences import sentence_of
from participation.results.shapes import Bar, Group, QuestionResult, SurveyResults
from participation.results.sheet_counts import (
    ALL,
    Counted,
    Key,
    Since,
    answers_since,
    counts_of_sheets,
)
from participation.results.sheet_texts import Texts
from participation.surveys.definition import ILLEGIBLE, Definition
from participation.surveys.kinds import kind_of
from participation.surveys.merging import Merged, merge
from participation.surveys.percent import FEWEST, of_respondents, shares
from participation.surveys.wording import Words, in_words

Counts = Mapping[Key, Counted]


class Worded:
    """A version in the reader's language."""

    def __init__(self, version: SurveyVersion, words: Words | None) -> None:
        self.changes, self.published_at = version.changes, version.published_at
        self._questions = in_words(version.definitions(), words)

    def definitions(self) -> list[Definition]:
        return self._questions


def results_of(
    survey: Survey,
    *,
    with_waiting: bool = False,
    is_staff: bool = False,
    words: Words | None = None,
) -> SurveyResults:
    """The counters' figures, in at most ten queries whatever the number of sheets.

    `with_waiting`: those of this moment, for whoever has just answered. `is_staff`: confidential
    questions too. `words`: the reader's language (results.survey_words), default the city's own.
    """
    counts, versions = _counts(survey, with_waiting), survey.all_versions()
    found = merge([Worded(version, words) for version in versions])
    merged = [m for m in found if is_staff or not m.asked.is_confidential]
    shown = questions_of(merged, counts, Texts.of(survey), answers_since(merged, versions))
    whole = counts.get(ALL, Counted())
    late = _entered_late(survey) if whole.on_paper else 0
    return SurveyResults(whole.sheets, whole.on_paper, survey.is_for_anyone, shown, late)


def questions_of(
    merged: Iterable[Merged], counts: Counts, texts: Texts, since: Since
) -> list[QuestionResult]:
    """One result for each question that is asked, numbered as people saw them."""
    asked = [m for m in merged if kind_of(m.asked).is_asked]
    return [_question(m, number, counts, texts, since) for number, m in enumerate(asked, 1)]


def _entered_late(survey: Survey) -> int:
    """How many paper sheets were entered after the closing: handed in before it, they count."""
    closes = survey.window()[1]
    if closes is None:
        return 0
    return AnswerSheet.objects.filter(~Q(serial=""), survey=survey, started_at__gte=closes).count()


def _counts(survey: Survey, with_waiting: bool) -> dict[Key, Counted]:
    counts = {
        (row.question, row.row, row.option): Counted(row.sheets, row.on_paper, row.total)
        for row in AnswerTally.objects.filter(survey=survey)
    }
    if with_waiting:
        marks = SheetToCount.objects.filter(survey_id=survey.pk)
        if waiting := list(marks.values_list("sheet_id", flat=True)[:2000]):
            for key, counted in counts_of_sheets(waiting).items():
                counts[key] = counts.get(key, Counted()) + counted
    return counts


def _question(
    merged: Merged, number: int, counts: Counts, texts: Texts, since: Since
) -> QuestionResult:
    asked, code = merged.asked, merged.asked.code
    answered, whole = counts.get((code, "", ""), Counted()), counts.get(ALL, Counted())
    illegible = _illegible(counts, code)
    result = QuestionResult(
        code=code,
        number=number,
        label=asked.label,
        kind=asked.kind,
        n=answered.sheets,
        on_paper=answered.on_paper,
        missing=whole.sheets - answered.sheets - illegible,
        illegible=illegible,
        is_of_respondents=asked.kind == "multiple",
        texts=texts.published.get(code, []),
        texts_public=texts.public.get(code, 0),
        texts_waiting=texts.waiting.get(code, 0),
        notes=_notes(merged),
    )
    result.groups = list(_groups(merged, answered.sheets, counts, since))
    result.sentence = sentence_of(asked, answered, counts, result.groups)
    return result


def _groups(merged: Merged, n: int, counts: Counts, since: Since) -> Iterable[Group]:
    asked = merged.asked
    if asked.kind in ("matrix", "statements"):
        for row in asked.rows:
            found = [counts.get((asked.code, row.code, o.code), Counted()) for o in merged.options]
            total = sum(counted.sheets for counted in found)
            unread = _illegible(counts, asked.code, row.code)
            yield Group(row.label, total, _bars(merged, found, total, since), unread)
    elif kind_of(asked).has_bars and asked.kind != "ranking":
        found = [counts.get((asked.code, "", o.code), Counted()) for o in merged.options]
        yield Group("", n, _bars(merged, found, n, since))
    elif asked.kind == "ranking":
        yield Group("", n, _ranked(merged, counts))


def _illegible(counts: Counts, code: str, row: str = "") -> int:
    return counts.get((code, row, ILLEGIBLE), Counted()).sheets


def _bars(merged: Merged, found: Sequence[Counted], n: int, since: Since) -> list[Bar]:
    numbers = [counted.sheets for counted in found]
    parts: Sequence[int | None] = [None] * len(numbers)
    if n >= FEWEST:
        several = merged.asked.kind == "multiple"
        parts = of_respondents(numbers, n) if several else shares(numbers)
    bars = []
    for option, number, percent in zip(merged.options, numbers, parts, strict=True):
        note = _note(merged, option.code, since)
        bars.append(
            Bar(option.label, number, percent, round(100 * number / n, 2) if n else 0, note)
        )
    return bars


def _note(merged: Merged, option: str, since: Since) -> str:
    if option in merged.closed:
        return _("no longer offered")
    if option not in merged.since:
        return ""
    n = since.get((merged.asked.code, option), 0)
    day = _day(merged.since[option])
    return _("offered since %(day)s, n = %(n)s") % {"day": day, "n": number_format(n)}


def _ranked(merged: Merged, counts: Counts) -> list[Bar]:
    """Best first: as many points for the first place as there are options, one for the last."""
    size, bars = len(merged.options), []
    for option in merged.options:
        counted = counts.get((merged.asked.code, "", option.code), Counted())
        points = counted.sheets * (size + 1) - int(counted.total)
        place = counted.total / counted.sheets if counted.sheets else Decimal(0)
        note = _("mean place %(place)s") % {"place": number_format(round(place, 1))}
        bars.append(Bar(option.label, points, None, 0, note if counted.sheets else ""))
    most = max((bar.count for bar in bars), default=0)
    for bar in bars:
        bar.width = round(100 * bar.count / most, 2) if most else 0
    return sorted(bars, key=lambda bar: -bar.count)


def _notes(merged: Merged) -> list[str]:
    notes = []
    if merged.changed_at:
        notes.append(_("Question changed on %(day)s.") % {"day": _day(merged.changed_at)})
    if merged.asked_since:
        notes.append(_("Question asked since %(day)s.") % {"day": _day(merged.asked_since)})
    if merged.is_closed:
        notes.append(_("This question is no longer asked."))
    return notes


def _day(at: Any) -> str:
    return date_format(localtime(at), "DATE_FORMAT")
