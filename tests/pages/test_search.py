"""Searching: words as people type them, only what is public, the same on both engines."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from modelsearch.backends import get_search_backend
from wagtail.models import Page

from accounts.words import clean_question, letters, normalise
from pages.results.search import find_pages, suggest_pages
from tests import make

pytestmark = pytest.mark.django_db

QUESTIONS = [
    ("velo", "Des pistes pour les vélos"),
    ("vélo", "Des pistes pour les vélos"),
    ("VÉLOS", "Des pistes pour les vélos"),
    ("cheval", "Les chevaux de trait"),
    ("chevaux", "Un cheval à Brye"),
    ("hotel", "L’Hôtel de Ville ouvre ses portes"),
    ("hôtel de la ville", "L’Hôtel de Ville ouvre ses portes"),
    ("amenager", "L’aménagement de la place"),
    ("aménagements", "L’aménagement de la place"),
    ("ecole", "La cour de l’École"),
    ("écoles", "La cour de l’École"),
    ("proposition", "Vos propositions"),
    ("accueil", "L'accueil des nouveaux habitants"),
    ("l'accueil", "Bel accueil au parc"),
    ("travail", "Les travaux de la rue"),
    ("travaux", "Un travail de fond"),
    ("mobilite", "Mobilité douce"),
    ("mobilité", "MOBILITE DOUCE"),
    ("coeur", "Le cœur de la ville"),
    ("cœur", "Le coeur de la ville"),
    ("idee", "Vos idées"),
    ("noyau", "Les noyaux villageois"),
    ("organisee", "Une fête organisée"),
    ("premier", "Première réunion"),
    ("budget 2026", "Le budget 2026"),
]
BEGINNINGS = [
    ("hote", "Hôtel de Ville"),
    ("Hôt", "Hôtel de Ville"),
    ("hotel de v", "Hôtel de Ville"),
    ("l'hote", "L’Hôtel de Ville"),
    ("ecol", "La cour de l'école"),
    ("velo", "Des vélos"),
]
HOSTILE = [
    "",
    " ",
    "a",
    "x" * 10_000,
    "é" * 10_000,
    "\x00",
    "vélo\x00",
    "\ud800",
    '"',
    "'",
    "\\",
    "*",
    "vel*",
    '"vélo',
    "a AND b OR NOT c",
    "title:velo",
    "NEAR(a b)",
    "{title} : (a)",
    "a & b | !c <-> d:*",
    "%s %(x)s {0}",
    "'; DROP TABLE x; --",
    "___",
    "½ ² ﬁ",
    "مرحبا 你好 привет",
    "\u202e\u200b",
]


def _titles(question: str) -> list[str]:
    return [page.title for page in find_pages(question)]


def _suggested(question: str, rf: Any) -> list[str]:
    return [page.title for page, _ in suggest_pages(rf.get("/"), question)]


def test_a_page_is_found_by_its_words_as_people_type_them() -> None:
    for title in {title for _, title in QUESTIONS}:
        make.standard_page(title=title)
    make.standard_page(title="Rien de tout cela")

    missed = [pair for pair in QUESTIONS if pair[1] not in _titles(pair[0])]

    assert missed == []
    assert all("Rien de tout cela" not in _titles(question) for question, _ in QUESTIONS)


def test_titles_are_suggested_while_one_types(rf: Any) -> None:
    for title in {title for _, title in BEGINNINGS}:
        make.standard_page(title=title)
    make.standard_page(title="Rien de tout cela")

    missed = [pair for pair in BEGINNINGS if pair[1] not in _suggested(pair[0], rf)]

    assert missed == []
    assert all("Rien de tout cela" not in _suggested(letters, rf) for letters, _ in BEGINNINGS)


def test_one_letter_suggests_nothing(rf: Any) -> None:
    make.standard_page(title="Hôtel")

    assert _suggested("h", rf) == []


def test_what_has_the_word_in_its_title_comes_first() -> None:
    in_text = make.standard_page(
        title="Bilan",
        body=[("text", "<p>" + "Vélo, vélos, vélo. " * 20 + "</p>")],
    )
    in_title = make.standard_page(
        title="Le stationnement des vélos devant la gare, les écoles et la bibliothèque",
        body=[("text", "<p>" + "Une place, une rue, un parc. " * 50 + "</p>")],
    )

    assert _titles("velo") == [in_title.title, in_text.title]


@pytest.mark.parametrize(
    ("block", "value"),
    [
        ("text", "<p>Une passerelle enjambe la voie.</p>"),
        ("quote", {"quote": "La passerelle, enfin.", "source": ""}),
        ("key_figure", {"figure": "1", "label": "passerelle", "as_of": None, "source": ""}),
        (
            "steps",
            {
                "title": "",
                "steps": [{"when": "mai", "title": "Passerelle", "text": "", "is_done": False}],
            },
        ),
        (
            "questions",
            {"title": "", "questions": [{"question": "Une passerelle ?", "answer": "<p>Oui</p>"}]},
        ),
        ("notice", {"tone": "info", "text": "<p>La passerelle est fermée.</p>"}),
        (
            "player",
            {"title": "La passerelle", "url": "https://vimeo.com/123456789", "transcript": ""},
        ),
    ],
)
def test_the_text_of_a_block_is_found(block: str, value: Any) -> None:
    page = make.standard_page(title="Travaux")
    page.body = [(block, value)]
    page.save_revision().publish()

    assert _titles("passerelles") == ["Travaux"]


def test_a_consultation_is_found_by_its_contract() -> None:
    page = make.consultation_page(contract_open="Le choix des essences d'arbres.")

    assert _titles("essence arbre") == [page.title]


def test_a_report_is_found_by_its_decisions() -> None:
    decision = {
        "said": "Plus de bancs",
        "decided": "Six bancs en chêne",
        "outcome": "retained",
        "body": "Collège communal",
        "decided_on": make.NOON.date(),
        "stands": "",
    }
    page = make.feedback_report(decisions=[("decision", decision)])

    assert _titles("chene") == [page.title]


def test_every_word_of_the_question_must_be_there() -> None:
    make.standard_page(title="Des pistes cyclables")
    both = make.standard_page(title="Des pistes pour les chevaux")

    assert _titles("pistes cheval") == [both.title]


def test_small_words_do_not_hide_a_page() -> None:
    page = make.standard_page(title="Lire : mode d’emploi")

    assert _titles("comment lire un plan ?") == []
    assert _titles("comment lire ?") == [page.title]


def test_drafts_and_scheduled_and_private_pages_are_not_found(rf: Any) -> None:
    make.draft_consultation(title="Passerelle en brouillon")
    make.scheduled_consultation(make.NOON.replace(year=2090), title="Passerelle programmée")
    private = make.standard_page(title="Passerelle privée")
    make.private(private)

    assert _titles("passerelle") == []
    assert _suggested("passer", rf) == []


def test_words_of_an_unpublished_version_are_not_found() -> None:
    page = make.article(title="Place du Marché")
    page.title = "Passerelle"
    page.lead = "Une passerelle"
    page.save_revision()

    assert _titles("passerelle") == []
    assert _titles("marché") == ["Place du Marché"]


def test_what_is_unpublished_or_renamed_is_no_longer_found() -> None:
    gone, renamed = make.article(title="Passerelle nord"), make.article(title="Passerelle sud")

    gone.unpublish()
    renamed.title = "Pont sud"
    renamed.save_revision().publish()

    assert _titles("passerelle") == []
    assert _titles("pont") == ["Pont sud"]


def test_a_dutch_question_finds_dutch_pages_first_and_french_ones_after() -> None:
    french = make.standard_page(title="Le plan des vélos")
    dutch = make.translated(make.standard_page(title="Idées"), "nl", title="Ideeën en fietsen")

    with translation.override("nl"):
        assert _titles("idee") == [dutch.title]
        assert _titles("fiets") == [dutch.title]
        assert _titles("velo") == [french.title]


def test_a_translated_page_is_found_in_one_language_only() -> None:
    page = make.standard_page(title="Budget communal")
    make.translated(page, "nl", title="Budget van de gemeente")

    assert _titles("budget") == ["Budget communal"]
    with translation.override("nl"):
        assert _titles("budget") == ["Budget van de gemeente"]


def test_the_index_is_rebuilt_by_one_command() -> None:
    make.standard_page(title="Passerelle")
    get_search_backend().get_index_for_model(Page).reset()
    assert _titles("passerelle") == []

    call_command("wagtail_update_index", verbosity=0)

    assert _titles("passerelle") == ["Passerelle"]


@pytest.mark.parametrize(
    "address", ["/recherche/", "/recherche/suggestions/", "/nl/recherche/", "/consultations/"]
)
def test_no_question_breaks_the_site(address: str, client: Client) -> None:
    make.consultation_index()
    make.consultation_page(title="Vélo")

    answers = {
        question: client.get(address, {"q": question.encode("utf-8", "surrogatepass")}).status_code
        for question in HOSTILE
    }

    assert set(answers.values()) == {200}, answers


def test_no_page_number_breaks_the_site(client: Client) -> None:
    make.standard_page(title="Vélo")

    answers = {
        number: client.get("/recherche/", {"q": "vélo", "page": number}).status_code
        for number in ["0", "-1", "x", "9" * 5000, "\x00", "1e9", "NaN", ""]
    }

    assert set(answers.values()) == {200}, answers


def test_the_list_of_consultations_searches_with_the_same_words(client: Client) -> None:
    make.consultation_page(title="Des vélos", opens_at=make.NOON.replace(year=2020))
    make.consultation_page(title="Des arbres", opens_at=make.NOON.replace(year=2020))

    html = client.get("/consultations/", {"q": "velo"}).content.decode()

    assert "Des vélos" in html
    assert "Des arbres" not in html


def test_results_cost_the_same_however_many_there_are(client: Client) -> None:
    make.article(title="Vélo 1")
    client.get("/recherche/?q=velo")
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get("/recherche/?q=velo")
    for number in range(2, 9):
        make.article(title=f"Vélo {number}")

    with CaptureQueriesContext(connection) as many:
        html = client.get("/recherche/?q=velo").content.decode()

    assert "Vélo 8" in html
    assert len(many) == len(few)


def test_a_question_loses_what_a_database_refuses_and_its_length() -> None:
    assert clean_question("  vé\x00lo \ud800 \t x ") == "vé lo x"
    assert len(clean_question("x" * 10_000)) == 100


def test_words_have_one_stem_with_and_without_accents() -> None:
    words = "École égalité première réunion organisée mobilité âgée élève Hôtel œuvre"
    bare = "ecole egalite premiere reunion organisee mobilite agee eleve hotel oeuvre"

    assert normalise(words) == normalise(bare)
    assert letters("L’Hôtel-de-Ville") == "hotel de ville"


def test_a_language_that_is_not_ours_counts_as_french() -> None:
    assert normalise("les vélos", "de") == normalise("les vélos", "fr")
