"""A sheet: which questions it shows, on how many pages, and what was answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from participation.surveys.definition import Definition
from participation.surveys.errors import AnswerInvalid, AnswersInvalid, SheetTampered
from participation.surveys.kinds import Typed, Value, kind_of

Given = dict[str, list[Value]]  # by code of the question


def pages_of(questions: Sequence[Definition]) -> list[list[Definition]]:
    """The questions, cut before each one that depends on an answer of the same page.

    So that conditions hold without JavaScript: each page is sent before the next one is shown.
    """
    pages: list[list[Definition]] = [[]]
    for question in questions:
        here = {asked.code for asked in pages[-1]}
        if question.condition and question.condition.question in here:
            pages.append([])
        pages[-1].append(question)
    return [page for page in pages if page]


def is_shown(question: Definition, given: Mapping[str, list[Value]]) -> bool:
    """Whether what was answered before calls for this question."""
    if question.condition is None:
        return True
    chosen = {value.option for value in given.get(question.condition.question, [])}
    return not chosen.isdisjoint(question.condition.options)


def read_sheet(questions: Sequence[Definition], typed: Typed, *, is_whole: bool = True) -> Given:
    """Every answer of these questions. Raises SheetTampered when anything was sent that the form
    does not hold (a foreign question, an option of another one, a hidden question), AnswersInvalid
    with a sentence for each question that has to be mended.

    `is_whole`: whether required questions are missed.
    """
    given: Given = {}
    faults: dict[str, str] = {}
    expected: set[str] = set()
    for question in questions:
        if not is_shown(question, given):
            continue
        expected.update(kind_of(question).names(question))
        try:
            given[question.code] = _read(question, typed, is_whole)
        except AnswerInvalid as refusal:
            faults[question.code] = str(refusal)
    if any(name not in expected and any(values) for name, values in typed.items()):
        raise SheetTampered
    if faults:
        raise AnswersInvalid(faults)
    return {code: values for code, values in given.items() if values}


def shown_with(questions: Sequence[Definition], typed: Typed) -> list[Definition]:
    """The questions that these answers call for; what is not valid yet calls for nothing."""
    if all(question.condition is None for question in questions):
        return list(questions)
    given: Given = {}
    shown = []
    for question in questions:
        if not is_shown(question, given):
            continue
        shown.append(question)
        try:
            given[question.code] = kind_of(question).read(question, typed)
        except (AnswerInvalid, SheetTampered):
            given[question.code] = []
    return shown


def names_of(questions: Iterable[Definition]) -> set[str]:
    return {name for question in questions for name in kind_of(question).names(question)}


def _read(question: Definition, typed: Typed, is_whole: bool) -> list[Value]:
    values = kind_of(question).read(question, typed)
    if is_whole and question.is_required and kind_of(question).is_asked and not values:
        raise AnswerInvalid(_("This question needs an answer."))
    return values
