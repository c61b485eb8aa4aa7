"""A sheet is kept whole or not at all, once a person, and only while the survey is open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from participation.actions import submit_sheet as module
from participation.actions.keep_sheet import draft_of, keep_sheet, purge_drafts
from participation.actions.submit_sheet import Sheet, submit_sheet
from participation.errors import AccountNeeded, ActivityClosed, EmailNotConfirmed, Refusal
from participation.models import Answer, AnswerSheet, SheetDraft, SheetToCount, Survey
from participation.surveys.errors import AlreadyAnswered, AnswersInvalid, SheetTampered
from participation.surveys.sheet import pages_of
from tests import make
from tests.surveys import answer, question, survey

pytestmark = pytest.mark.django_db


@pytest.fixture
def bus() -> Survey:
    """« Prenez-vous le bus ? » A yes brings « Lequel ? », a no « Pourquoi ? »."""
    return survey(
        question("single", "Prenez-vous le bus ?", options=["Oui", "Non"], is_required=True,
                 when={"reference": "bus"}),
        question("short_text", "Lequel ?", when={"only_after": "bus", "answered": "oui"},
                 is_required=True),
        question("long_text", "Pourquoi ?", when={"only_after": "bus", "answered": "Non\n"}),
    )  # fmt: skip


def test_a_sheet_is_kept_with_its_version_and_waits_for_the_tally(bus: Survey) -> None:
    sheet = answer(bus, q1="a", q2="Le 23")

    assert sheet.person is None
    assert sheet.version == bus.current_version()
    assert list(sheet.answers.order_by("pk").values_list("question__code", "option", "text")) == [
        ("q1", "a", ""),
        ("q2", "", "Le 23"),
    ]
    assert SheetToCount.objects.get().sheet_id == sheet.pk


@pytest.mark.parametrize(
    "typed",
    [
        {"q1": "a", "q2": "Le 23", "q9": "x"},
        {"q1": "a", "q2": "Le 23", "q3": "question cachée"},
        {"q1": "c", "q2": "Le 23"},
        {"q1": ["a", "b"], "q2": "Le 23"},
    ],
)
def test_a_tampered_sheet_is_refused_whole(bus: Survey, typed: dict[str, Any]) -> None:
    with pytest.raises(SheetTampered):
        answer(bus, **typed)

    assert not Answer.objects.exists()
    assert not AnswerSheet.objects.exists()


def test_each_question_to_mend_has_its_own_sentence(bus: Survey) -> None:
    with pytest.raises(AnswersInvalid) as refusal:
        answer(bus, q1="a", q2=" ")

    assert list(refusal.value.faults) == ["q2"]


def test_a_hidden_question_is_not_required(bus: Survey) -> None:
    assert answer(bus, q1="b").answers.count() == 1


def test_a_failure_at_the_last_answer_leaves_nothing(
    bus: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(SheetToCount.objects, "create", fail)
    monkeypatch.setattr(module, "first_sheet", lambda *args, **kwargs: False)  # the long way

    with pytest.raises(RuntimeError):
        answer(bus, q1="a", q2="Le 23")

    assert not AnswerSheet.objects.exists()
    assert not Answer.objects.exists()


def test_the_same_form_sent_twice_is_kept_once(bus: Survey) -> None:
    sheet = Sheet({"q1": ["b"]}, uuid4())

    first = submit_sheet(survey=bus, sheet=sheet, at=make.NOON)
    again = submit_sheet(survey=bus, sheet=sheet, at=make.NOON)

    assert first == again == AnswerSheet.objects.get()


def test_one_sheet_per_person_where_the_survey_asks_who_answers() -> None:
    made, ada = survey(respondents="account"), make.citizen()
    answer(made, ada, q1="a")

    with pytest.raises(AlreadyAnswered):
        answer(made, ada, q1="b")
    with pytest.raises(IntegrityError), transaction.atomic():
        AnswerSheet.objects.create(
            survey=made,
            version=made.versions.get(),
            person=ada,
            token=uuid4(),
            submitted_at=make.NOON,
        )

    assert AnswerSheet.objects.get().answers.get().option == "a"


def test_where_anyone_may_answer_nobody_is_written_down() -> None:
    assert answer(survey(), make.citizen(), q1="a").person is None


def _nobody() -> None:
    return None


@pytest.mark.parametrize(
    ("respondents", "who", "refusal"),
    [
        ("account", _nobody, AccountNeeded),
        ("confirmed", _nobody, AccountNeeded),
        ("confirmed", lambda: make.citizen(address_confirmed_at=None), EmailNotConfirmed),
    ],
)
def test_who_may_answer(respondents: str, who: Callable[[], Any], refusal: type[Refusal]) -> None:
    made = survey(respondents=respondents)

    with pytest.raises(refusal):
        answer(made, who(), q1="a")


@pytest.mark.parametrize("days", [-8, 28])
def test_a_survey_takes_no_answer_outside_its_window(bus: Survey, days: int) -> None:
    at = make.NOON + timedelta(days=days)

    with pytest.raises(Refusal):
        submit_sheet(survey=bus, sheet=Sheet({"q1": ["b"]}, uuid4()), at=at)

    assert not AnswerSheet.objects.exists()


def test_an_archived_survey_takes_no_answer(bus: Survey) -> None:
    Survey.objects.update(is_archived=True)
    bus.refresh_from_db()

    with pytest.raises(ActivityClosed):
        answer(bus, q1="b")


def test_pages_end_before_what_depends_on_them(bus: Survey) -> None:
    version = bus.current_version()
    assert version

    pages = pages_of(version.definitions())

    assert [[asked.code for asked in page] for page in pages] == [["q1"], ["q2", "q3"]]


def test_begun_answers_are_found_for_thirty_days_and_never_count(bus: Survey) -> None:
    token, version = uuid4(), bus.current_version()
    assert version

    keep_sheet(survey=bus, version=version, token=token, typed={"q1": ["a"]}, at=make.NOON)

    month = timedelta(days=30)
    assert draft_of(bus, token, None, make.NOON + month - timedelta(seconds=1))
    assert draft_of(bus, token, None, make.NOON + month) is None
    assert not AnswerSheet.objects.exists()
    assert purge_drafts(at=make.NOON + month) == 1


def test_begun_answers_go_once_they_are_sent(bus: Survey) -> None:
    token, version = uuid4(), bus.current_version()
    assert version
    keep_sheet(survey=bus, version=version, token=token, typed={"q1": ["b"]}, at=make.NOON)

    submit_sheet(survey=bus, sheet=Sheet({"q1": ["b"]}, token), at=make.NOON)

    assert not SheetDraft.objects.exists()
