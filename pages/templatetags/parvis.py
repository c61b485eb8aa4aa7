"""Where a page is found, and in which language its words are."""

from __future__ import annotations

from typing import Any, TypeGuard
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.models import Page

from pages import languages
from pages.addresses import page_address as address_of
from pages.results.publication import Publication
from pages.results.publication import publication_of as read_publication

register = template.Library()


@register.simple_tag(takes_context=True)
def page_address(context: Context, page: Page) -> str:
    """The page's path in the language of the interface."""
    return address_of(page, context.get("request"))


@register.simple_tag(takes_context=True)
def absolute(context: Context, address: str) -> str:
    """A path of this site with its scheme and host; another site's address as it is."""
    request = context.get("request")
    return request.build_absolute_uri(address) if request else settings.BASE_URL + address


@register.simple_tag(takes_context=True)
def same_page_in(context: Context, language: str) -> str:
    """Where this very page is found in another language of the interface."""
    request = context.get("request")
    page = context.get("page")
    if is_stored(page):
        shown = _translations(page).get(language, page)
        if shown.locale.language_code not in (language, settings.LANGUAGE_CODE):
            return f"/{language}/"
        return address_of(shown, request, language)
    path = request.path if request else "/"
    for code, _name in settings.LANGUAGES:
        if path == f"/{code}" or path.startswith(f"/{code}/"):
            path = path[len(code) + 1 :] or "/"
    question = context.get("question")
    query = f"?{urlencode({'q': question})}" if question else ""
    return (path if language == settings.LANGUAGE_CODE else f"/{language}{path}") + query


@register.simple_tag(takes_context=True)
def canonical_address(context: Context) -> str:
    """The one address of a page: where it is not translated, that of its own language."""
    page = context.get("page")
    if not is_stored(page):
        return ""
    own = page.locale.language_code
    return absolute(context, address_of(page, context.get("request"), own))


@register.simple_tag(takes_context=True)
def translated_addresses(context: Context) -> list[tuple[str, str]]:
    """(language, absolute address) of each real translation, itself included; empty without any."""
    page = context.get("page")
    if not is_stored(page):
        return []
    found = _translations(page)
    if len(found) < 2:
        return []
    request = context.get("request")
    return [
        (code, absolute(context, address_of(one, request, code))) for code, one in found.items()
    ]


@register.simple_tag(takes_context=True)
def main_lang(context: Context) -> str:
    """The `lang` attribute of the page's own words, where the interface speaks another language."""
    return _lang(_page_language(context)) if _is_foreign(context) else ""


@register.simple_tag(takes_context=True)
def interface_lang(context: Context) -> str:
    """The `lang` attribute of the interface's words inside a page of another language."""
    return _lang(languages.current()) if _is_foreign(context) else ""


@register.simple_tag(takes_context=True)
def page_lang(context: Context, page: Page) -> str:
    """The `lang` attribute of another page's words, where they differ from what is around."""
    own = page.locale.language_code
    return _lang(own) if own != languages.current() or _is_foreign(context) else ""


@register.simple_tag(takes_context=True)
def reference_lang(context: Context) -> str:
    """The `lang` attribute of the city's own names (services, themes): they are not translated."""
    is_plain = languages.current() == settings.LANGUAGE_CODE and not _is_foreign(context)
    return "" if is_plain else _lang(settings.LANGUAGE_CODE)


def _lang(code: str) -> SafeString:
    return format_html(' lang="{}"', code)


def _page_language(context: Context) -> str:
    page = context.get("page")
    return page.locale.language_code if isinstance(page, Page) else languages.current()


def _is_foreign(context: Context) -> bool:
    return _page_language(context) != languages.current()


def is_stored(page: Any) -> TypeGuard[Page]:
    """Whether this is a page that has a place in the tree: not None, not a preview of a new one."""
    return isinstance(page, Page) and bool(page.pk) and page.depth is not None and page.depth > 1


def _translations(page: Page) -> dict[str, Page]:
    """The live versions of a page by language, itself included; asked once a request."""
    found: dict[str, Page] | None = page.__dict__.get("_live_translations")
    if found is None:
        others = page.get_translations().live().public().filter(alias_of=None)
        found = {page.locale.language_code: page}
        found |= {one.locale.language_code: one for one in others.select_related("locale")}
        page.__dict__["_live_translations"] = found
    return found


@register.simple_tag
def publication_of(page: Page) -> Publication:
    """What will happen to a page, for the editor's screen."""
    return read_publication(page)
