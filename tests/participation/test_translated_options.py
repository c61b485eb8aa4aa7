"""The options of a vote in the other languages: one option, one count, other words."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.test.utils.form_data import inline_formset

from accounts.groups import STRATEGY
from participation.actions.cast_vote import cast_vote
from participation.actions.copy_activity import copy_activity
from participation.errors import OptionsFrozen
from participation.models import IdeaBox, IdeaTranslation, VoteOptionTranslation
from participation.results.votes import options_of
from tests import editor, make
from tests.votes import LIST, edit, form_of, rows_of

pytestmark = pytest.mark.django_db
DUTCH = {"language": "nl", "title": "Banken", "text": "Overal banken.", "image_alt": ""}


@pytest.fixture(autouse=True)
def _cheap(settings: Any) -> None:
    settings.STAFF_SECOND_FACTOR = False
    make.home()


def a_vote(**words: str) -> IdeaBox:
    """A published vote whose first option is translated."""
    box = make.vote_box(["Des bancs", "Des arbres"])
    return translate(box, **words)


def translate(box: IdeaBox, **words: str) -> IdeaBox:
    """Publish a version of it in which the first option has this Dutch."""
    draft = box.get_latest_revision_as_object()
    options = list(draft.options.all())
    options[0].text = "Des bancs partout."
    options[0].translations.set([VoteOptionTranslation(**DUTCH | words)])
    draft.options.set(options)
    draft.save_revision().publish()
    return IdeaBox.objects.get(pk=box.pk)


def test_each_language_reads_its_words_and_the_others_the_citys_own() -> None:
    box = a_vote()

    for language, title in (("nl", "Banken"), ("en", "Des bancs"), ("fr", "Des bancs")):
        with translation.override(language):
            words = options_of(box)[0].words
        assert (words.title, words.language) == (title, "nl" if language == "nl" else "fr")


@pytest.mark.parametrize("address", ["/nl/idees/boite/{box}/", "/nl/idees/{idea}/"])
def test_the_pages_of_a_vote_speak_dutch_and_say_so(address: str) -> None:
    box = a_vote()
    first = options_of(box)[0]

    page = Client().get(address.format(box=box.pk, idea=first.pk)).text

    assert 'lang="nl">Banken' in page
    assert "Overal banken." in page
    assert "Des bancs" not in page


def test_a_vote_in_french_costs_no_query_more() -> None:
    box = a_vote()
    with CaptureQueriesContext(connection) as plain:
        [option.words for option in options_of(box)]
    with translation.override("nl"), CaptureQueriesContext(connection) as dutch:
        [option.words for option in options_of(box)]

    assert (len(plain), len(dutch)) == (1, 2)


def test_a_draft_of_a_translation_is_nowhere() -> None:
    box = a_vote()
    draft = box.get_latest_revision_as_object()
    options = list(draft.options.all())
    options[0].translations.set([VoteOptionTranslation(**DUTCH | {"title": "Geheim"})])
    draft.options.set(options)
    draft.save_revision()

    assert "Geheim" not in Client().get(f"/nl/idees/boite/{box.pk}/").text
    assert not IdeaTranslation.objects.filter(title="Geheim").exists()


def test_the_votes_stay_with_the_option_whatever_its_language() -> None:
    box = a_vote()
    first = options_of(box)[0]
    cast_vote(person=make.citizen(), idea=first, at=make.NOON)

    translate(box, text="Overal nieuwe banken.")

    assert [option.pk for option in options_of(box)][0] == first.pk
    assert first.votes.count() == 1
    assert IdeaTranslation.objects.get(idea=first).text == "Overal nieuwe banken."


@pytest.mark.parametrize("title", ["Bomen", None])
def test_once_somebody_has_voted_a_translation_is_neither_renamed_nor_removed(
    title: str | None,
) -> None:
    box = a_vote()
    cast_vote(person=make.citizen(), idea=options_of(box)[0], at=make.NOON)
    draft = box.get_latest_revision_as_object()
    options = list(draft.options.all())
    rows = [VoteOptionTranslation(**DUTCH | {"title": title})] if title else []
    options[0].translations.set(rows)
    draft.options.set(options)

    with pytest.raises(OptionsFrozen):
        draft.save_revision().publish()


def test_a_missing_translation_may_still_be_added_after_the_first_vote() -> None:
    box = make.vote_box(["Des bancs", "Des arbres"])
    first = options_of(box)[0]
    cast_vote(person=make.citizen(), idea=first, at=make.NOON)

    translate(box)

    assert IdeaTranslation.objects.get(idea=first).title == "Banken"


def test_a_translation_that_is_taken_away_before_any_vote_is_gone() -> None:
    box = a_vote()
    draft = box.get_latest_revision_as_object()
    options = list(draft.options.all())
    options[0].translations.set([])
    draft.options.set(options)
    draft.save_revision().publish()

    assert not IdeaTranslation.objects.exists()


def test_a_copied_vote_keeps_its_translations() -> None:
    copy = copy_activity(box=a_vote(), consultation=None)

    assert [t.title for o in copy.options.all() for t in o.translations.all()] == ["Banken"]
    assert not copy.options.filter(pk__in=a_vote().options.values("pk")).exists()


# --- The editor's form --------------------------------------------------------------------------


def test_an_editor_translates_an_option_in_the_form() -> None:
    client = editor.signed_in(make.staff(STRATEGY))
    first = {"title": "Des bancs", "text": "Partout."}
    first_with: dict[str, Any] = {**first, "translations": inline_formset([DUTCH])}

    answer = client.post(reverse(f"{LIST}:add"), form_of([first_with, {"title": "Des arbres"}]))

    assert answer.status_code == 302
    assert IdeaTranslation.objects.get().title == "Banken"


def test_a_title_without_its_text_is_refused_where_it_stands_and_nothing_is_lost() -> None:
    client = editor.signed_in(make.staff(STRATEGY))
    half = inline_formset([DUTCH | {"text": ""}])
    first: dict[str, Any] = {"title": "Des bancs", "text": "Partout.", "translations": half}

    answer = client.post(reverse(f"{LIST}:add"), form_of([first, {"title": "Des arbres"}]))

    assert answer.status_code == 200
    assert "Traduisez aussi le texte" in answer.text
    assert "Banken" in answer.text
    assert not IdeaBox.objects.exists()


def test_one_language_twice_is_refused_in_a_sentence() -> None:
    client = editor.signed_in(make.staff(STRATEGY))
    twice: dict[str, Any] = {"title": "Des bancs", "translations": inline_formset([DUTCH, DUTCH])}

    answer = client.post(reverse(f"{LIST}:add"), form_of([twice, {"title": "Des arbres"}]))

    assert answer.status_code == 200
    assert not IdeaBox.objects.exists()


def test_saving_the_form_again_keeps_what_is_translated() -> None:
    box = a_vote()
    rows = rows_of(box)
    kept = box.options.all()[0].translations.get()
    rows[0]["translations"] = inline_formset([DUTCH | {"id": str(kept.pk)}], initial=1)

    answer = edit(editor.signed_in(make.staff(STRATEGY)), box, rows)

    assert answer.status_code == 302
    assert IdeaTranslation.objects.get().title == "Banken"
