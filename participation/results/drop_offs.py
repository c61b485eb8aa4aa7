"""Where people stop: begun sheets, counted by the question before which they were left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from participation.actions.keep_sheet import KEPT_FOR
from participation.models import SheetDraft, Survey
from participation.surveys.definition import Definition
from participation.surveys.form import numbers_of
from participation.surveys.kinds import Typed, kind_of

MOST_READ = 2_000  # the newest


@dataclass(frozen=True)
class DropOff:
    """`number` and `label` are those of a question; 0 where all was answered and nothing sent."""

    number: int
    label: str
    sheets: int


def drop_offs(survey: Survey, at: datetime) -> list[DropOff]:
    """In the order of the questions. These sheets are counted nowhere; nobody is named."""
    begun = SheetDraft.objects.filter(survey=survey, changed_at__gt=at - KEPT_FOR)
    newest = begun.order_by("-changed_at").values_list("version", "typed")[:MOST_READ]
    versions = {version.pk: version.definitions() for version in survey.all_versions()}
    left: Counter[tuple[int, str]] = Counter()
    for version, typed in newest:
        left[_next(versions[version], typed)] += 1
    in_order = sorted(left, key=lambda place: (not place[0], place))
    return [DropOff(number, label, left[number, label]) for number, label in in_order]


def _next(questions: Sequence[Definition], typed: Typed) -> tuple[int, str]:
    """The question that comes after the last one that has an answer."""
    asked = [question for question in questions if kind_of(question).is_asked]
    done = [n for n, question in enumerate(asked) if _has_answer(question, typed)]
    rest = asked[done[-1] + 1 :] if done else asked
    following = next((question for question in rest if _is_called_for(question, typed)), None)
    return (numbers_of(questions)[following.code], following.label) if following else (0, "")


def _has_answer(question: Definition, typed: Typed) -> bool:
    return any(any(typed.get(name, ())) for name in kind_of(question).names(question))


def _is_called_for(question: Definition, typed: Mapping[str, Sequence[str]]) -> bool:
    condition = question.condition
    return condition is None or not set(condition.options).isdisjoint(
        typed.get(condition.question, ())
    )
