"""Links between pages inside rich text."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.rich_text import expand_db_html

from pages import content_version
from tests import make

pytestmark = pytest.mark.django_db


def link(page: object) -> str:
    return f'<a linktype="page" id="{getattr(page, "pk", page)}">ici</a>'


@pytest.fixture(autouse=True)
def _another_version() -> None:
    content_version.purge()


def test_a_link_stays_in_the_readers_language() -> None:
    page = make.article(slug="velo")

    french = expand_db_html(link(page))
    with translation.override("nl"):
        dutch = expand_db_html(link(page))

    assert french == '<a href="/articles/velo/">ici</a>'
    assert dutch == '<a href="/nl/articles/velo/">ici</a>'


def test_a_link_leads_to_the_translation_where_there_is_one() -> None:
    page = make.article(slug="velo")
    make.translated(page, "nl", slug="fiets", title="Fiets")

    with translation.override("nl"):
        found = expand_db_html(link(page))

    assert found.endswith('/fiets/">ici</a>')
    assert found.startswith('<a href="/nl/')


@pytest.mark.parametrize("number", ["0", "999999", "x", "9" * 30, "-1", "1e3", "", "²"])
def test_a_link_to_nothing_is_text(number: str) -> None:
    make.home()

    assert expand_db_html(link(number)) == "<a>ici</a>"


def test_a_draft_and_a_private_page_are_not_linked() -> None:
    draft, hidden = make.draft_consultation(), make.article()
    make.private(hidden)

    assert expand_db_html(link(draft) + link(hidden)) == "<a>ici</a><a>ici</a>"


def test_the_links_of_a_text_are_found_with_two_questions() -> None:
    pages = [make.standard_page() for _ in range(6)]
    expand_db_html(link(pages[0]))  # the site's roots

    with CaptureQueriesContext(connection) as seen:
        expand_db_html("".join(link(page) for page in pages))

    assert len(seen) == 2
