"""The sheets of a survey as a table, and the table that says what its columns mean.

Both depend on nothing but the sheets and the versions that they answer: years later the same sheets
make the same file. No column says who answered, nor at what time of the day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from accounts.clock import BRUSSELS
from participation.models import Answer, AnswerSheet, Question, Survey, SurveyVersion
from participation.surveys.definition import ILLEGIBLE, Definition
from participation.surveys.kinds import KINDS, Value, cells_of, kind_of

CHUNK = 500
FIXED = ("sheet", "version", "date", "channel", "serial", "language")


class SheetExport:
    """What one survey exports: `headings`, `rows` one by one, and the `definitions`."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        answered = AnswerSheet.objects.filter(survey=survey).values("version").distinct()
        versions = SurveyVersion.objects.with_questions().filter(pk__in=answered)
        self.versions = list(versions.order_by("number", "correction"))
        self.questions = union([version.definitions() for version in self.versions])

    def headings(self) -> list[str]:
        columns = [column.name for q in self.questions for column in kind_of(q).columns(q)]
        return [*FIXED, *columns]

    def rows(self) -> Iterator[list[Any]]:
        """In the order in which the sheets came; a few hundred at a time are in memory."""
        numbers = {version.pk: version.number for version in self.versions}
        codes = dict(Question.objects.filter(survey=self.survey).values_list("pk", "code"))
        last = 0
        while sheets := self._after(last):
            last = sheets[-1].pk
            values = _values_of(sheets, codes)
            for sheet in sheets:
                yield self._row(sheet, numbers[sheet.version_id], values.get(sheet.pk, {}))

    def definitions(self) -> tuple[list[str], list[list[Any]]]:
        """One line for each column and, where its words were corrected, for each wording."""
        rows: list[list[Any]] = []
        for version in self.versions:
            for question in version.definitions():
                rows += [row for row in _meanings(question) if row not in rows]
        rows.sort(key=lambda row: _order(row[0].split("_")[0]))
        if Answer.objects.filter(sheet__survey=self.survey, option=ILLEGIBLE).exists():
            meaning = _("what stands on the paper sheet cannot be read")
            rows.append([_("every column"), "", "", meaning, ILLEGIBLE])
        return [_("column"), _("kind"), _("question"), _("meaning"), _("codes")], rows

    def _after(self, last: int) -> list[AnswerSheet]:
        sheets = AnswerSheet.objects.filter(survey=self.survey, pk__gt=last)
        return list(sheets.order_by("pk")[:CHUNK])

    def _row(self, sheet: AnswerSheet, version: int, given: dict[str, list[Value]]) -> list[Any]:
        row: list[Any] = [
            sheet.pk,
            version,
            sheet.submitted_at.astimezone(BRUSSELS).date(),
            sheet.channel,
            sheet.serial or None,
            sheet.language or None,
        ]
        for question in self.questions:
            row += cells_of(question, given.get(question.code, []))
        return row


def union(versions: list[list[Definition]]) -> list[Definition]:
    """Each question once, with every option and row that it had, in the order of the codes."""
    found: dict[str, Definition] = {}
    for version in versions:
        for question in version:
            before = found.get(question.code, question)
            found[question.code] = replace(
                question,
                options=_united(before.options, question.options),
                rows=_united(before.rows, question.rows),
                has_other=before.has_other or question.has_other,
            )
    return sorted(found.values(), key=lambda question: _order(question.code))


def _united(before: Any, after: Any) -> tuple[Any, ...]:
    parts = {part.code: part for part in (*before, *after)}
    return tuple(sorted(parts.values(), key=lambda part: (len(part.code), part.code)))


def _order(code: str) -> int:
    return int(code.removeprefix("q"))


def _values_of(
    sheets: list[AnswerSheet], codes: dict[int, str]
) -> dict[int, dict[str, list[Value]]]:
    found: dict[int, dict[str, list[Value]]] = {}
    fields = ("sheet", "question", "row", "option", "number", "text", "date")
    answers = Answer.objects.filter(sheet__in=[sheet.pk for sheet in sheets]).order_by("pk")
    for sheet, question, *value in answers.values_list(*fields):
        found.setdefault(sheet, {}).setdefault(codes[question], []).append(Value(*value))
    return found


def _meanings(question: Definition) -> Iterator[list[Any]]:
    codes = "; ".join(f"{option.code} = {option.label}" for option in question.options)
    label = KINDS[question.kind].label
    for column in kind_of(question).columns(question):
        yield [column.name, str(label), question.label, column.meaning, codes]
