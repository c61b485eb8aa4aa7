"""What every page owes its readers, whatever it is about: order, names, languages, no secrets."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import transaction
from django.test import Client

from tests import make

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("fr", "nl", "en")
BODY = [
    {"type": "text", "value": "<h2>De quoi s’agit-il ?</h2><p>D’une <b>place</b>.</p>"},
    {"type": "quote", "value": {"quote": "Une place pour tous.", "source": "Un habitant"}},
    {"type": "key_figure", "value": {"figure": "37", "label": "idées", "as_of": "2026-05-01"}},
    {"type": "steps", "value": {"title": "Étapes", "steps": [{"when": "mai", "title": "Avis"}]}},
    {
        "type": "questions",
        "value": {"title": "", "questions": [{"question": "Qui ?", "answer": "<p>Vous.</p>"}]},
    },
    {"type": "notice", "value": {"tone": "warning", "text": "<p>Reporté.</p>"}},
    {
        "type": "player",
        "value": {
            "title": "En deux minutes",
            "url": "https://vimeo.com/123456789",
            "transcript": "Une voix explique.",
        },
    },
    {"type": "contact", "value": {"title": "Nous joindre"}},
]
LINES = [("Idées", 1237, 12, "yes"), ("Votes", 165, 0, "yes"), ("Inscrits", 287, None, "no")]
FIGURES = [
    {
        "type": "figure",
        "value": {"label": label, "value": value, "on_paper": paper, "is_contribution": counts},
    }
    for label, value, paper, counts in LINES
]
DECISIONS = [
    {
        "type": "decision",
        "value": {
            "said": "Une rampe.",
            "decided": "Nous la construisons.",
            "outcome": "retained_in_part",
            "body": "Collège communal",
            "decided_on": "2026-04-01",
            "stands": "Travaux en cours.",
        },
    }
]


@dataclass(frozen=True)
class Answer:
    """One page as an anonymous reader receives it."""

    address: str
    language: str
    status: int
    html: str
    headers: Any
    cookies: list[str]

    @cached_property
    def page(self) -> BeautifulSoup:
        return BeautifulSoup(self.html, "html.parser")


@pytest.fixture(scope="module")
def answers(django_db_setup: None, django_db_blocker: Any) -> dict[str, Answer]:
    """Every type of page in every language, asked once for all the tests below."""
    with django_db_blocker.unblock(), transaction.atomic():
        asked = [
            _ask(address if language == "fr" else f"/{language}{address}", language)
            for address in _addresses()
            for language in LANGUAGES
        ]
        asked.append(_ask("/boite-mail/", "fr"))
        transaction.set_rollback(True)
    return {answer.address: answer for answer in asked}


def _addresses() -> list[str]:
    home = make.home()
    picture: dict[str, Any] = {"image": make.image(), "image_alt": "Une place"}
    body = json.dumps(BODY)
    home.invitation_title, home.body = "Participez", body
    home.save_revision().publish()
    opens_at = datetime.now(UTC) - timedelta(days=7)
    consultation = make.consultation_page(opens_at=opens_at, body=body, slug="place", **picture)
    consultation.themes.add(make.theme())
    consultation.save_revision().publish()
    make.district()
    report = make.feedback_report(
        consultation, slug="bilan", figures=json.dumps(FIGURES), decisions=json.dumps(DECISIONS)
    )
    article = make.article(slug="nouvelle", body=body, related_consultation=consultation, **picture)
    lists = (make.consultation_index(), make.article_index(), make.feedback_index())
    for page in (*lists, idea_box := make.idea_box_page(body=body)):
        page.show_in_menus = True
        page.save()
    rules = make.standard_page(
        slug="regles", body=body, is_in_footer=True, reviewed_on=date.today()
    )
    pages = [home, consultation, report, article, *lists, idea_box, rules, make.site_map()]
    return [
        *(page.get_url() for page in pages),
        "/consultations/?q=zzz&theme=mobilite&section=brye",
        "/recherche/?q=place",
        "/recherche/",
    ]


def _ask(address: str, language: str) -> Answer:
    response = Client().get(address)
    html = response.content.decode()
    cookies = list(response.cookies)
    return Answer(address, language, response.status_code, html, response.headers, cookies)


def test_every_page_answers_in_every_language(answers: dict[str, Answer]) -> None:
    assert {a.address: a.status for a in answers.values() if a.status != 200} == {}
    assert len(answers) == 13 * 3 + 1


def test_no_page_touches_a_session(answers: dict[str, Answer]) -> None:
    assert [a.address for a in answers.values() if a.cookies] == []
    assert [a.address for a in answers.values() if "Cookie" in a.headers.get("Vary", "")] == []


def test_no_page_holds_a_form_token(answers: dict[str, Answer]) -> None:
    assert [a.address for a in answers.values() if "csrf" in a.html.lower()] == []


def test_no_page_holds_a_style_or_a_script_of_its_own(answers: dict[str, Answer]) -> None:
    for answer in answers.values():
        found = [
            tag
            for tag in answer.page.find_all(True)
            if tag.name == "style"
            or (tag.name == "script" and not tag.get("src"))
            or any(name == "style" or name.startswith("on") for name in tag.attrs)
        ]
        assert found == [], answer.address


def test_no_page_asks_anything_of_another_server(answers: dict[str, Answer]) -> None:
    for answer in answers.values():
        asked = [tag.get("src") or "" for tag in answer.page.find_all(src=True)]
        asked += [
            str(tag["href"])
            for tag in answer.page.find_all("link", href=True)
            if tag.get("rel") in (["stylesheet"], ["icon"], ["preload"])
        ]
        assert [url for url in asked if not str(url).startswith("/")] == [], answer.address
        assert answer.page.find("iframe") is None


def test_every_page_has_one_title_and_headings_in_order(answers: dict[str, Answer]) -> None:
    for answer in answers.values():
        levels = [int(tag.name[1]) for tag in answer.page.find_all(re.compile("^h[1-6]$"))]
        jumps = [(a, b) for a, b in zip(levels, levels[1:], strict=False) if b > a + 1]
        assert levels.count(1) == 1, answer.address
        assert levels[0] == 1, answer.address
        assert jumps == [], answer.address


def test_no_name_is_given_twice_in_a_page(answers: dict[str, Answer]) -> None:
    for answer in answers.values():
        names = [tag["id"] for tag in answer.page.find_all(id=True)]
        assert sorted(set(names)) == sorted(names), answer.address


def test_every_label_and_reference_leads_somewhere(answers: dict[str, Answer]) -> None:
    for answer in answers.values():
        page = answer.page
        names = {tag["id"] for tag in page.find_all(id=True)}
        labels = {tag["for"] for tag in page.find_all("label")}
        fields = [tag.get("id") for tag in page.find_all(["input", "select", "textarea"])]
        refers = {tag["aria-labelledby"] for tag in page.select("[aria-labelledby]")}
        assert set(fields) == labels, answer.address
        assert refers <= names, answer.address


def test_every_image_says_what_it_shows_or_nothing(answers: dict[str, Answer]) -> None:
    images = [tag for a in answers.values() for tag in a.page.find_all("img")]

    assert images
    assert [tag for tag in images if not tag.has_attr("alt")] == []
    assert [tag for tag in images if not (tag.get("width") and tag.get("height"))] == []


def test_a_reader_may_skip_to_the_content(answers: dict[str, Answer]) -> None:
    for answer in answers.values():
        first = answer.page.find("a")
        assert isinstance(first, Tag)
        assert first["href"] == "#main"
        assert answer.page.find("main", id="main"), answer.address


def test_every_page_says_its_language_and_that_of_its_words(answers: dict[str, Answer]) -> None:
    for answer in answers.values():
        html, main = answer.page.find("html"), answer.page.find("main")
        assert isinstance(html, Tag)
        assert isinstance(main, Tag)
        is_editors = "recherche" not in answer.address
        assert html["lang"] == answer.language
        expected = "fr" if is_editors and answer.language != "fr" else None
        assert main.get("lang") == expected, answer.address


def test_the_language_switch_keeps_the_page_and_the_question(answers: dict[str, Answer]) -> None:
    for address in ("/consultations/place/", "/recherche/?q=place"):
        links = answers[address].page.select(".header-tools .languages a")
        found = [(a["href"], a["lang"], a["hreflang"], a.get_text()) for a in links]
        assert found == [
            (address, "fr", "fr", "Français"),
            (f"/nl{address}", "nl", "nl", "Nederlands"),
            (f"/en{address}", "en", "en", "English"),
        ]


def test_an_untranslated_page_has_one_canonical_address(answers: dict[str, Answer]) -> None:
    for prefix in ("", "/nl", "/en"):
        page = answers[f"{prefix}/consultations/place/"].page
        canonical = page.find("link", rel="canonical")
        assert isinstance(canonical, Tag)
        assert canonical["href"] == "http://testserver/consultations/place/"
        assert page.find("link", hreflang=True) is None


def test_a_shared_link_shows_a_card(answers: dict[str, Answer]) -> None:
    tags = answers["/nl/articles/nouvelle/"].page.select("meta[property]")
    card = {tag["property"]: str(tag["content"]) for tag in tags}

    assert card["og:type"] == "article"
    assert card["og:locale"] == "fr_BE"
    assert card["og:image"].startswith("http://testserver/media/")
    assert card["og:image:alt"] == "Une place"
    assert card["og:image:width"].isdigit()


def test_the_menu_marks_where_the_reader_is(answers: dict[str, Answer]) -> None:
    for address, mark in (("/consultations/", "page"), ("/consultations/place/", "true")):
        current = answers[address].page.select(".main-menu [aria-current]")
        assert [(a.get_text(), a["aria-current"]) for a in current] == [("Consultations", mark)]


def test_a_video_waits_for_the_reader(answers: dict[str, Answer]) -> None:
    player = answers["/en/articles/nouvelle/"].page.select_one("[data-player]")

    assert player is not None
    button, link = player.select_one("button"), player.select_one("a")
    assert button is not None
    assert button.has_attr("hidden")  # the script shows it; without it the link remains
    assert link is not None
    assert link["href"] == "https://vimeo.com/123456789"
    assert "receives the address of your device" in player.get_text(" ", strip=True)
    assert "Une voix explique." in player.get_text()


def test_a_report_computes_its_total_and_shows_paper(answers: dict[str, Answer]) -> None:
    report = answers["/en/consultations/place/bilan/"].page
    table = report.select_one("table")

    assert table is not None
    words = table.get_text(" ", strip=True)
    assert "Figures as of 4 May 2026" in words
    assert "of which 12 on paper" in words
    assert "Total of contributions 1,402" in words
    assert "Inscrits not part of the total" in words
    said = report.select(".decision > div")
    assert [part.get_text(" ", strip=True) for part in said] == [
        "You said Une rampe.",
        "We decided Nous la construisons. Collège communal, 1 April 2026",
        "Where it stands Retained in part Travaux en cours.",
    ]


@pytest.mark.django_db
def test_the_feeds_are_announced_in_the_language_of_the_page(client: Client) -> None:
    make.home()

    html = client.get("/nl/").content.decode()

    assert 'type="application/atom+xml"' in html
    assert "/nl/flux/consultations.atom" in html


@pytest.mark.django_db
def test_real_translations_name_each_other(client: Client) -> None:
    make.home()
    article = make.article(slug="nouvelle")
    make.translated(article, "nl", slug="nieuws", title="Nieuws")

    page = BeautifulSoup(client.get("/articles/nouvelle/").content, "html.parser")

    links = page.find_all("link", hreflang=True)
    assert {(link["hreflang"], link["href"]) for link in links} == {
        ("fr", "http://testserver/articles/nouvelle/"),
        ("nl", "http://testserver/nl/articles/nieuws/"),
    }


@pytest.mark.django_db
def test_a_page_behind_a_password_says_what_to_do(client: Client) -> None:
    page = make.standard_page(slug="reserve", title="Réservée")
    page.view_restrictions.create(restriction_type="password", password="sésame")

    response = client.get("/en/reserve/")

    asked = BeautifulSoup(response.content, "html.parser")
    field = asked.select_one("main input[type=password]")
    assert field is not None
    assert asked.select_one(f"label[for={field['id']}]")
    assert "csrfmiddlewaretoken" in response.content.decode()
    assert "This page is reserved" in asked.get_text()


@pytest.mark.parametrize("word", ["fleurus", "consultation populaire"])
def test_no_template_holds_a_city_or_a_word_of_the_law(word: str) -> None:
    files = [*ROOT.glob("templates/**/*.*"), *ROOT.glob("static/*s/*.*s")]

    assert len(files) > 50
    assert [file.name for file in files if word in file.read_text().lower()] == []


def test_no_template_holds_a_style_or_a_script() -> None:
    inline = re.compile(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=", re.IGNORECASE)
    public = [f for f in ROOT.glob("templates/**/*.html") if "admin" not in f.parts]

    assert [file.name for file in public if inline.search(file.read_text())] == []
