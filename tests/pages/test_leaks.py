"""What is not published is nowhere: no page, list, search, feed, map, card, link, cache or source.

The marker stands in title, slug and lead. The search asks for another word of the title, because
a search page repeats the question.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from pages import content_version
from pages.models import ArticlePage, ConsultationPage
from tests import make

pytestmark = pytest.mark.django_db
MARK, WORD = "quaggamire", "zebrule"
HIDDEN = {"title": f"{WORD} {MARK}", "slug": f"{MARK}-page", "lead": f"Le {MARK} du lead."}
Committed = Callable[..., AbstractContextManager[Any]]
PLACES = [
    "/",
    "/consultations/",
    "/consultations/?theme=mobilite",
    f"/consultations/?q={WORD}",
    "/articles/",
    "/articles/?theme=mobilite",
    "/bilans/",
    f"/recherche/?q={WORD}",
    f"/recherche/suggestions/?q={WORD}",
    "/plan-du-site/",
    "/sitemap.xml",
    "/flux/consultations.atom",
    "/flux/articles.atom",
    "/robots.txt",
    "/nl/",
    "/nl/consultations/",
    f"/nl/recherche/?q={WORD}",
    "/en/plan-du-site/",
]


@pytest.fixture(autouse=True)
def _site() -> None:
    content_version.purge()
    for index in (make.consultation_index, make.article_index, make.feedback_index, make.site_map):
        index()


def links_to(page: Any) -> list[Any]:
    """Public pages that point to it in every way that an editor has."""
    text = f'<p>Voir <a linktype="page" id="{page.pk}">ceci</a>.</p>'
    related = {"title": "À lire", "pages": [page]}
    body = [("text", text), ("related_pages", related)]
    about = page if isinstance(page, ConsultationPage) else None
    found = [make.article(body=body, related_consultation=about), make.standard_page(body=body)]
    if isinstance(page, ArticlePage):
        consultation = make.consultation_page(body=body)
        ArticlePage.objects.filter(pk=page.pk).update(related_consultation=consultation)
        found.append(consultation)
    return found


def sightings(client: Client, *pages: Any) -> set[str]:
    """Where the public meets the marker."""
    addresses = [*PLACES, *(page.url for page in pages), *(f"/nl{page.url}" for page in pages)]
    answers = {address: client.get(address) for address in addresses}
    assert {a for a, answer in answers.items() if answer.status_code != 200} == set()
    return {a for a, answer in answers.items() if MARK in answer.content.decode()}


def consultation(**fields: Any) -> Any:
    page = make.draft_consultation(
        opens_at=timezone.now() - timedelta(days=3), **HIDDEN | {"show_in_menus": True} | fields
    )
    page.themes.add(make.theme())
    page.save()
    page.save_revision()
    return page


def draft_article() -> Any:
    page = make.article_index().add_child(
        instance=ArticlePage(live=False, service=make.service(), **HIDDEN)
    )
    page.save_revision()
    return page


def scheduled_consultation() -> Any:
    page = consultation(go_live_at=timezone.now() + timedelta(days=1))
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.approved_schedule
    return page


@pytest.mark.parametrize(
    "hidden",
    [consultation, scheduled_consultation, draft_article],
    ids=["draft", "scheduled", "draft article"],
)
def test_what_was_never_public_is_nowhere(client: Client, hidden: Callable[[], Any]) -> None:
    page = hidden()

    assert sightings(client, *links_to(page)) == set()
    assert client.get(page.url).status_code == 404
    assert client.get(f"/nl{page.url}").status_code == 404


def test_the_control_a_public_page_is_everywhere(client: Client) -> None:
    page = make.publish(consultation())

    found = sightings(client, *links_to(page))

    assert found >= {
        "/",
        "/consultations/",
        "/consultations/?theme=mobilite",
        f"/consultations/?q={WORD}",
        f"/recherche/?q={WORD}",
        f"/recherche/suggestions/?q={WORD}",
        "/plan-du-site/",
        "/sitemap.xml",
        "/flux/consultations.atom",
        "/nl/consultations/",
    }
    assert len(found) > len(PLACES) - 6


def _unpublish(page: Any) -> None:
    page.unpublish()


def _make_private(page: Any) -> None:
    login = PageViewRestriction.LOGIN
    PageViewRestriction.objects.create(page=page, restriction_type=login)


def _make_all_private(page: Any) -> None:
    _make_private(page.get_parent())


def _delete(page: Any) -> None:
    type(page).objects.get(pk=page.pk).delete()


def _move_below_a_private_page(page: Any) -> None:
    parent = make.standard_page(title="Interne")
    _make_private(parent)
    page.move(parent, pos="last-child")


@pytest.mark.parametrize(
    "hide", [_unpublish, _make_private, _make_all_private, _delete, _move_below_a_private_page]
)
def test_what_is_no_longer_public_is_at_once_nowhere_not_even_in_the_cache(
    client: Client, hide: Callable[[Any], None], django_capture_on_commit_callbacks: Committed
) -> None:
    page = make.article(**HIDDEN)
    pages = links_to(page)
    if hide is _make_all_private:
        pages = [other for other in pages if not isinstance(other, ArticlePage)]
    assert sightings(client, *pages)
    address = page.url
    client.get(address)
    connection.run_on_commit.clear()  # a purge that waits already makes a second one needless

    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        hide(page)

    left = [p for p in PLACES if not (hide is _make_all_private and "/articles" in p)]
    answers = {a: client.get(a) for a in [*left, *(other.url for other in pages)]}
    assert {a for a, answer in answers.items() if answer.status_code != 200} == set()
    assert {a for a, answer in answers.items() if MARK in answer.content.decode()} == set()
    own = client.get(address)
    gate = client.get(address, follow=True).content.decode()  # it may repeat the address
    assert HIDDEN["title"] not in gate
    assert HIDDEN["lead"] not in gate
    assert own.status_code in (301, 302, 404)  # a page that moved leads to the log-in page
    assert "s-maxage" not in own.headers["Cache-Control"]


def test_a_newer_draft_of_a_live_page_is_not_in_its_source(client: Client) -> None:
    page = make.consultation_page(lead="Ce qui est public.")
    page.title, page.lead = HIDDEN["title"], HIDDEN["lead"]
    page.contract_open = f"{MARK} dans le contrat"
    page.search_description = f"{MARK} pour les moteurs"
    page.save_revision()

    assert sightings(client, page) == set()


def test_there_is_no_api_of_pages(client: Client) -> None:
    for address in ("/api/v2/pages/", "/api/v3/pages/", "/api/", "/nl/api/v2/pages/"):
        assert client.get(address).status_code == 404


def test_a_preview_is_neither_kept_nor_made_of_what_is_kept(client: Client) -> None:
    page = make.article(lead="Ce qui est public.")
    client.get(page.url)
    page.lead = HIDDEN["lead"]

    preview = page.make_preview_request()

    assert MARK in preview.content.decode()
    assert "s-maxage" not in preview.headers.get("Cache-Control", "")
    assert MARK not in client.get(page.url).content.decode()


def test_a_page_behind_a_password_is_never_kept(client: Client) -> None:
    page = make.article(**HIDDEN)
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="sesame"
    )
    content_version.purge()
    form = client.get(page.url)

    client.post(
        f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/",
        {"password": "sesame", "return_url": page.url},
    )
    inside = client.get(page.url)
    outside = Client().get(page.url)

    assert MARK in inside.content.decode()
    assert HIDDEN["lead"] not in form.content.decode() + outside.content.decode()
    for answer in (form, inside, outside):
        assert "s-maxage" not in answer.headers["Cache-Control"]
