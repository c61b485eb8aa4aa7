"""Which public pages answer a question."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page

from accounts import words as search
from pages import languages
from pages.addresses import page_address
from pages.models.querysets import CityPageQuerySet

MOST_RESULTS = 200
MOST_SUGGESTIONS = 6


def find_pages(question: str, pages: Any = None) -> list[Page]:
    """Public pages that hold the question's words, best first: those of the interface's language,
    then the French ones that are not translated. `pages` narrows what is searched.
    """
    pages = CityPageQuerySet(Page).filter(depth__gt=1) if pages is None else pages
    shown = pages.in_language().select_related("locale")
    found: list[Page] = []
    for language in dict.fromkeys([languages.current(), settings.LANGUAGE_CODE]):
        rows = shown.filter(locale__language_code=language)
        found += search.rank(rows, question, language, most=MOST_RESULTS)
    return found


def with_own_types(pages: list[Page]) -> list[Page]:
    """The same pages as their own types, in the same order, with a constant number of queries."""
    rows = Page.objects.filter(pk__in=[page.pk for page in pages]).specific()
    locales = {page.pk: page.locale for page in pages}
    by_pk = {row.pk: row for row in rows}
    for row in by_pk.values():
        row.locale = locales[row.pk]
    return [by_pk[page.pk] for page in pages if page.pk in by_pk]


def suggest_pages(request: HttpRequest, question: str) -> list[tuple[Page, str]]:
    """A few titles with words that begin like the question's, with their addresses."""
    pages: Any = CityPageQuerySet(Page).filter(depth__gt=1)
    shown = pages.in_language().select_related("locale")
    hits = search.begin_like(shown, question, most=MOST_SUGGESTIONS)
    return [(page, page_address(page, request)) for page in hits]
