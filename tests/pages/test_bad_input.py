"""Whatever stands in a query or a header: no 5xx, no raw echo, nothing for the next reader."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from pages import content_version
from tests import make

pytestmark = pytest.mark.django_db
HTML = '"><svg onload=alert(1)>'
PAYLOADS = {
    "NUL": "a%00b",
    "lone surrogate": "%ED%A0%80",
    "invalid percent": "%zz%",
    "invalid UTF-8": "%ff%fe",
    "10 kB": "a" * 10_000,
    "10 kB of brackets": "%5B" * 3_400,
    "negative": "-1",
    "huge": "9" * 40,
    "float": "1e999",
    "other digits": "%D9%A1",
    "SQL": "%27%29%3B+DROP+TABLE+pages_articlepage%3B--",
    "wildcards": "%25_%5C",
    "HTML": "%22%3E%3Csvg+onload%3Dalert%281%29%3E",
    "template": "%7B%7B7*7%7D%7D%7B%25+debug+%25%7D",
    "search syntax": "%21%26%7C%3A*%28%22",
    "right to left": "%E2%80%AE%E2%80%8B",
    "line break": "a%0D%0ASet-Cookie:+b",
}
ADDRESSES = [
    "/",
    "/consultations/",
    "/articles/",
    "/bilans/",
    "/recherche/",
    "/recherche/suggestions/",
    "/plan-du-site/",
    "/sitemap.xml",
    "/flux/articles.atom",
    "/nl/recherche/",
]
PARAMETERS = ("q", "theme", "section", "page", "p", "utm_source", "unknown")


@pytest.fixture(autouse=True)
def _site() -> None:
    content_version.purge()
    for index in (make.consultation_index, make.article_index, make.feedback_index, make.site_map):
        index()
    make.consultation_page(title="Une place")
    make.article(title="Une place")


def test_no_query_breaks_a_page_or_comes_back_raw(client: Client) -> None:
    bad = []

    for name, payload in PAYLOADS.items():
        every = "&".join(f"{parameter}={payload}" for parameter in PARAMETERS)
        for query in (every, f"page={payload}&q=place", f"{payload}={payload}&theme[]={payload}"):
            for address in ADDRESSES:
                answer = client.get(address, QUERY_STRING=query)
                if answer.status_code >= 500 or HTML.encode() in answer.content:
                    bad.append((name, address, answer.status_code))

    assert bad == []


def test_no_address_breaks_the_site(client: Client) -> None:
    bad = []

    for name, payload in PAYLOADS.items():
        for address in (f"/{payload}/", f"/nl/{payload}", f"/a/{payload}/", f"/media/{payload}"):
            answer = client.get(address)
            if answer.status_code >= 500 or HTML.encode() in answer.content:
                bad.append((name, address[:40], answer.status_code))

    assert bad == []


def test_an_unknown_parameter_changes_nothing(client: Client) -> None:
    oracle = "owner__email=a&live=0&order_by=-pk&service__name__startswith=Z&pk=1&id__in=1"

    for address in ("/consultations/", "/articles/", "/bilans/"):
        assert client.get(f"{address}?{oracle}").content == client.get(address).content


UNKEYED = {
    "X-Forwarded-Host": "evil.example",
    "X-Host": "evil.example",
    "X-Forwarded-Server": "evil.example",
    "X-Original-URL": "/evil.example",
    "X-Rewrite-URL": "/evil.example",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Port": "666",
    "X-Forwarded-Prefix": "/evil.example",
    "X-Script-Name": "/evil.example",
    "Forwarded": "host=evil.example;proto=https",
    "X-HTTP-Method-Override": "POST",
    "Accept-Language": "nl",
    "Accept": "application/json",
    "User-Agent": "evil.example",
    "Referer": "http://evil.example/",
    "Origin": "http://evil.example",
    "X-Requested-With": "XMLHttpRequest",
    "HX-Request": "true",
    "Range": "bytes=0-10",
    "Cookie": "evil.example=1; django_language=nl",
}


def test_a_header_that_is_not_in_the_key_is_not_in_the_page(client: Client) -> None:
    clean = {address: client.get(address).content for address in ADDRESSES}
    poisoned = []

    for header, value in UNKEYED.items():
        content_version.purge()
        for address in ADDRESSES:
            client.get(address, headers={header: value})
            if client.get(address).content != clean[address]:
                poisoned.append((header, address))

    assert poisoned == []
    assert not any(b"evil.example" in content for content in clean.values())


def test_another_host_is_refused_before_and_after_the_page_is_kept(client: Client) -> None:
    answers = [
        client.get("/", headers={"Host": host})
        for host in ("evil.example", "localhost", "evil.example", "localhost@evil.example")
    ]

    assert [answer.status_code for answer in answers] == [400, 200, 400, 400]


def test_a_host_of_ours_gets_its_own_name_in_the_page(client: Client) -> None:
    one = client.get("/robots.txt", headers={"Host": "localhost"})
    other = client.get("/robots.txt", headers={"Host": "127.0.0.1"})

    assert b"http://localhost/sitemap.xml" in one.content
    assert b"http://127.0.0.1/sitemap.xml" in other.content


def test_plain_http_is_sent_to_https_even_when_the_page_is_kept(client: Client) -> None:
    with_redirect = pytest.MonkeyPatch()
    with_redirect.setattr(settings, "SECURE_SSL_REDIRECT", True)
    try:
        strict = Client()
        secure = strict.get("/", secure=True)
        plain = strict.get("/")
    finally:
        with_redirect.undo()

    assert (secure.status_code, plain.status_code) == (200, 301)
