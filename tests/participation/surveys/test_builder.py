"""The builder in the admin: what it asks, what it refuses beside its field, what it keeps."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from participation.models import Survey, SurveyVersion
from participation.surveys.kinds import KINDS
from tests import editor, make, surveys
from tests.surveys import answer, question

pytestmark = pytest.mark.django_db
URLS = "wagtailsnippets_participation_survey"


@pytest.fixture
def client() -> Client:
    make.home()
    return editor.editor()


@pytest.fixture
def made() -> Survey:
    return surveys.survey(
        question("single", "Venez-vous ?", options=["Oui", "Non"]),
        question("scale", "Ravi ?", most=5, low="non", high="oui"),
    )


def save(client: Client, made: Survey, action: str = "action-publish", **changed: Any) -> Any:
    data = surveys.form_of(made) | changed | {action: "1"}
    return client.post(reverse(f"{URLS}:edit", args=[made.pk]), data)


def test_every_kind_of_question_is_offered(client: Client) -> None:
    form = client.get(reverse(f"{URLS}:add")).content.decode()

    assert [name for name in KINDS if f"&quot;{name}&quot;" not in form] == []


def test_publishing_from_the_builder_makes_a_version_and_keeps_the_codes(
    client: Client, made: Survey
) -> None:
    label = "questionnaire-0-value-label"

    saved = save(client, made, **{label: "Venez-vous souvent ?"})

    assert saved.status_code == 302
    first, second = SurveyVersion.objects.order_by("pk")
    assert [asked.code for asked in second.definitions()] == ["q1", "q2"]
    assert second.definitions()[0].options == first.definitions()[0].options


def test_a_draft_asks_nobody_anything(client: Client, made: Survey) -> None:
    save(client, made, "draft", **{"questionnaire-0-value-label": "Autre ?"})

    assert SurveyVersion.objects.count() == 1


def test_other_words_are_shown_before_they_are_published(client: Client, made: Survey) -> None:
    answer(made, q1="a")
    label: dict[str, Any] = {"questionnaire-0-value-label": "Venez-vous souvent ?"}

    refused = save(client, made, **label)
    confirmed = save(client, made, is_same_meaning="on", **label)

    assert "Venez-vous ? » → « Venez-vous souvent ?".replace(" ", "") in (
        refused.content.decode().replace("\xa0", "").replace(" ", "")
    )
    assert confirmed.status_code == 302
    assert str(made.current_version()) == "1.1"


def test_what_the_rules_refuse_is_said_beside_the_questionnaire(
    client: Client, made: Survey
) -> None:
    answer(made, q1="a")

    changed: dict[str, Any] = {"questionnaire-1-value-most": "7"}

    refused = save(client, made, **changed)

    assert refused.status_code == 200
    assert "questionnaire" in refused.context["form"].errors


def test_a_survey_that_is_answered_does_not_become_a_quiz(client: Client, made: Survey) -> None:
    answer(made, q1="a")

    save(client, made, use="quiz")

    made.refresh_from_db()
    assert made.use == "survey"


def test_a_survey_can_be_copied(client: Client, made: Survey) -> None:
    form = client.get(reverse(f"{URLS}:copy", args=[made.pk]))

    assert form.status_code == 200
    assert "Venez-vous ?" in form.content.decode().replace("\\u202f", " ").replace("\xa0", " ")


@pytest.mark.parametrize("mode", ["", "paper"])
def test_what_is_being_typed_is_previewed(client: Client, made: Survey, mode: str) -> None:
    address = reverse(f"{URLS}:preview_on_edit", args=[made.pk])
    client.post(address, surveys.form_of(made) | {"questionnaire-0-value-label": "Un brouillon ?"})

    shown = client.get(address, {"mode": mode})

    assert shown.status_code == 200
    assert "Un brouillon" in shown.content.decode()
    assert "Oui" in shown.content.decode()
