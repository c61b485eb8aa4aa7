"""The results of a survey as a table of a spreadsheet: the same figures as on the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from participation.results.shapes import QuestionResult, SurveyResults


def headings() -> list[str]:
    return [
        _("number of the question"),
        _("question"),
        _("line"),
        _("answer"),
        _("count"),
        _("points"),
        _("per cent"),
        _("answers to the question"),
        _("of which on paper"),
        _("without an answer"),
        _("illegible"),
    ]


def rows(results: SurveyResults) -> Iterator[list[Any]]:
    """The whole survey, then each answer of each question; a question without bars has one line."""
    whole = [None, _("Whole survey"), None, _("all answers"), results.sheets, None, None]
    yield [*whole, results.sheets, results.on_paper, None, None]
    for question in results.questions:
        yield from _question(question)


def _question(question: QuestionResult) -> Iterator[list[Any]]:
    first = [question.number, question.label]
    last = [question.n, question.on_paper, question.missing, question.illegible]
    if not question.groups:
        yield [*first, None, None, None, None, None, *last]
    for group in question.groups:
        for bar in group.bars:
            is_ranking = question.kind == "ranking"
            figures = [None, bar.count] if is_ranking else [bar.count, None]
            yield [*first, group.label or None, bar.label, *figures, bar.percent, *last]
