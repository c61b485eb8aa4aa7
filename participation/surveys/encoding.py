"""What an agent types from a paper sheet: codes, turned into what a form would send."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from participation.surveys.definition import NO_OPINION, OTHER, Definition
from participation.surveys.errors import AnswerInvalid, AnswersInvalid
from participation.surveys.kinds import kind_of
from participation.surveys.kinds.base import row_name
from participation.surveys.kinds.rows import Statements
from participation.surveys.kinds.scale import Scale
from participation.surveys.sheet import names_of, shown_with

UNREADABLE = "?"
NOTHING = "-"
STATEMENTS = {"a": "agree", "d": "disagree", "p": "pass"}
Fields = dict[str, list[str]]


@dataclass(frozen=True)
class Entry:
    """A sheet as it was typed: what a form would send, and the names of what cannot be read."""

    fields: Fields
    illegible: frozenset[str] = frozenset()


def read_codes(questions: Sequence[Definition], codes: Mapping[str, str]) -> Entry:
    """What was typed for each question. « ? » says that it cannot be read, « - » or nothing that
    there is no answer.

    What stands on paper under a question that was not to be answered is left out. Raises
    AnswersInvalid with a sentence for each question whose code does not exist.
    """
    fields: Fields = {}
    illegible: set[str] = set()
    faults: dict[str, str] = {}
    for question in questions:
        text = codes.get(question.code, "").strip()
        if not text or text == NOTHING or not kind_of(question).is_asked:
            continue
        try:
            read = _READ.get(question.kind, _as_typed)(question, text) if text != UNREADABLE else {}
        except AnswerInvalid as refusal:
            faults[question.code] = str(refusal)
            continue
        fields |= read
        illegible |= _illegible(question, text, read)
    if faults:
        raise AnswersInvalid(faults)
    shown = shown_with(questions, fields)
    names = names_of(shown)
    return Entry(
        {name: values for name, values in fields.items() if name in names},
        frozenset(illegible & (names | {question.code for question in shown})),
    )


def codes_of(question: Definition) -> list[tuple[str, str]]:
    """What may be typed for its answers, each with the words beside it on paper."""
    if question.kind == "statements":
        labels = {option.code: option.label for option in Statements.offered(question)}
        return [(sign, labels[option]) for sign, option in STATEMENTS.items()]
    found = [(option.code, option.label) for option in question.options]
    if question.has_other:
        found.append(("x", _("Other")))
    if question.kind == "scale":
        ends = {"1": question.low, str(question.most or 5): question.high}
        found = [(point, ends.get(point, "")) for point in Scale.points(question)]
        if question.has_no_opinion:
            found.append(("n", _("No opinion")))
    return found


def hint_of(question: Definition) -> str:
    """What to type, in a few words."""
    if question.has_other:
        if question.kind == "multiple":
            return _("letters, with or without spaces; “x” and words for “other”")
        return _("one letter; “x” and words for “other”")
    if question.kind == "scale" and question.has_no_opinion:
        return _("one figure; “n” for no opinion")
    return {
        "single": _("one letter"),
        "image": _("one letter"),
        "multiple": _("letters, with or without spaces"),
        "scale": _("one figure"),
        "matrix": _("one letter for each line; “-” for a line without answer"),
        "statements": _("a, d or p for each line; “-” for a line without answer"),
        "ranking": _("letters, the best first"),
        "date": _("day/month/year"),
    }.get(question.kind, "")


def _illegible(question: Definition, text: str, read: Fields) -> set[str]:
    """The whole question, where nothing of it can be read; else the lines marked with « ? »."""
    if text == UNREADABLE:
        return {question.code}
    if not question.rows or UNREADABLE not in text:
        return set()
    signs = zip(question.row_codes, _signs(text), strict=True)
    lines = {row_name(question, row) for row, sign in signs if sign == UNREADABLE}
    return lines if read else {question.code}


def _as_typed(question: Definition, text: str) -> Fields:
    return {question.code: [text]}


def _single(question: Definition, text: str) -> Fields:
    return _chosen(question, text, most=1)


def _multiple(question: Definition, text: str) -> Fields:
    return _chosen(question, text, most=len(question.options) + 1)


def _chosen(question: Definition, text: str, most: int) -> Fields:
    letters, _sign, words = text.partition("x") if question.has_other else (text, "", "")
    chosen = _letters(question.option_codes, letters)
    fields: Fields = {}
    if question.has_other and "x" in text:
        chosen.append(OTHER)
        fields[f"{question.code}-other"] = [words.strip(" :=")]
    if len(chosen) > most:
        raise AnswerInvalid(_("Only one answer is possible."))
    return {question.code: chosen} | fields


def _scale(question: Definition, text: str) -> Fields:
    if text.lower() == "n" and question.has_no_opinion:
        return {question.code: [NO_OPINION]}
    if text not in Scale.points(question):
        raise AnswerInvalid(_no_such_code(text))
    return {question.code: [text]}


def _rows(question: Definition, text: str) -> Fields:
    signs = _signs(text)
    if len(signs) != len(question.rows):
        wanted = len(question.rows)
        raise AnswerInvalid(_("Type %(wanted)s signs, one for each line.") % {"wanted": wanted})
    known = {code: code for code in question.option_codes} or STATEMENTS
    fields: Fields = {}
    for row, sign in zip(question.row_codes, signs, strict=True):
        if sign in (NOTHING, UNREADABLE):
            continue
        if sign not in known:
            raise AnswerInvalid(_no_such_code(sign))
        fields[row_name(question, row)] = [known[sign]]
    return fields


def _signs(text: str) -> str:
    """One sign for each line of a table."""
    return re.sub(r"[\s,;]", "", text.lower())


def _ranking(question: Definition, text: str) -> Fields:
    order = _letters(question.option_codes, text)
    return {row_name(question, code): [str(n)] for n, code in enumerate(order, 1)}


def _letters(codes: Sequence[str], text: str) -> list[str]:
    """The codes in what was typed: apart, or run together where each is one letter."""
    found = re.split(r"[\s,;]+", text.lower().strip(" ,;"))
    if all(len(code) == 1 for code in codes):
        found = [sign for part in found for sign in part]
    for code in found:
        if code and code not in codes:
            raise AnswerInvalid(_no_such_code(code))
    return [code for code in dict.fromkeys(found) if code]


def _no_such_code(code: str) -> str:
    return _("No answer has the code “%(code)s”.") % {"code": code}


_READ: dict[str, Callable[[Definition, str], Fields]] = {
    "single": _single,
    "image": _single,
    "multiple": _multiple,
    "scale": _scale,
    "matrix": _rows,
    "statements": _rows,
    "ranking": _ranking,
}
