"""What every answer says to the browser: no script, frame or address but ours."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form

from pages.models import CitySettings
from tests import make

pytestmark = pytest.mark.django_db

PUBLIC = [
    "/",
    "/nl/",
    "/en/",
    "/consultations/",
    "/articles/",
    "/bilans/",
    "/boite-a-idees/",
    "/plan-du-site/",
    "/recherche/?q=x",
    "/recherche/suggestions/?q=xx",
    "/flux/articles.atom",
    "/flux/consultations.atom",
    "/sitemap.xml",
    "/robots.txt",
    "/palette.css",
    "/.well-known/security.txt",
    "/healthz",
    "/rien/",
    "/boite-mail/",
]


def _policy(header: str) -> dict[str, list[str]]:
    parts = [part.split() for part in header.split(";") if part.strip()]
    return {part[0]: part[1:] for part in parts}


def _site() -> None:
    make.consultation_page()
    make.article()
    make.feedback_report()
    make.idea_box_page()
    make.site_map()
    CitySettings.objects.update(security_email="securite@example.be")


def test_every_public_answer_carries_the_strict_policy(client: Client) -> None:
    _site()

    for address in PUBLIC:
        response = client.get(address)
        assert response.status_code == (404 if address == "/rien/" else 200), address
        policy = _policy(response.headers["Content-Security-Policy"])
        assert policy["default-src"] == ["'none'"], address
        assert policy["script-src"] == ["'self'"], address
        assert policy["style-src"] == ["'self'"], address
        assert policy["frame-ancestors"] == ["'none'"], address
        assert policy["base-uri"] == ["'none'"], address
        assert policy["form-action"] == ["'self'"], address
        assert "unsafe" not in response.headers["Content-Security-Policy"], address
        assert response.headers["X-Content-Type-Options"] == "nosniff", address
        assert response.headers["Referrer-Policy"] == "same-origin", address
        assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin", address
        assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin", address
        assert response.headers["X-Frame-Options"] == "DENY", address
        assert not response.cookies, address


def test_no_public_page_holds_inline_code_or_another_host(client: Client) -> None:
    _site()

    for address in PUBLIC:
        html = client.get(address).content.decode()
        if "<html" not in html:
            continue
        assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>(?!\s*</script>)", html), address
        assert not re.search(r"\son\w+=|\sstyle=|<style|javascript:", html), address
        loaded = re.findall(
            r'<(?:script|img|link rel="stylesheet"|iframe)[^>]*(?:src|href)="([^"]+)', html
        )
        assert not [place for place in loaded if place.startswith(("http", "//"))], address


def test_the_looser_policy_stays_in_the_admin(client: Client) -> None:
    make.home()

    response = client.get("/admin/")

    policy = _policy(response.headers["Content-Security-Policy"])
    assert policy["default-src"] == ["'self'"]
    assert policy["frame-ancestors"] == ["'self'"]
    for address in ("/administration/", "/admin.html", "/nl/admin/"):
        assert "unsafe" not in client.get(address).headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["page.html", "image.svg", "script.js", "page.xhtml", "x.exe"])
def test_what_a_browser_would_run_is_no_document(name: str) -> None:
    form = get_document_form(get_document_model())(
        {"title": "X"}, {"file": SimpleUploadedFile(name, b"<svg onload=alert(1)>")}
    )

    assert "file" in form.errors


def test_a_drawing_that_can_hold_scripts_is_no_image() -> None:
    form = get_image_form(get_image_model())(
        {"title": "X"},
        {"file": SimpleUploadedFile("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")},
    )

    assert "file" in form.errors


@pytest.mark.parametrize("name", ["page.html", "drawing.svg", "text.txt"])
def test_a_document_is_downloaded_never_run(name: str, client: Client) -> None:
    make.home()
    document = get_document_model()(title="Piège")
    document.file.save(name, ContentFile(b"<script>alert(1)</script>"))
    document.save()

    response = client.get(document.url)

    assert response.headers["Content-Disposition"].startswith("attachment")
    assert _policy(response.headers["Content-Security-Policy"])["default-src"] == ["'none'"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    for way in ("", "./", "images/../", "//"):
        assert client.get(f"{settings.MEDIA_URL}{way}{document.file.name}").status_code == 404


def test_images_are_served_where_no_server_stands_in_front(client: Client) -> None:
    folder = settings.MEDIA_ROOT / "images"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "essai.webp").write_bytes(b"RIFF")

    assert client.get(f"{settings.MEDIA_URL}images/essai.webp").status_code == 200
    assert client.get(f"{settings.MEDIA_URL}../secret-key").status_code in (400, 404)
    assert client.get(f"{settings.MEDIA_URL}images/").status_code == 404
