"""Entering paper: codes become answers, slips are told, the paper says the same as the screen."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.groups import DATA_ENTRY
from participation.actions.publish_survey import publish_survey
from participation.models import AnswerSheet, Survey
from participation.surveys.encoding import Entry, read_codes
from participation.surveys.errors import AnswersInvalid
from participation.surveys.paper import on_paper
from participation.surveys.reading import read_questionnaire
from participation.surveys.serial import serial_of
from tests import editor, make, surveys
from tests.surveys import question, when

THREE = ["Un", "Deux", "Trois"]


@pytest.mark.parametrize(
    ("kind", "typed", "fields"),
    [
        ("single", "b", {"q1": ["b"]}),
        ("single", "B", {"q1": ["b"]}),
        ("single", "x à vélo", {"q1": ["other"], "q1-other": ["à vélo"]}),
        ("multiple", "ac", {"q1": ["a", "c"]}),
        ("multiple", "a, c", {"q1": ["a", "c"]}),
        ("multiple", "a x: train", {"q1": ["a", "other"], "q1-other": ["train"]}),
        ("scale", "4", {"q1": ["4"]}),
        ("scale", "n", {"q1": ["none"]}),
        ("matrix", "a-", {"q1-a": ["a"]}),
        ("statements", "d p", {"q1-a": ["disagree"], "q1-b": ["pass"]}),
        ("ranking", "c a", {"q1-c": ["1"], "q1-a": ["2"]}),
        ("number", "11200", {"q1": ["11200"]}),
        ("long_text", "Des bancs", {"q1": ["Des bancs"]}),
        ("multiple", "-", {}),
    ],
)
def test_codes_become_what_the_form_would_send(kind: str, typed: str, fields: Any) -> None:
    asked = read_questionnaire(
        [question(kind, options=THREE, rows=["L1", "L2"], has_other=True, has_no_opinion=True)]
        if kind not in ("statements",)
        else [question(kind, rows=["L1", "L2"])]
    )

    assert read_codes(asked, {"q1": typed}) == Entry(fields)


@pytest.mark.parametrize(
    ("kind", "typed", "fields", "illegible"),
    [
        ("single", "?", {}, {"q1"}),
        ("long_text", " ? ", {}, {"q1"}),
        ("ranking", "?", {}, {"q1"}),
        ("matrix", "a?", {"q1-a": ["a"]}, {"q1-b"}),
        ("matrix", "?-", {}, {"q1"}),
        ("statements", "? ?", {}, {"q1"}),
    ],
)
def test_what_cannot_be_read_is_said_of_the_question_or_of_its_line(
    kind: str, typed: str, fields: Any, illegible: set[str]
) -> None:
    asked = read_questionnaire([question(kind, options=THREE, rows=["L1", "L2"])])

    assert read_codes(asked, {"q1": typed}) == Entry(fields, frozenset(illegible))


@pytest.mark.parametrize(
    ("kind", "typed"),
    [("single", "d"), ("single", "ab"), ("scale", "9"), ("matrix", "a"), ("ranking", "z")],
)
def test_a_code_that_does_not_exist_is_told(kind: str, typed: str) -> None:
    asked = read_questionnaire([question(kind, options=THREE, rows=["L1", "L2"])])

    with pytest.raises(AnswersInvalid) as refusal:
        read_codes(asked, {"q1": typed})

    assert list(refusal.value.faults) == ["q1"]


BUS = [
    question("single", "Le bus ?", options=["Oui", "Non"], when=when(reference="bus")),
    question("short_text", "Lequel ?", when=when(only_after="bus", answered="Oui")),
    question("number", "Combien ?"),
]


def test_what_stands_under_a_question_that_was_not_to_be_answered_is_left_out() -> None:
    asked = read_questionnaire(BUS)

    assert read_codes(asked, {"q1": "b", "q2": "Le 23"}) == Entry({"q1": ["b"]})


def test_paper_says_where_to_go_next() -> None:
    condition = on_paper(read_questionnaire(BUS))[1].condition

    assert condition.replace("\xa0", " ") == (
        "Seulement si vous avez répondu « Oui » à la question 1. Sinon, passez à la question 3."
    )


# --- The screens ----------------------------------------------------------------------------------


@pytest.fixture
def made() -> Survey:
    make.home()
    now = timezone.now()
    row = make.open_consultation(
        opens_at=now - timedelta(days=7), closes_at=now + timedelta(days=7)
    )
    return surveys.survey(*BUS, question("multiple", options=THREE), consultation=row)


@pytest.fixture
def client() -> Client:
    make.home()
    return editor.signed_in(make.staff(DATA_ENTRY))


def send(client: Client, made: Survey, number: int = 1, **typed: str) -> Any:
    today = timezone.localdate().isoformat()
    data = {"serial": serial_of(made.pk, number), "handed_in": today} | typed
    return client.post(reverse("parvis_encode", args=[made.pk]), data)


@pytest.mark.django_db
def test_an_agent_enters_one_sheet_after_the_other(client: Client, made: Survey) -> None:
    for number in (1, 2):
        answered = send(client, made, number, q1="a", q2="Le 23", q4="ac")
        assert answered.status_code == 302

    assert AnswerSheet.objects.filter(channel="paper").count() == 2
    assert AnswerSheet.objects.order_by("pk")[0].answers.count() == 4


@pytest.mark.django_db
def test_slips_are_told_beside_their_field_and_nothing_typed_is_lost(
    client: Client, made: Survey
) -> None:
    refused = send(client, made, q1="z", q2="Le 23")

    assert refused.status_code == 422
    assert "code « z »" in refused.content.decode().replace("\xa0", " ")
    assert 'value="Le 23"' in refused.content.decode()
    assert not AnswerSheet.objects.exists()


@pytest.mark.django_db
def test_a_number_that_was_entered_says_who_and_when(client: Client, made: Survey) -> None:
    send(client, made, q1="a")

    again = send(client, made, q1="a")

    assert "Numéro déjà encodé le" in again.content.decode()
    assert AnswerSheet.objects.count() == 1


@pytest.mark.django_db
def test_the_paper_has_the_codes_of_the_screen_and_a_number_for_each_copy(
    client: Client, made: Survey
) -> None:
    address = reverse("parvis_paper", args=[made.pk])
    form = client.get(address)
    printed = client.get(address, {"first": 7, "copies": 2}).content.decode()

    assert form.status_code == 200
    for number in (7, 8):
        assert serial_of(made.pk, number) in printed
    assert printed.count('class="square"') == 2
    codes = re.findall(r'class="of">(\d)</span>(\w)<', printed)
    assert codes[:5] == [("1", "a"), ("1", "b"), ("4", "a"), ("4", "b"), ("4", "c")]
    assert "passez à la question 3" in printed.replace("\xa0", " ")


@pytest.mark.django_db
def test_whoever_prefers_paper_reads_where_it_is(made: Survey) -> None:
    address = reverse("participation:survey", args=[made.pk])
    before = Client().get(address).content.decode()
    Survey.objects.filter(pk=made.pk).update(drop_off="À la bibliothèque.", live=True)
    made.refresh_from_db()
    made.save()

    after = Client().get(address).content.decode()

    assert "préférez le papier" not in before
    assert "préférez le papier" in after
    assert "À la bibliothèque." in after


@pytest.mark.django_db
@pytest.mark.parametrize("copies", ["0", "51", "x", ""])
def test_too_many_copies_are_told(client: Client, made: Survey, copies: str) -> None:
    shown = client.get(reverse("parvis_paper", args=[made.pk]), {"first": "1", "copies": copies})

    assert shown.status_code == 422
    assert 'class="serial"' not in shown.content.decode()


@pytest.mark.django_db
def test_the_agent_finds_the_surveys_in_the_menu(client: Client, made: Survey) -> None:
    assert "Formulaires papier" in client.get("/admin/").content.decode()
    assert made.title in client.get(reverse("parvis_paper_surveys")).content.decode()


@pytest.mark.django_db
def test_sheets_printed_before_a_change_are_typed_in_the_version_that_they_bear(
    client: Client, made: Survey
) -> None:
    first = made.current_version()
    assert first is not None
    raw = made.questionnaire.get_prep_value()
    surveys.ask(made, [raw[3], *raw[:3], question("number", "Et avant ?")])
    publish_survey(survey=made, at=timezone.now() - timedelta(days=3))
    address = reverse("parvis_encode", args=[made.pk])
    today = timezone.localdate().isoformat()

    now, before = (
        client.get(address + end).content.decode() for end in ("", f"?version={first.pk}")
    )
    data = {"serial": serial_of(made.pk, 1), "handed_in": today, "q1": "a", "q2": "Le 23"}
    sent = client.post(f"{address}?version={first.pk}", data)

    assert f"?version={first.pk}" in now
    assert "Et avant ?" in now
    assert "Et avant ?" not in before
    assert sent.status_code == 302
    assert f"version={first.pk}" in sent.headers["Location"]
    assert AnswerSheet.objects.get().version == first
