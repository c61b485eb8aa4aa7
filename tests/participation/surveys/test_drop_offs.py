"""Where people stop: told to staff by question, counted nowhere, and without a name."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts import clock
from participation.actions.keep_sheet import keep_sheet
from participation.models import SheetDraft, Survey
from participation.results.drop_offs import DropOff, drop_offs
from participation.results.survey_results import results_of
from tests import editor, make
from tests.surveys import question, survey, when

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> Survey:
    return survey(
        question("single", "Bus ?", options=["Oui", "Non"], when=when(reference="bus")),
        question("short_text", "Lequel ?", when=when(only_after="bus", answered="Oui")),
        question("information", "Merci"),
        question("number", "Combien ?"),
    )


def begin(made: Survey, **typed: str) -> None:
    version = made.current_version()
    assert version
    fields = {name: [value] for name, value in typed.items()}
    keep_sheet(survey=made, version=version, token=uuid4(), typed=fields, at=make.NOON)


def test_begun_sheets_are_counted_by_the_question_before_which_they_stopped(made: Survey) -> None:
    begin(made)
    begin(made, q1="a")
    begin(made, q1="b")
    begin(made, q1="b")
    begin(made, q1="a", q2="Le 23", q4="3")

    assert drop_offs(made, make.NOON) == [
        DropOff(1, "Bus ?", 1),
        DropOff(2, "Lequel ?", 1),
        DropOff(3, "Combien ?", 2),
        DropOff(0, "", 1),
    ]


def test_they_are_never_answers(made: Survey) -> None:
    begin(made, q1="a")

    assert results_of(made, with_waiting=True).sheets == 0


def test_what_has_expired_is_counted_no_more(made: Survey) -> None:
    begin(made)

    assert drop_offs(made, make.NOON + timedelta(days=30)) == []


def test_staff_read_where_people_stop(made: Survey) -> None:
    begin(made, q1="b")
    SheetDraft.objects.update(changed_at=clock.now())
    survey_page = reverse("parvis_survey_results", args=[made.pk])

    shown = editor.editor().get(survey_page).content.decode()

    assert "s’est arrêtée avant la question 3" in shown
