"""A page asks the database a small, constant number of questions, whatever it lists.

The whole-page cache is off; what the process keeps until the next publication is warm, as it is in
production. The upper bounds are promises: raise one only with a reason.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from accounts import clock
from pages import content_version
from tests import make

pytestmark = pytest.mark.django_db
TEXT = '<p>Voir <a linktype="page" id="{0}">ceci</a> et <a linktype="page" id="{0}">cela</a>.</p>'


@pytest.fixture(autouse=True)
def _no_page_cache(settings: Settings) -> None:
    settings.PAGE_CACHE_SECONDS = 0


def queries(client: Client, address: str, *, warm: bool = True) -> int:
    """How many questions one request asks; with `warm`, once another one has been answered."""
    content_version.purge()
    if warm:
        assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def body(linked: Any, parts: int) -> list[tuple[str, Any]]:
    return [("text", TEXT.format(linked.pk))] * parts


def consultations(count: int) -> None:
    """Upcoming, open and closed ones in turn, each with a theme, a body and an article."""
    home = make.home()
    for number in range(count):
        opens_at = clock.now() + timedelta(days=(20, -10, -60)[number % 3])
        page = make.consultation_page(opens_at=opens_at, body=body(home, 2))
        page.themes.add(make.theme())
        page.save()
        make.article(related_consultation=page, body=body(page, 2))
        make.feedback_report(page)


# Address: the most questions, once the process is warm.
LISTS = {
    "/": 4,
    "/consultations/": 11,
    "/consultations/?theme=mobilite": 11,
    "/consultations/?q=consultation": 12,
    "/articles/": 7,
    "/bilans/": 6,
    "/recherche/?q=article": 7,
    "/recherche/suggestions/?q=ar": 3,
    "/plan-du-site/": 5,
    "/sitemap.xml": 20,
    "/flux/consultations.atom": 4,
    "/flux/articles.atom": 4,
    "/flux/idees.atom": 4,
    "/idees/": 10,
    "/nl/": 5,
    "/nl/consultations/": 12,
    "/nl/plan-du-site/": 6,
}


def test_a_list_asks_as_much_for_six_as_for_three_and_keeps_its_promise(client: Client) -> None:
    for index in (make.consultation_index, make.article_index, make.feedback_index, make.site_map):
        index()
    consultations(3)
    few = {address: queries(client, address) for address in LISTS}
    few_cold = {address: queries(client, address, warm=False) for address in LISTS}

    consultations(3)
    many = {address: queries(client, address) for address in LISTS}
    many_cold = {address: queries(client, address, warm=False) for address in LISTS}

    assert many == few
    assert many_cold == few_cold
    assert {address: count for address, count in many.items() if count > LISTS[address]} == {}


@pytest.mark.parametrize("model", [make.article, make.consultation_page, make.standard_page])
def test_a_page_asks_as_much_with_many_parts_as_with_few(
    client: Client, model: Callable[..., Any]
) -> None:
    home = make.home()
    short, long = model(body=body(home, 1)), model(body=body(home, 12))

    few, many = (queries(client, page.url) for page in (short, long))
    few_cold, many_cold = (queries(client, page.url, warm=False) for page in (short, long))

    assert many == few
    assert many_cold - few_cold <= 2 * 11  # two for the links of each text, once a publication


def test_the_pages_that_are_read_most_keep_their_promise(client: Client) -> None:
    consultation = make.consultation_page(body=body(make.home(), 3))
    article = make.article(related_consultation=consultation, body=body(consultation, 3))
    report = make.feedback_report(consultation)

    found = {page.url: queries(client, page.url) for page in (consultation, article, report)}

    promised = {consultation.url: 10, article.url: 6, report.url: 6}
    assert all(found[address] <= most for address, most in promised.items()), found


def test_a_kept_page_asks_nothing(client: Client, settings: Settings) -> None:
    settings.PAGE_CACHE_SECONDS = 60
    make.home()
    client.get("/")

    with CaptureQueriesContext(connection) as seen:
        client.get("/")

    assert len(seen) == 0
