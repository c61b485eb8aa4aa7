"""Control of what was entered from paper: which sheets wait for it, and what differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Sum
from django.utils.functional import cached_property

from accounts.models import User
from participation.models import Answer, AnswerSheet, ControlEntry, Survey
from participation.surveys.kinds import Value
from participation.surveys.said import Difference, differences, from_json
from participation.surveys.sheet import Given

EVERY = 10  # one sheet in ten is typed by a second person


@dataclass(frozen=True)
class Controls:
    """How the entry of a survey stands: sheets controlled, questions compared and differing."""

    sheets: int
    compared: int
    differing: int

    @property
    def percent(self) -> float:
        return round(100 * self.differing / self.compared, 1) if self.compared else 0


class Controlled:
    """A control entry with what differs from the sheet that counts."""

    def __init__(self, entry: ControlEntry, first: Given) -> None:
        self.entry = entry
        self.first = first

    @cached_property
    def differences(self) -> list[Difference]:
        questions = self.entry.sheet.version.definitions()
        return differences(questions, self.first, from_json(self.entry.answers))


def every_tenth(survey: Survey) -> list[int]:
    """Every tenth sheet, in the order of their entry."""
    numbers = paper_sheets(survey).order_by("pk").values_list("pk", flat=True)
    return list(numbers)[EVERY - 1 :: EVERY]


def sheets_to_control(survey: Survey) -> Any:
    """Those of them that nobody has typed a second time yet, oldest first."""
    waiting = AnswerSheet.objects.filter(pk__in=every_tenth(survey), controls=None)
    return waiting.select_related("agent").order_by("pk")


def waiting_for(survey: Survey, agent: User) -> Any:
    """Those that this person may type: never their own."""
    return sheets_to_control(survey).exclude(agent=agent)


def controls_of(survey: Survey) -> Controls:
    found = ControlEntry.objects.filter(sheet__survey=survey).aggregate(
        sheets=Count("pk"), compared=Sum("compared"), differing=Sum("differing")
    )
    return Controls(found["sheets"], found["compared"] or 0, found["differing"] or 0)


def entries_that_differ(survey: Survey) -> Any:
    """Newest first."""
    entries = ControlEntry.objects.filter(sheet__survey=survey, differing__gt=0)
    entries = entries.select_related("agent", "sheet__agent", "sheet__version").order_by("-pk")
    return entries.prefetch_related("sheet__version__placed__question")


def with_differences(entries: list[ControlEntry]) -> list[Controlled]:
    """Each with its differences, in one query more."""
    first = given_of([entry.sheet_id for entry in entries])
    return [Controlled(entry, first.get(entry.sheet_id, {})) for entry in entries]


def given_of(sheets: list[int]) -> dict[int, Given]:
    """What these sheets say, by code of the question."""
    found: dict[int, Given] = {}
    fields = ("sheet", "question__code", "row", "option", "number", "text", "date")
    answers = Answer.objects.filter(sheet__in=sheets).order_by("pk")
    for sheet, code, *value in answers.values_list(*fields):
        found.setdefault(sheet, {}).setdefault(code, []).append(Value(*value))
    return found


def paper_sheets(survey: Survey) -> Any:
    """The sheets that came on paper: they have a serial number."""
    return AnswerSheet.objects.filter(survey=survey).exclude(serial="")
