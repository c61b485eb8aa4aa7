"""Error pages: in the reader's language, without database or session; logs that name nobody."""

from __future__ import annotations

import io
import logging
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.db import IntegrityError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.utils import translation

from config import urls as site_urls
from config.logs import DiscreetFormatter
from config.urls import handler400, handler403, handler404, handler500  # noqa: F401  (the site's)
from pages.views.errors import error_page

ROOT = Path(__file__).resolve().parents[2]
STATUSES = [400, 403, 404, 413, 429, 500, 503]
ADDRESS, TOKEN, BODY = "ada@example.be", "Xk29dLm4pQ7rT1vZ8wYb", "mon-secret-de-citoyenne"


def _fail(request: HttpRequest, kind: str) -> HttpResponse:
    """Raises what a broken site would raise."""
    errors: dict[str, Exception] = {
        "bad": BadRequest("no"),
        "forbidden": PermissionDenied("no"),
        "broken": RuntimeError(f"{ADDRESS} {TOKEN} {BODY}"),
        "row": IntegrityError(f"duplicate key\nDETAIL: Key (email)=({ADDRESS}) exists: {BODY}"),
        "value": ValidationError(f"{BODY}"),
        "away": OperationalError("could not connect to server"),
        "closed": InterfaceError("connection already closed"),
    }
    if kind == "chained":
        try:
            int(BODY)
        except ValueError as error:
            raise KeyError(ADDRESS) from error
    if kind == "read":
        return HttpResponse(request.POST.get("x", ""))
    raise errors[kind]


urlpatterns = [
    *i18n_patterns(path("echec/<kind>/", _fail), prefix_default_language=False),
    *site_urls.urlpatterns,
]


@pytest.fixture
def visitor() -> Client:
    """Sees what a visitor sees: errors do not come through."""
    return Client(raise_request_exception=False)


def _words(html: str) -> tuple[str, str]:
    language = re.search(r'<html lang="(\w+)"', html)
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
    assert language
    assert heading
    return language[1], heading[1].strip()


@pytest.mark.parametrize("status", STATUSES)
def test_each_error_has_a_page_in_each_language_without_a_database(status: int) -> None:
    headings = set()
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            response = error_page(None, status)
        html = response.content.decode()

        assert response.status_code == status
        assert _words(html)[0] == language
        assert response.headers["Cache-Control"] == "no-store"
        assert "<form" not in html
        headings.add(_words(html)[1])
    assert len(headings) == 3


def test_each_error_has_words_of_its_own() -> None:
    assert len({_words(error_page(None, s).content.decode())[1] for s in STATUSES}) == len(STATUSES)


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("prefix", ["", "/nl", "/en"])
@pytest.mark.parametrize(
    ("kind", "status"),
    [("bad", 400), ("forbidden", 403), ("broken", 500), ("away", 503), ("closed", 503)],
)
def test_what_goes_wrong_is_answered_in_the_language_of_the_address(
    prefix: str, kind: str, status: int, visitor: Client
) -> None:
    response = visitor.get(f"{prefix}/echec/{kind}/")

    assert response.status_code == status
    assert _words(response.content.decode())[0] == (prefix.strip("/") or "fr")
    assert not response.cookies
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    assert ("Retry-After" in response.headers) == (status == 503)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/rien/", "/nl/rien", "/en/a/b/c/", "/rien.php", "/x" * 500])
def test_what_is_not_there_is_404(address: str, visitor: Client) -> None:
    response = visitor.get(address, follow=True)

    assert response.status_code == 404
    assert not response.cookies


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["/%00/", "/nl/%00/", "/a%00b", "/%ff%fe/", "/%ed%a0%80/", "/media/%00", "/documents/%00/x/"],
)
def test_an_address_that_a_database_refuses_is_no_failure(address: str, visitor: Client) -> None:
    assert visitor.get(address).status_code in (400, 404)


@pytest.mark.urls(__name__)
def test_a_form_that_is_too_big_is_413(visitor: Client) -> None:
    too_long = "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)

    response = visitor.post("/nl/echec/read/", {"x": too_long})

    assert response.status_code == 413
    assert _words(response.content.decode())[0] == "nl"


@pytest.mark.urls(__name__)
def test_too_many_fields_are_413(visitor: Client) -> None:
    many = "&".join(f"f{n}=1" for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 2))

    response = visitor.post("/echec/read/", many, content_type="application/x-www-form-urlencoded")

    assert response.status_code == 413


@pytest.mark.urls(__name__)
def test_a_form_without_its_token_is_403_with_what_to_do() -> None:
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)

    response = strict.post("/en/echec/read/", {"x": "1"})

    assert response.status_code == 403
    assert "reload the page" in response.content.decode()


def test_a_host_that_is_not_ours_is_400(visitor: Client) -> None:
    assert visitor.get("/", headers={"host": "evil.example"}).status_code == 400


def test_a_database_that_is_away_is_a_moment_to_wait() -> None:
    script = (
        "import django; django.setup()\n"
        "from django.test import Client\n"
        "visitor = Client(raise_request_exception=False, headers={'host': 'localhost'})\n"
        "answer = visitor.get('/nl/')\n"
        "print(answer.status_code, answer.headers['Retry-After'], 'lang=\"nl\"' in answer.text)"
    )
    away = {
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
        "PYTHONPATH": f"{ROOT}:{ROOT}/site",
    }

    done = subprocess.run(
        [sys.executable, "-c", f"{_PLAIN_STATIC}\n{script}"],
        cwd=ROOT,
        env=os.environ | away,
        capture_output=True,
        text=True,
    )

    assert done.stdout.strip() == "503 30 True", done.stderr


_PLAIN_STATIC = """
from django.conf import settings
settings.STORAGES = {**settings.STORAGES, "staticfiles": {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
"""


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("kind", ["broken", "row", "value", "chained"])
def test_the_log_of_a_failure_names_nobody(kind: str, visitor: Client) -> None:
    written = _log_of(
        lambda: visitor.post(
            f"/echec/{kind}/?email={ADDRESS}&jeton={TOKEN}", {"texte": BODY, "email": ADDRESS}
        )
    )

    assert f"/echec/{kind}/" in written
    assert "_fail" in written  # where it happened
    assert "Error" in written
    for secret in (ADDRESS, TOKEN, BODY):
        assert secret not in written


def test_the_log_keeps_what_names_only_code() -> None:
    written = _written(lambda log: log.error("No", exc_info=AttributeError("no attribute 'x'")))

    assert "AttributeError: no attribute 'x'" in written


def test_an_address_in_a_message_is_left_out() -> None:
    written = _written(lambda log: log.error("Mail to %s failed: /x/%s", ADDRESS, TOKEN))

    assert "Mail to [address] failed: /x/[token]" in written


def test_every_handler_of_the_site_writes_so() -> None:
    logging_settings: dict[str, Any] = settings.LOGGING
    formats = logging_settings["formatters"]
    handlers = logging_settings["handlers"].values()

    assert {formats[handler["formatter"]]["()"] for handler in handlers} == {
        "config.logs.DiscreetFormatter"
    }


def _log_of(act: Any) -> str:
    """What the site's own handler writes while something is done."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(DiscreetFormatter("%(levelname)s %(name)s %(message)s"))
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    try:
        act()
    finally:
        logger.removeHandler(handler)
    return stream.getvalue()


def _written(act: Any) -> str:
    return _log_of(lambda: act(logging.getLogger("django.request")))
