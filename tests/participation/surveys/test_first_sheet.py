"""The sheet in one statement is taken when the rules take it: each case is asked of both."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from itertools import product
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from participation.actions import submit_sheet as module
from participation.actions.keep_sheet import keep_sheet
from participation.actions.publish_survey import publish_survey
from participation.actions.submit_sheet import Sheet, _at_once, submit_sheet
from participation.models import (
    Answer,
    AnswerSheet,
    Consultation,
    SheetDraft,
    SheetToCount,
    Survey,
)
from participation.surveys.errors import AlreadyAnswered
from participation.surveys.kinds import Value
from tests import make
from tests.surveys import answer, ask, question, survey

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MOMENTS = (None, make.NOON - DAY, make.NOON, make.NOON + DAY)
OF_THE_WHOLE: list[dict[str, Any]] = [
    {},
    {"is_public": False},
    {"paused_at": make.NOON - DAY},
    {"opens_at": None, "closes_at": None},
    {"opens_at": make.NOON},
    {"opens_at": make.NOON + DAY},
    {"closes_at": make.NOON},
    {"closes_at": make.NOON + timedelta(microseconds=1)},
]


def in_order(opens: datetime | None, closes: datetime | None) -> bool:
    return opens is None or closes is None or opens < closes


def agrees(made: Survey) -> tuple[bool, bool]:
    """Whether the statement took a sheet, and whether the rules would have taken it."""
    row = Survey.objects.select_related("consultation").get(pk=made.pk)
    taken = _at_once(row, Sheet({"q1": ["a"]}, uuid4()), None, make.NOON)
    return taken is not None, row.is_open(make.NOON)


@pytest.mark.parametrize("whole", OF_THE_WHOLE, ids=str)
def test_every_window_inside_a_consultation(whole: dict[str, Any]) -> None:
    made = survey()
    Consultation.objects.update(**whole)

    for opens, closes in product(MOMENTS, MOMENTS):
        if in_order(opens, closes):
            Survey.objects.update(opens_at=opens, closes_at=closes)
            taken, may = agrees(made)
            assert taken is may, (opens, closes)


@pytest.mark.parametrize("fields", [{}, {"is_archived": True}, {"live": False}], ids=str)
@pytest.mark.parametrize("is_shown", [True, False])
def test_every_state_of_a_survey_of_no_consultation(fields: dict[str, Any], is_shown: bool) -> None:
    made = survey(consultation=None, is_shown=is_shown)
    Survey.objects.update(**fields)

    for opens, closes in product(MOMENTS, MOMENTS):
        if in_order(opens, closes):
            Survey.objects.update(opens_at=opens, closes_at=closes)
            taken, may = agrees(made)
            assert taken is may, (opens, closes)


def test_it_is_the_same_rows_that_the_long_way_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    made = survey(
        question("multiple", options=["Oui", "Non", "Peut-être"]),
        question("number"),
        question("date"),
        question("short_text"),
        question("matrix", rows=["Matin", "Soir"], options=["Oui", "Non"]),
    )
    typed: dict[str, Any] = {
        "q1": ["c", "a"], "q2": "1,5", "q3": "2026-12-31", "q4": "O'Hara %s", "q5__b": "a",
    }  # fmt: skip
    answer(made, **typed)
    monkeypatch.setattr(module, "first_sheet", lambda *args, **kwargs: False)
    answer(made, **typed)

    quick, long = AnswerSheet.objects.order_by("pk")
    names = ("question", "row", "option", "number", "text", "date", "published_at")
    assert list(quick.answers.order_by("pk").values(*names)) == list(
        long.answers.order_by("pk").values(*names)
    )
    assert quick.answers.get(question__code="q2").number == Decimal("1.5")
    same = ("survey", "version", "person", "channel", "serial", "language", "submitted_at")
    assert [getattr(quick, name) for name in same] == [getattr(long, name) for name in same]
    assert {mark.sheet_id for mark in SheetToCount.objects.all()} == {quick.pk, long.pk}


def test_what_fails_in_the_middle_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    made = survey(question("single", options=["Oui", "Non"]), question("short_text"))
    broken: Any = {"q1": [Value(option="a")], "q2": [Value(row=None)]}  # type: ignore[arg-type]  # what no kind makes
    monkeypatch.setattr(module, "read_sheet", lambda *args, **kwargs: broken)

    with pytest.raises(IntegrityError), transaction.atomic():
        _at_once(made, Sheet({}, uuid4()), None, make.NOON)

    assert not AnswerSheet.objects.exists()
    assert not Answer.objects.exists()


def test_a_second_sheet_of_a_person_is_left_to_the_long_way() -> None:
    made, ada = survey(respondents="account"), make.citizen()
    first = answer(made, ada, q1="a")

    assert _at_once(made, Sheet({"q1": ["b"]}, uuid4()), ada, make.NOON) is None
    with pytest.raises(AlreadyAnswered):
        answer(made, ada, q1="b")
    assert AnswerSheet.objects.get() == first


def test_an_account_that_is_asked_for_meanwhile_is_asked_for() -> None:
    made = survey()
    Survey.objects.update(respondents="account")

    assert _at_once(made, Sheet({"q1": ["a"]}, uuid4()), None, make.NOON) is None


def test_an_earlier_version_is_left_to_the_long_way() -> None:
    blocks = [question("single", options=["Oui", "Non"])]
    made = survey(*blocks)
    shown = made.current_version()
    ask(made, [*blocks, question("number")])
    publish_survey(survey=made, at=make.NOON)
    assert shown

    sheet = Sheet({"q1": ["a"]}, uuid4(), version=shown.pk)

    assert _at_once(made, sheet, None, make.NOON) is None
    assert submit_sheet(survey=made, sheet=sheet, at=make.NOON).version == shown


def test_a_version_that_came_meanwhile_is_never_passed_over() -> None:
    """The process knows the first version; another one has just published the second."""
    blocks = [question("single", options=["Oui", "Non"])]
    made = survey(*blocks)
    known = made.current_version()
    ask(made, [*blocks, question("number")])
    publish_survey(survey=made, at=make.NOON)
    assert known
    made.latest_pk, made.latest_at = known.pk, known.published_at

    assert _at_once(made, Sheet({"q1": ["a"]}, uuid4()), None, make.NOON) is None


def test_what_was_begun_goes_with_it() -> None:
    made, token = survey(), uuid4()
    version = made.current_version()
    assert version
    for begun in (token, uuid4()):
        keep_sheet(survey=made, version=version, token=begun, typed={}, at=make.NOON)

    submit_sheet(survey=made, sheet=Sheet({"q1": ["b"]}, token), at=make.NOON)

    assert SheetDraft.objects.get().token != token


def test_a_sheet_costs_one_act_of_the_database() -> None:
    made = survey()
    made.current_version()

    with CaptureQueriesContext(connection) as asked:
        answer(made, q1="a")

    told = ("SAVEPOINT", "RELEASE", "BEGIN")
    statements = [q["sql"] for q in asked if not q["sql"].startswith(told)]
    assert len(statements) == (2 if connection.vendor == "postgresql" else 5)
