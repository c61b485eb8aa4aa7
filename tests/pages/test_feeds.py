"""What machines read: Atom feeds, the site map, robots, the security contact, share cards."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.core.files.images import ImageFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from pages.models import ArticlePage, CitySettings
from tests import make

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
PLACES = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def _feed(client: Client, address: str) -> ElementTree.Element:
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content)


def _text(element: ElementTree.Element, name: str) -> str:
    found = element.find(f"{ATOM}{name}")
    assert found is not None, name
    return found.text or ""


def _link(element: ElementTree.Element, kind: str) -> str:
    return next(e.attrib["href"] for e in element.iter(f"{ATOM}link") if e.get("rel") == kind)


@pytest.mark.parametrize(
    ("address", "language", "home"),
    [
        ("/flux/articles.atom", "fr", "http://testserver/"),
        ("/nl/flux/articles.atom", "nl", "http://testserver/nl/"),
    ],
)
def test_a_feed_is_valid_atom(address: str, language: str, home: str, client: Client) -> None:
    first, second = make.article(title="Première"), make.article(title="Seconde")

    feed = _feed(client, address)

    assert feed.tag == f"{ATOM}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    assert _text(feed, "title") == "Articles – Participer" or language == "nl"
    assert _text(feed.find(f"{ATOM}author") or feed, "name") == "Participer"
    assert datetime.fromisoformat(_text(feed, "updated")).tzinfo
    assert _link(feed, "self") == f"http://testserver{address}"
    assert _link(feed, "alternate") == home
    entries = feed.findall(f"{ATOM}entry")
    assert [_text(entry, "title") for entry in entries] == [second.title, first.title]
    assert len({_text(entry, "id") for entry in entries}) == 2
    for entry in entries:
        assert _text(entry, "id").startswith("urn:uuid:")
        assert datetime.fromisoformat(_text(entry, "updated")).tzinfo
        assert _link(entry, "alternate").startswith(home)
        assert _text(entry, "summary")


def test_an_entry_keeps_its_id_when_the_page_moves(client: Client) -> None:
    page = make.article()
    before = _text(_feed(client, "/flux/articles.atom")[-1], "id")

    page.slug = "ailleurs"
    page.save_revision().publish()

    entry = _feed(client, "/flux/articles.atom?again")[-1]
    assert _text(entry, "id") == before
    assert _link(entry, "alternate").endswith("/ailleurs/")


def test_a_feed_shows_the_translation_where_there_is_one(client: Client) -> None:
    make.translated(make.article(title="La place"), "nl", title="Het plein")

    assert [
        _text(e, "title") for e in _feed(client, "/nl/flux/articles.atom").iter(f"{ATOM}entry")
    ] == ["Het plein"]
    assert [
        _text(e, "title") for e in _feed(client, "/flux/articles.atom").iter(f"{ATOM}entry")
    ] == ["La place"]


def test_feeds_and_map_leave_out_drafts_scheduled_and_private_pages(client: Client) -> None:
    make.draft_consultation(title="Brouillon", slug="brouillon")
    make.scheduled_consultation(timezone.now() + timedelta(days=9), title="Futur", slug="futur")
    private = make.consultation_page(title="Privée", slug="privee")
    make.private(private)
    shown = make.consultation_page(title="Publique", slug="publique")

    feed = client.get("/flux/consultations.atom").content.decode()
    places = client.get("/sitemap.xml").content.decode()

    assert shown.title in feed
    assert "/consultations/publique/" in places
    for text in ("Brouillon", "brouillon", "Futur", "futur", "Privée", "privee"):
        assert text not in feed + places


def test_an_empty_feed_is_a_feed(client: Client) -> None:
    make.home()

    feed = _feed(client, "/flux/consultations.atom")

    assert feed.find(f"{ATOM}entry") is None
    assert _text(feed, "updated")


def test_pasted_control_signs_do_not_break_a_feed(client: Client) -> None:
    page = make.article()
    ArticlePage.objects.filter(pk=page.pk).update(title="Un\x0bdeux", lead="a\x08 & <b>")

    entry = _feed(client, "/flux/articles.atom").find(f"{ATOM}entry")

    assert entry is not None
    assert _text(entry, "title") == "Un deux"


@pytest.mark.parametrize("address", ["/flux/articles.atom?x", "/sitemap.xml?x"])
def test_what_machines_read_costs_the_same_for_many_pages(address: str, client: Client) -> None:
    make.article()
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for _ in range(4):
        make.article()

    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) <= len(few)


def test_the_site_map_holds_every_language_once(client: Client) -> None:
    page = make.standard_page(title="Mentions", slug="mentions")
    make.translated(page, "nl", title="Juridisch", slug="juridisch")

    root = ElementTree.fromstring(client.get("/sitemap.xml").content)

    places = [element.text or "" for element in root.iter(f"{PLACES}loc")]
    paths = [re.sub(r"^https?://[^/]+", "", place) for place in places]
    assert sorted(paths) == ["/", "/mentions/", "/nl/juridisch/"]
    assert all(place.startswith("http") for place in places)


def test_robots_find_the_site_map(client: Client) -> None:
    make.home()

    response = client.get("/robots.txt")

    assert response.headers["Content-Type"].startswith("text/plain")
    assert "Sitemap: http://testserver/sitemap.xml" in response.content.decode()


def test_the_security_contact_is_never_out_of_date(client: Client) -> None:
    make.home()
    CitySettings.objects.update(security_email="securite@example.be")

    lines = client.get("/.well-known/security.txt").content.decode().splitlines()

    fields = dict(line.split(": ", 1) for line in lines)
    assert fields["Contact"] == "mailto:securite@example.be"
    assert fields["Canonical"].endswith("/.well-known/security.txt")
    left = datetime.fromisoformat(fields["Expires"]) - timezone.now()
    assert timedelta(days=30) < left < timedelta(days=366)  # RFC 9116: less than a year


def test_without_a_mailbox_there_is_no_security_contact(client: Client) -> None:
    make.home()

    assert client.get("/.well-known/security.txt").status_code == 404


def test_the_colours_are_a_style_sheet_that_is_not_sent_twice(client: Client) -> None:
    make.home()
    CitySettings.objects.update(accent="#7a1f5c")

    first = client.get("/palette.css")
    again = client.get("/palette.css", headers={"if-none-match": first.headers["ETag"]})

    assert first.headers["Content-Type"].startswith("text/css")
    assert "--accent: #7a1f5c" in first.content.decode()
    assert again.status_code == 304


@pytest.mark.parametrize(
    "address",
    ["/robots.txt", "/palette.css", "/sitemap.xml", "/flux/articles.atom", "/recherche/?q=x"],
)
def test_these_addresses_only_read(address: str, client: Client) -> None:
    make.home()

    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200
    assert not client.get(address).cookies


def test_a_shared_page_has_a_card_with_absolute_addresses(client: Client) -> None:
    image = get_image_model().objects.create(
        title="Place", file=ImageFile(get_test_image_file(size=(1600, 900)), name="place.png")
    )
    page = make.article(
        title="La « place »", lead="Un <b>nouveau</b> parc.", image=image, image_alt="La place"
    )

    html = client.get(page.url).content.decode()

    card = dict(re.findall(r'<meta property="og:(\S+)" content="([^"]*)">', html))
    assert card["title"] == "La « place »"
    assert card["type"] == "article"
    assert card["url"] == f"http://testserver{page.url}"
    assert card["description"] == "Un &lt;b&gt;nouveau&lt;/b&gt; parc."
    assert card["image"].startswith("http://testserver/media/")
    assert (card["image:width"], card["image:height"]) == ("1200", "630")
    assert card["locale"] == "fr_BE"
