"""The address of a page in the language of the interface."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix
from wagtail.models import Page

from pages import languages


def page_address(page: Page, request: HttpRequest | None = None, language: str = "") -> str:
    """The page's path; a French page keeps the reader's language (`/nl/…`) until it is translated.

    Read off the tree without a query: the first part of a page's path says site and language.
    """
    roots = page._get_site_root_paths(request)
    root = next((root for root in roots if page.url_path.startswith(root.root_path)), None)
    if root is None:
        return "/"
    if len({root.site_id for root in roots}) > 1:
        address = page.get_url(request) or "/"
    else:
        prefix = "" if root.language_code == settings.LANGUAGE_CODE else f"{root.language_code}/"
        address = f"{get_script_prefix()}{prefix}{page.url_path[len(root.root_path) :]}"
    language = language or languages.current()
    if root.language_code == settings.LANGUAGE_CODE != language and address.startswith("/"):
        return f"/{language}{address}"
    return address
