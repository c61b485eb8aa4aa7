"""French, Dutch, English: the language is in the address; an untranslated page answers too."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from pages.models import ArticlePage, HomePage, StandardPage
from pages.models.querysets import CityPageQuerySet
from tests import make

pytestmark = pytest.mark.django_db


def _page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def _canonical(html: str) -> str:
    found = re.search(r'<link rel="canonical" href="http://[^/]+([^"]*)">', html)
    return found[1] if found else ""


@pytest.mark.parametrize(
    ("address", "language", "word"),
    [("/", "fr", "Rechercher"), ("/nl/", "nl", "Zoeken"), ("/en/", "en", "Search")],
)
def test_the_language_is_in_the_address(
    address: str, language: str, word: str, client: Client
) -> None:
    make.home()

    response = client.get(address, headers={"accept-language": "de, en;q=0.9, nl;q=0.8"})

    html = response.content.decode()
    assert f'<html lang="{language}"' in html
    assert response.headers["Content-Language"] == language
    assert word in html
    assert not response.cookies
    assert "Accept-Language" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("address", ["/", "/page-x/", "/recherche/", "/rien/", "/palette.css"])
def test_what_the_browser_asks_for_changes_nothing(address: str, client: Client) -> None:
    make.standard_page(slug="page-x")

    plain = client.get(address)
    asking = Client(headers={"accept-language": "nl"}).get(address)

    assert plain.content == asking.content


def test_an_untranslated_page_answers_in_a_dutch_interface(client: Client) -> None:
    make.standard_page(title="Mentions légales", slug="mentions")

    html = _page(client, "/nl/mentions/")

    assert '<html lang="nl"' in html
    assert re.search(r'<main [^>]*lang="fr"', html)
    assert _canonical(html) == "/mentions/"


def test_a_live_translation_has_an_address_of_its_own(client: Client) -> None:
    page = make.standard_page(title="Mentions légales", slug="mentions")
    make.translated(page, "nl", title="Juridische informatie", slug="juridisch")

    html = _page(client, "/nl/juridisch/")

    assert "Juridische informatie" in html
    assert not re.search(r"<main [^>]*lang=", html)
    assert _canonical(html) == "/nl/juridisch/"


def test_the_french_address_below_nl_leads_to_the_translation(client: Client) -> None:
    page = make.standard_page(title="Mentions légales", slug="mentions")
    make.translated(page, "nl", title="Juridische informatie", slug="juridisch")

    response = client.get("/nl/mentions/")

    assert (response.status_code, response.headers["Location"]) == (302, "/nl/juridisch/")
    assert "Mentions légales" in _page(client, "/en/mentions/")
    assert "Mentions légales" in _page(client, "/mentions/")


def test_a_translation_with_the_same_slug_is_served_at_once(client: Client) -> None:
    page = make.standard_page(title="Mentions légales", slug="mentions")
    make.translated(page, "nl", title="Juridische informatie")

    assert "Juridische informatie" in _page(client, "/nl/mentions/")
    assert "Mentions légales" in _page(client, "/mentions/")


def test_a_draft_translation_shows_nothing(client: Client) -> None:
    page = make.standard_page(title="Mentions légales", slug="mentions")
    make.draft_translation(page, "nl", title="Juridische informatie", slug="juridisch")

    _page(client, "/nl/juridisch/", 404)
    assert "Mentions légales" in _page(client, "/nl/mentions/")


def test_a_private_translation_hides_neither(client: Client) -> None:
    page = make.standard_page(title="Mentions légales", slug="mentions")
    dutch = make.translated(page, "nl", title="Juridische informatie", slug="juridisch")
    make.private(dutch)

    assert "Mentions légales" in _page(client, "/nl/mentions/")
    assert client.get("/nl/juridisch/").status_code == 302  # to the log-in
    assert CityPageQuerySet(StandardPage).in_language("nl").get() == page


def test_what_wagtail_copies_above_a_translation_stays_french(client: Client) -> None:
    make.translated(make.article(title="La place"), "nl", title="Het plein")

    home = _page(client, "/nl/")
    index = _page(client, "/nl/articles/")

    assert HomePage.objects.filter(locale__language_code="nl", live=True).count() == 1
    for html in (home, index):
        assert re.search(r'<main [^>]*lang="fr"', html)
        assert "Het plein" in html
        assert "La place" not in html
    assert (_canonical(home), _canonical(index)) == ("/", "/articles/")


def test_a_translated_home_page_still_leads_to_what_is_not(client: Client) -> None:
    make.translated(make.home(), "nl", title="Doe mee")
    make.standard_page(title="Mentions légales", slug="mentions")

    assert "Doe mee" in _page(client, "/nl/")
    assert "Mentions légales" in _page(client, "/nl/mentions/")
    assert "Doe mee" not in _page(client, "/")


def test_a_translation_below_a_home_page_that_is_a_draft_answers(client: Client) -> None:
    page = make.standard_page(title="Mentions légales", slug="mentions")
    dutch = make.translated(page, "nl", title="Juridische informatie", slug="juridisch")
    HomePage.objects.get(locale__language_code="nl").unpublish()

    assert "Juridische informatie" in _page(client, dutch.get_url())
    assert client.get("/nl/mentions/").headers["Location"] == "/nl/juridisch/"
    assert '<html lang="nl"' in _page(client, "/nl/")


@pytest.mark.parametrize("with_dutch_home", [False, True])
@pytest.mark.parametrize(
    "address",
    ["/rien/", "/nl/rien/", "/en/rien/", "/nl/nl/", "/fr/", "/de/", "/nl/accueil/", "/nl/rien/x/"],
)
def test_elsewhere_is_nothing(with_dutch_home: bool, address: str, client: Client) -> None:
    home = make.home()
    if with_dutch_home:
        make.translated(home, "nl", title="Doe mee")

    _page(client, address, 404)


def test_a_translated_consultation_is_the_same_consultation(client: Client) -> None:
    page = make.consultation_page(title="La place", slug="la-place")
    dutch = make.translated(page, "nl", title="Het plein", slug="het-plein")

    html = _page(client, "/nl/consultations/het-plein/")

    assert dutch.consultation == page.consultation
    assert not dutch.owns_consultation
    assert "Het plein" in html


def test_lists_show_each_page_once_a_language() -> None:
    translated, plain = make.article(title="Un"), make.article(title="Deux")
    dutch = make.translated(translated, "nl", title="Een")

    def shown(language: str) -> set[str]:
        return {page.title for page in ArticlePage.objects.in_language(language)}

    assert shown("fr") == {translated.title, plain.title}
    assert shown("nl") == {dutch.title, plain.title}
    assert shown("en") == {translated.title, plain.title}


def test_a_preview_is_never_sent_elsewhere() -> None:
    page = make.standard_page(title="Mentions légales", slug="mentions")
    dutch = make.draft_translation(page, "nl", title="Juridische informatie", slug="juridisch")

    for shown, title in ((page, "Mentions légales"), (dutch, "Juridische informatie")):
        response = shown.make_preview_request()

        response.render()
        assert response.status_code == 200
        assert title in response.content.decode()


def test_the_page_switches_language_to_itself(client: Client) -> None:
    page = make.standard_page(title="Mentions légales", slug="mentions")
    make.translated(page, "nl", title="Juridische informatie", slug="juridisch")

    html = _page(client, "/mentions/")

    assert 'href="/nl/juridisch/" lang="nl" hreflang="nl"' in html
    assert 'href="/en/mentions/" lang="en" hreflang="en"' in html
    assert 'href="/mentions/" lang="fr" hreflang="fr" aria-current="true"' in html


def test_another_language_costs_only_a_few_queries_more(client: Client) -> None:
    make.standard_page(slug="mentions")
    for address in ("/mentions/?x", "/nl/mentions/?x"):
        client.get(address)

    with CaptureQueriesContext(connection) as french:
        client.get("/mentions/?x")
    with CaptureQueriesContext(connection) as dutch:
        client.get("/nl/mentions/?x")

    assert len(dutch) <= len(french) + 5


def test_a_language_that_is_not_in_the_database_is_no_trouble(client: Client) -> None:
    make.standard_page(slug="mentions")
    Locale.objects.exclude(language_code="fr").delete()

    _page(client, "/nl/mentions/")
    _page(client, "/nl/rien/", 404)
