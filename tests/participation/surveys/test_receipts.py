"""Answers given before one had an account: the receipt's code, and nothing else, claims them."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from accounts import registry
from accounts.registry import Subject
from participation.actions.claim_sheet import claim_sheet, sheet_with
from participation.actions.submit_sheet import Sheet, submit_sheet
from participation.errors import UnknownCode
from participation.models import AnswerSheet, Survey
from participation.receipts import receipt_of
from participation.results.survey_results import results_of
from participation.surveys.errors import AlreadyAnswered
from tests import editor, make, surveys

pytestmark = pytest.mark.django_db
CODE = re.compile(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}")


@pytest.fixture(autouse=True)
def _fresh_counters() -> None:
    caches["shared"].clear()


def code_of(sheet: AnswerSheet) -> str:
    return receipt_of(sheet.survey_id, sheet.token)


def test_the_receipt_puts_a_sheet_into_an_account_once() -> None:
    survey, ada = surveys.survey(), make.citizen()
    sheet = surveys.answer(survey, q1="a")
    code = code_of(sheet)

    claimed = claim_sheet(person=ada, code=code.lower().replace("-", " "))

    assert claimed.person == ada
    assert survey.title in str(registry.export(Subject.of(ada.user)))  # type: ignore[arg-type]  # has one
    assert [line.title for line in registry.contributions(ada)] == [survey.title]
    with pytest.raises(UnknownCode):
        claim_sheet(person=make.citizen(), code=code)


def test_claiming_changes_no_figure() -> None:
    survey = surveys.survey()
    sheet = surveys.answer(survey, q1="a")
    before = results_of(survey, with_waiting=True)

    claim_sheet(person=make.citizen(), code=code_of(sheet))

    assert results_of(survey, with_waiting=True) == before


def test_one_person_has_one_sheet_whatever_they_claim() -> None:
    survey, ada = surveys.survey(), make.citizen()
    one, other = surveys.answer(survey, q1="a"), surveys.answer(survey, q1="b")
    claim_sheet(person=ada, code=code_of(one))

    with pytest.raises(AlreadyAnswered):
        claim_sheet(person=ada, code=code_of(other))

    assert AnswerSheet.objects.get(pk=other.pk).person is None


def test_a_sheet_keeps_a_hash_and_the_same_form_the_same_code() -> None:
    survey, token = surveys.survey(), uuid4()
    for _ in range(2):
        submit_sheet(survey=survey, sheet=Sheet({"q1": ["a"]}, token), at=make.NOON)

    sheet = AnswerSheet.objects.get()
    code = code_of(sheet)

    assert code.replace("-", "") not in str(AnswerSheet.objects.values().get()).upper()
    assert sheet_with(code) == sheet
    assert receipt_of(survey.pk + 1, token) != code


def test_a_sheet_with_a_person_has_no_receipt() -> None:
    survey = surveys.survey(respondents="account")

    assert surveys.answer(survey, make.citizen(), q1="a").receipt_hash == ""


@pytest.mark.parametrize("code", ["", "x", "0000-0000-0000-0000", "\x00"])
def test_what_is_no_receipt_claims_nothing(code: str) -> None:
    surveys.answer(surveys.survey(respondents="account"), make.citizen(), q1="a")

    with pytest.raises(UnknownCode):
        claim_sheet(person=make.citizen(), code=code)


# --- The pages ------------------------------------------------------------------------------------


@pytest.fixture
def survey() -> Survey:
    make.home()
    return surveys.survey(consultation=make.open_now())


def send(client: Client, survey: Survey) -> Any:
    data = {"step": "1", "send": "1", "q1": "a"}
    address = reverse("participation:answer", args=[survey.pk])
    return client.post(address, data, follow=True)


def test_the_receipt_is_told_once_to_whoever_has_just_answered(survey: Survey) -> None:
    client = Client()

    told = send(client, survey).content.decode()
    later = client.get(reverse("participation:survey", args=[survey.pk])).content.decode()

    code = CODE.search(told)
    assert code
    assert sheet_with(code.group(0)) == survey.sheets.get()
    assert not CODE.search(later)  # the next person at this device


def test_a_receipt_is_claimed_by_whoever_is_logged_in(survey: Survey) -> None:
    send(Client(), survey)
    code, ada = code_of(survey.sheets.get()), make.citizen()
    assert ada.user

    seen = Client().post("/suivre/", {"code": code})
    nobody = Client().post("/suivre/", {"code": code, "act": "claim"})
    claimed = editor.signed_in(ada.user).post("/suivre/", {"code": code, "act": "claim"})

    assert (seen.status_code, nobody.status_code, claimed.status_code) == (200, 200, 302)
    assert survey.title in seen.content.decode()
    assert survey.sheets.get().person == ada
    assert Client().post("/suivre/", {"code": code}).status_code == 422
