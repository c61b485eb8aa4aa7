"""The parts that templates are made of: what they say, to the word."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from django.utils.dateparse import parse_date

from pages.colours import DARK_GROUNDS, LIGHT_GROUNDS
from pages.templatetags.navigation import nested
from pages.templatetags.words import day, last_moment, link_addresses
from participation.models import Consultation
from tests import make

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)  # noon in Brussels


@pytest.mark.parametrize(
    ("opens", "closes", "promised", "answered", "sentence"),
    [
        (5, 40, "2026-07-01", False, "This consultation opens on 9 May 2026."),
        (-5, 27, "2026-07-01", False, "27 days left, until 31 May 2026 included."),
        (-5, 1, "2026-07-01", False, "1 day left, until 5 May 2026 included."),
        (-5, 0, "2026-07-01", False, "Today is the last day: it closes on 4 May 2026 included."),
        (
            -40,
            -4,
            "2026-05-04",
            False,
            "Closed since 30 April 2026. "
            "The feedback report will be published on 4 May 2026 at the latest. That is today.",
        ),
        (
            -40,
            -4,
            "2026-05-16",
            False,
            "Closed since 30 April 2026. "
            "The feedback report will be published on 16 May 2026 at the latest. "
            "That is in 12 days.",
        ),
        (
            -40,
            -4,
            "2026-05-03",
            False,
            "Closed since 30 April 2026. "
            "The feedback report was promised for 3 May 2026 and is late. "
            "It will be published here.",
        ),
        (
            -40,
            -4,
            "2026-05-03",
            True,
            "Closed since 30 April 2026. The feedback report is published.",
        ),
    ],
)
def test_a_consultation_says_where_it_stands(
    opens: int, closes: int, promised: str, answered: bool, sentence: str
) -> None:
    first = datetime(2026, 5, 4, 22, 0, tzinfo=UTC)  # midnight in Brussels, at the end of 4 May
    consultation = Consultation(
        opens_at=first + timedelta(days=opens - 1),
        closes_at=first + timedelta(days=closes),
        answer_due_on=parse_date(promised),
        answered_at=NOW if answered else None,
    )
    context = {"consultation": consultation, "at": NOW, "state": consultation.state(NOW)}

    with translation.override("en"):
        html = render_to_string("components/state_banner.html", context)

    text = BeautifulSoup(html, "html.parser").select(".banner-text")[0]
    assert " ".join(text.get_text(" ").split()) == sentence


def test_the_first_of_the_month_is_said_as_in_french() -> None:
    with translation.override("fr"):
        assert day(date(2026, 5, 1)) == "1er mai 2026"
        assert day(datetime(2026, 4, 30, 22, 30, tzinfo=UTC)) == "1er mai 2026"  # in Brussels
        assert day(date(2026, 5, 11)) == "11 mai 2026"
    with translation.override("nl"):
        assert day(date(2026, 5, 1)) == "1 mei 2026"
    assert day(None) == ""


def test_a_consultation_that_closes_in_the_day_names_the_hour() -> None:
    with translation.override("en"):
        at_six = Consultation(closes_at=datetime(2026, 5, 4, 16, 0, tzinfo=UTC))
        assert last_moment(at_six) == "4 May 2026 at 18:00"


@pytest.mark.django_db
def test_a_draft_and_a_private_page_are_left_out_of_related_pages() -> None:
    home = make.home()
    shown, hidden = make.standard_page(title="Visible"), make.standard_page(title="Privée")
    draft = make.standard_page(title="Brouillon", live=False)
    make.private(hidden)
    request = RequestFactory().get("/")
    source = '{% include "pages/blocks/related_pages.html" %}'

    html = Template(source).render(
        Context(
            {
                "request": request,
                "page": home,
                "value": {"title": "", "pages": [draft, shown, None, hidden]},
            }
        )
    )

    assert "Visible" in html
    assert "Privée" not in html
    assert "Brouillon" not in html


def test_only_web_addresses_can_be_followed_in_a_mail() -> None:
    text = 'Voyez <b>https://example.be/a?x=1&y="2"</b>. javascript:alert(1) www.example.be'

    html = link_addresses(text)

    links = BeautifulSoup(html, "html.parser").find_all("a")
    assert [link["href"] for link in links] == ["https://example.be/a?x=1&y="]
    assert "&lt;b&gt;" in html


def test_the_site_map_is_a_tree() -> None:
    pages: Any = ["home", "list", "page", "report", "other"]

    branches = nested(list(zip([0, 1, 2, 3, 1], pages, strict=True)))

    def words(branch: Any) -> Any:
        return [branch.page, *[words(child) for child in branch.children]]

    assert [words(branch) for branch in branches] == [
        ["home", ["list", ["page", ["report"]]], ["other"]]
    ]


@pytest.mark.parametrize("name", ["failed", "published"])
def test_a_mail_to_staff_is_plain_text(name: str) -> None:
    failure = {"error": "ValueError: <b>"}
    context = {"title": "L’école & vous", "edit_url": "https://x.be/edit", "failure": failure}

    with translation.override("en"):
        text = render_to_string(f"pages/mail/{name}.txt", context | {"due": NOW})

    assert "“L’école & vous”" in text
    assert "https://x.be/edit" in text
    assert ("ValueError: <b>" in text) == (name == "failed")


def test_the_style_sheet_stands_on_the_grounds_whose_contrast_is_checked() -> None:
    css = (ROOT / "static/css/site.css").read_text()
    light, dark = css.split("@media (prefers-color-scheme: dark)")[:2]

    for sheet, grounds in ((light, LIGHT_GROUNDS), (dark, DARK_GROUNDS)):
        assert f"--ground: {grounds[0]};" in sheet
        assert f"--ground-soft: {grounds[1]};" in sheet
