"""Choosing one or several of the options, in words or in pictures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from participation.surveys.definition import OTHER, Definition
from participation.surveys.errors import AnswerInvalid, SheetTampered
from participation.surveys.kinds.base import Column, Kind, Typed, Value, known, one
from participation.text import clean_line

LONGEST_OTHER = 200


def offered(question: Definition) -> list[str]:
    return [*question.option_codes, *([OTHER] if question.has_other else [])]


class Single(Kind):
    """One option at most; « other » in words."""

    name = "single"
    label = gettext_lazy("One choice")

    def names(self, question: Definition) -> list[str]:
        return [question.code, *([f"{question.code}-other"] if question.has_other else [])]

    def read(self, question: Definition, typed: Typed) -> list[Value]:
        code = one(typed, question.code)
        if not code:
            return []
        return [_chosen(question, known(code, offered(question)), typed)]

    def columns(self, question: Definition) -> list[Column]:
        columns = [Column(question.code, question.label)]
        if question.has_other:
            columns.append(Column(f"{question.code}_other_text", _("other, in words")))
        return columns

    def cells(self, question: Definition, values: Sequence[Value]) -> list[Any]:
        value = values[0] if values else Value()
        cells: list[Any] = [value.option or None]
        return [*cells, value.text or None] if question.has_other else cells


class Image(Single):
    """One picture of several; each says in words what it shows."""

    name = "image"
    label = gettext_lazy("Choice of a picture")


class Multiple(Single):
    """Several options, between a least and a most."""

    name = "multiple"
    label = gettext_lazy("Several choices")

    def read(self, question: Definition, typed: Typed) -> list[Value]:
        codes = [code for code in typed.get(question.code, ()) if code]
        if len(set(codes)) < len(codes):
            raise SheetTampered
        for code in codes:
            known(code, offered(question))
        _check_number(question, len(codes))
        return [_chosen(question, code, typed) for code in offered(question) if code in codes]

    def columns(self, question: Definition) -> list[Column]:
        columns = [Column(question.code, question.label)]
        columns += [
            Column(f"{question.code}_{option.code}", option.label) for option in question.options
        ]
        if question.has_other:
            columns.append(Column(f"{question.code}_{OTHER}", _("other")))
            columns.append(Column(f"{question.code}_other_text", _("other, in words")))
        return columns

    def cells(self, question: Definition, values: Sequence[Value]) -> list[Any]:
        chosen = [value.option for value in values]
        marks = [int(code in chosen) if values else None for code in offered(question)]
        cells = [" ".join(chosen) or None, *marks]
        if question.has_other:
            cells.append(next((value.text for value in values if value.text), None))
        return cells


def _chosen(question: Definition, code: str, typed: Typed) -> Value:
    """« Other » keeps its words; words beside another choice were left there by mistake."""
    if code != OTHER:
        return Value(option=code)
    words = clean_line(one(typed, f"{question.code}-other"))
    if not words:
        raise AnswerInvalid(_("Say in a few words what you mean by “other”."))
    if len(words) > LONGEST_OTHER:
        raise AnswerInvalid(_("At most %(most)s characters.") % {"most": LONGEST_OTHER})
    return Value(option=OTHER, text=words)


def _check_number(question: Definition, chosen: int) -> None:
    least, most = question.least, question.most
    if chosen and least and chosen < least:
        text = ngettext(
            "Choose at least %(least)s answer.", "Choose at least %(least)s answers.", least
        )
        raise AnswerInvalid(text % {"least": least})
    if most and chosen > most:
        text = ngettext("Choose at most %(most)s answer.", "Choose at most %(most)s answers.", most)
        raise AnswerInvalid(text % {"most": most})
