"""What surveys hold of a person: their copy of it, and its erasure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Model, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import registry
from accounts.models import Person
from accounts.registry import Contributed, Subject
from participation.models import Answer, AnswerSheet, SheetDraft

TABLES: list[type[Model]] = [AnswerSheet, Answer, SheetDraft]


def register() -> None:
    registry.register_export("surveys", export, tables=TABLES)
    registry.register_erasure("surveys", erase, tables=TABLES)
    registry.register_contributions("surveys", contributions)


def contributions(person: Person) -> Iterator[Contributed]:
    """That somebody answered, and what; their answers are in the copy of their data."""
    for sheet in AnswerSheet.objects.filter(person=person).select_related("survey"):
        address = reverse("participation:survey", args=[sheet.survey_id])
        title, kind = sheet.survey.title, _("Answers to a survey")
        yield Contributed(kind, title, _("counted"), sheet.submitted_at, address)


def export(subject: Subject) -> dict[str, Any]:
    """Sheets and begun answers of surveys that ask for an account; the others know nobody."""
    person = subject.person
    if person is None:
        return {}
    sheets = AnswerSheet.objects.filter(person=person).select_related("survey").order_by("pk")
    drafts = SheetDraft.objects.filter(person=person).select_related("survey").order_by("pk")
    return {
        "sheets": [_sheet(sheet) for sheet in sheets],
        "begun": [
            {"survey": draft.survey.title, "typed": draft.typed, "changed_at": draft.changed_at}
            for draft in drafts
        ],
    }


def _sheet(sheet: AnswerSheet) -> dict[str, Any]:
    answers = sheet.answers.select_related("question").order_by("pk")
    return {
        "survey": sheet.survey.title,
        "channel": sheet.channel,
        "submitted_at": sheet.submitted_at,
        "answers": [
            {
                "question": answer.question.definition["label"],
                "line": answer.row,
                "option": answer.option,
                "number": answer.number,
                "text": answer.text,
                "date": answer.date,
            }
            for answer in answers
        ],
    }


def erase(subject: Subject, with_contributions: bool) -> None:
    """A sheet forgets whose it was and stays counted; its texts go when their author wants it."""
    if subject.person is None:
        return
    SheetDraft.objects.filter(person=subject.person).delete()
    mine = AnswerSheet.objects.filter(person=subject.person)
    if with_contributions:
        written = Answer.objects.filter(~Q(text=""), sheet__in=mine)
        written.update(text="", published_at=None)
    mine.update(person=None)
