"""Beginning a survey: from a model, from another survey; and its previews, which keep nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from participation.actions.publish_survey import publish_survey
from participation.actions.start_survey import from_model, from_survey
from participation.models import AnswerSheet, AnswerTally, Survey
from participation.results.made_up import SHEETS, made_up_results
from participation.surveys.kinds import kind_of
from participation.surveys.starting import STARTERS
from tests import editor, make, surveys
from tests.surveys import answer, question

pytestmark = pytest.mark.django_db
URLS = "wagtailsnippets_participation_survey"


@pytest.mark.parametrize("name", STARTERS)
def test_a_model_can_be_published_as_it_is(name: str) -> None:
    for district in ("Brye", "Saint-Amand"):
        make.district(district)
    made = from_model(name)
    made.consultation = make.open_consultation()
    made.save()

    version = publish_survey(survey=made, at=make.NOON)

    assert len([q for q in version.definitions() if kind_of(q).is_asked]) >= 3
    assert made.title


def test_the_sections_are_those_of_the_city() -> None:
    alone = from_model("satisfaction")
    for district in ("Brye", "Saint-Amand"):
        make.district(district)

    made = from_model("satisfaction")

    assert "section" not in str(alone.questionnaire.get_prep_value())
    assert "Saint-Amand" in str(made.questionnaire.get_prep_value())


def test_each_survey_begun_from_a_model_has_blocks_of_its_own() -> None:
    one, other = (from_model("quiz").questionnaire.get_prep_value() for _ in range(2))

    assert not {block["id"] for block in one} & {block["id"] for block in other}


@pytest.fixture
def client() -> Client:
    make.home()
    return editor.editor()


def test_the_editor_chooses_a_model_in_the_form(client: Client) -> None:
    empty = client.get(reverse(f"{URLS}:add")).content.decode()
    begun = client.get(reverse(f"{URLS}:add"), {"start": "satisfaction"}).content.decode()
    unknown = client.get(reverse(f"{URLS}:add"), {"start": "zorglub"})

    assert "?start=quiz" in empty
    assert "Peut mieux faire" not in empty
    assert "Peut mieux faire" in begun
    assert "Votre avis sur nos services" in begun
    assert unknown.status_code == 200
    assert not Survey.objects.exists()


def test_a_survey_made_in_a_page_may_start_from_a_model(client: Client) -> None:
    chooser = reverse("wagtailsnippetchoosers_participation_survey:create")
    data = {
        "snippet-chooser-create-form-title": "x",
        "title": "Notre quiz",
        "use": "survey",
        "respondents": "anyone",
        "count_visibility": "always",
        "start": "quiz",
    }

    client.post(chooser, data)

    made = Survey.objects.get()
    assert (made.title, made.use, made.live) == ("Notre quiz", "quiz", False)
    assert "huis clos" in str(made.questionnaire.get_prep_value())
    assert "huis clos" in str(made.latest_revision.content)


def test_a_copy_asks_the_same_and_has_nothing_that_people_gave(client: Client) -> None:
    made = surveys.survey(question("single", "Venez-vous ?", options=["Oui", "Non"]), thanks="Oui")
    made.opens_at = make.NOON
    answer(made, q1="a")

    shown = client.get(reverse(f"{URLS}:copy", args=[made.pk])).content.decode()
    copy = from_survey(made)

    assert "Venez-vous ?" in shown
    assert "Enquête (copie)" in shown
    assert not any((copy.pk, copy.consultation, copy.opens_at))
    assert copy.thanks == "Oui"
    assert copy.questionnaire.get_prep_value()[0]["value"]["label"] == "Venez-vous ?"


def test_a_preview_in_results_is_plausible_marked_and_kept_nowhere(client: Client) -> None:
    made = surveys.survey(
        question("single", options=["Oui", "Non"]),
        question("multiple", options=["A", "B", "C"]),
        question("matrix", rows=["Matin", "Soir"], options=["Oui", "Non"]),
        question("scale", most=5, low="non", high="oui", has_no_opinion=True),
        question("ranking", options=["Un", "Deux"]),
        question("number"),
        question("long_text", "Pourquoi ?"),
        question("short_text", "Secret ?", when={"is_confidential": True}),
    )

    preview: Any = made.make_preview_request(None, "results")
    shown = preview.rendered_content if hasattr(preview, "rendered_content") else ""
    shown = shown or preview.content.decode()

    assert "Chiffres inventés" in shown
    assert shown.count("bar-value") == 2 + 3 + 4 + 6 + 2
    assert "Secret ?" not in shown
    assert not AnswerSheet.objects.exists()
    assert not AnswerTally.objects.exists()


def test_made_up_figures_hold_together() -> None:
    made = surveys.survey(question("single", options=list("ABCDE")))
    version = made.current_version()
    assert version

    one, other = (
        made_up_results(version.definitions(), is_open_to_anyone=True).questions[0]
        for _ in range(2)
    )

    assert one == other
    assert sum(bar.count for bar in one.groups[0].bars) == one.n <= SHEETS
    assert sum(bar.percent or 0 for bar in one.groups[0].bars) == 100
