"""One public address everywhere: `set_up` gives Wagtail's site the host and port of BASE_URL."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import Site

from pages import page_cache
from pages.actions.point_site import point_site
from pages.management.commands import set_up
from tests import make

pytestmark = pytest.mark.django_db


def the_site() -> tuple[str, int]:
    site = Site.objects.get(is_default_site=True)
    return site.hostname, site.port


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("http://localhost:8014", ("localhost", 8014)),
        ("http://participer.example.be", ("participer.example.be", 80)),
        ("https://participer.example.be", ("participer.example.be", 443)),
    ],
)
def test_the_site_has_the_host_and_port_of_the_address(address: str, kept: tuple[str, int]) -> None:
    page = make.home()

    point_site(base_url=address)

    assert the_site() == kept
    assert type(page).objects.get(pk=page.pk).full_url == f"{address}/"


def test_pointing_it_twice_changes_nothing() -> None:
    make.home()

    assert point_site(base_url="http://localhost:8014")
    assert not point_site(base_url="http://localhost:8014")


def test_other_sites_stay_where_they_are() -> None:
    other = Site.objects.create(
        hostname="autre.example.be", port=443, root_page=make.home(), is_default_site=False
    )

    point_site(base_url="http://localhost:8014")

    other.refresh_from_db()
    assert (other.hostname, other.port) == ("autre.example.be", 443)


def test_setting_up_points_the_site(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    make.home()
    settings.BASE_URL = "http://localhost:8014"
    monkeypatch.setattr(set_up, "call_command", lambda *args, **options: None)

    call_command("set_up", verbosity=0)

    assert the_site() == ("localhost", 8014)


def test_setting_up_an_empty_installation_needs_no_site(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Site.objects.all().delete()
    monkeypatch.setattr(set_up, "call_command", lambda *args, **options: None)

    call_command("set_up", verbosity=0)

    assert not Site.objects.exists()


def test_feeds_site_map_and_share_cards_agree() -> None:
    make.consultation_page()
    make.article()
    make.idea()
    point_site(base_url="http://localhost:8014")
    page_cache.purge()  # what the commit does
    client = Client(headers={"host": "localhost:8014"})

    found = set()
    for address in ("/sitemap.xml", "/flux/articles.atom", "/flux/idees.atom", "/robots.txt", "/"):
        answer = client.get(address)
        assert answer.status_code == 200, address
        found |= set(re.findall(r"https?://(?:localhost|testserver)[^<\"\s]*", answer.text))

    assert found
    assert {urlsplit(address)[:2] for address in found} == {("http", "localhost:8014")}
