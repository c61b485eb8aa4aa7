"""A survey in another language: the same questions and answers, in words that are known to fit."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry

from participation.actions.copy_survey import copy_survey
from participation.actions.count_sheets import count_new_sheets
from participation.actions.freeze_results import freeze_results
from participation.actions.publish_survey import publish_survey
from participation.actions.translate_survey import translate_survey, wordings_to_translate
from participation.models import AnswerSheet, Survey, SurveyVersion, SurveyWords
from participation.results.sheet_export import SheetExport
from participation.surveys.errors import MeaningToConfirm
from tests import editor, make, surveys
from tests.surveys import answer, ask, question

pytestmark = pytest.mark.django_db
DUTCH = {
    "Enquête": "Bevraging",
    "Venez-vous à pied ?": "Komt u te voet?",
    "Oui": "Ja",
    "Non": "Nee",
}


@pytest.fixture
def made() -> Survey:
    """Open now, with one question that will be translated and one that will not."""
    make.home()
    now = timezone.now()
    return surveys.survey(
        question("single", "Venez-vous à pied ?", options=["Oui", "Non"]),
        question("long_text", "Pourquoi <donc> ?", help="En deux mots"),
        count_visibility="always",
        consultation=make.open_consultation(
            opens_at=make.NOON - timedelta(days=7), closes_at=now + timedelta(days=28)
        ),
    )


def typed(made: Survey, words: dict[str, str]) -> dict[str, str]:
    """The fields of the form: each wording by its key."""
    return {w.key: words[w.source] for w in wordings_to_translate(made) if w.source in words}


def into_dutch(made: Survey, words: dict[str, str] = DUTCH, **how: Any) -> None:
    translate_survey(survey=made, language="nl", texts=typed(made, words), **how)


def page(made: Survey, language: str = "nl", suffix: str = "repondre/") -> str:
    prefix = f"/{language}" if language != "fr" else ""
    return Client().get(f"{prefix}/enquetes/{made.pk}/{suffix}").content.decode()


def test_a_reader_finds_the_words_of_their_language(made: Survey) -> None:
    into_dutch(made)

    assert "Komt u te voet?" in page(made)
    assert "Bevraging" in page(made, suffix="")
    assert "Venez-vous à pied" in page(made, "fr")
    assert "Venez-vous à pied" in page(made, "en")


def test_what_is_not_translated_is_shown_in_french_and_marked(made: Survey) -> None:
    into_dutch(made)

    shown = page(made)

    assert '<span lang="fr">Pourquoi &lt;donc&gt; ?</span>' in shown
    assert '<span lang="fr">En deux mots</span>' in shown
    assert '<span lang="fr">Komt' not in shown
    assert 'lang="fr">Pourquoi' not in page(made, "fr")


def test_answers_in_every_language_are_answers_to_the_same_question(made: Survey) -> None:
    into_dutch(made)
    before = SurveyVersion.objects.count()
    client = Client()
    client.get(f"/nl/enquetes/{made.pk}/repondre/")

    client.post(f"/nl/enquetes/{made.pk}/repondre/", {"step": 1, "q1": "a"})

    sheet = AnswerSheet.objects.get()
    assert (sheet.language, sheet.answers.get().option) == ("nl", "a")
    assert SurveyVersion.objects.count() == before
    assert SheetExport(made).definitions()[1][0][2] == "Venez-vous à pied ?"


def test_a_page_of_results_is_in_the_readers_words(made: Survey) -> None:
    into_dutch(made)
    answer(made, q1="a")
    count_new_sheets()

    assert "Ja" in page(made, suffix="")
    assert "Pourquoi" in page(made, suffix="")


def test_frozen_results_are_in_the_citys_language_whoever_publishes(made: Survey) -> None:
    into_dutch(made)

    with translation.override("nl"):
        (frozen,) = freeze_results(page=1, surveys=[made])

    assert frozen.content["questions"][0]["label"] == "Venez-vous à pied ?"


def test_a_translation_of_other_words_is_not_shown_until_it_is_read_again(made: Survey) -> None:
    into_dutch(made)
    raw = made.questionnaire.get_prep_value()
    raw[0]["value"]["label"] = "Venez-vous à vélo ?"
    ask(made, raw)
    publish_survey(survey=made)

    changed = page(made)
    into_dutch(made, DUTCH | {"Venez-vous à vélo ?": "Komt u met de fiets?"})

    assert "Komt u te voet?" not in changed
    assert '<span lang="fr">Venez-vous à vélo ?</span>' in changed
    assert "Ja" in changed
    assert "Komt u met de fiets?" in page(made)


def test_once_answered_other_words_have_to_be_confirmed(made: Survey) -> None:
    into_dutch(made)
    answer(made, q1="a")
    other = DUTCH | {"Oui": "Jawel"}

    with pytest.raises(MeaningToConfirm, match="Jawel"):
        into_dutch(made, other)
    assert "Jawel" not in page(made)

    into_dutch(made, other, is_same_meaning=True)
    assert "Jawel" in page(made)


def test_a_first_translation_needs_no_confirmation(made: Survey) -> None:
    answer(made, q1="a")

    into_dutch(made)

    assert "Komt u te voet?" in page(made)


def test_an_empty_translation_takes_it_back(made: Survey) -> None:
    into_dutch(made)

    into_dutch(made, DUTCH | {"Oui": " "})

    assert '<span lang="fr">Oui</span>' in page(made)


def test_the_draft_can_be_translated_before_it_is_published() -> None:
    draft = surveys.draft(question("single", "Quand ?", options=["Oui", "Non"]))

    assert "Quand ?" in [wording.source for wording in wordings_to_translate(draft)]


def test_a_copy_keeps_the_translations(made: Survey) -> None:
    into_dutch(made)

    copy = copy_survey(survey=made, consultation=None)

    assert copy.translations.get().texts == made.translations.get().texts


# --- In the admin ---------------------------------------------------------------------------------


def address(made: Survey, language: str = "nl") -> str:
    return reverse("parvis_survey_words", args=[made.pk, language])


def test_editors_translate_side_by_side_and_it_is_written_down(made: Survey) -> None:
    client = editor.editor()
    shown = client.get(address(made)).content.decode()

    saved = client.post(address(made), typed(made, DUTCH))

    assert "Venez-vous à pied ?" in shown
    assert saved.status_code == 302
    assert "Komt u te voet?" in client.get(address(made)).content.decode()
    entry = ModelLogEntry.objects.get(action="parvis.translate_survey")
    assert ["", "Ja"] in entry.data["changes"]


def test_a_refused_correction_loses_nothing_that_was_typed(made: Survey) -> None:
    into_dutch(made)
    answer(made, q1="a")
    client = editor.editor()
    data = typed(made, DUTCH | {"Oui": "Jawel", "En deux mots": "In twee woorden"})

    refused = client.post(address(made), data)
    saved = client.post(address(made), data | {"is_same_meaning": "on"})

    assert refused.status_code == 422
    assert "« Ja » → « Jawel »" in refused.content.decode().replace("\xa0", " ")
    assert "In twee woorden" in refused.content.decode()
    assert saved.status_code == 302
    assert "In twee woorden" in page(made)


@pytest.mark.parametrize("language", ["fr", "de", "x"])
def test_only_the_other_languages_of_the_site_are_offered(made: Survey, language: str) -> None:
    assert editor.editor().get(address(made, language)).status_code == 404


def test_a_moderator_translates_nothing(made: Survey) -> None:
    editor.signed_in(make.staff("moderator")).post(address(made), typed(made, DUTCH))

    assert not SurveyWords.objects.exists()
