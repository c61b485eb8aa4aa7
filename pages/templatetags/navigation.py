"""Menus, and what leads from one page to others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from pages import languages
from pages.addresses import page_address as address_of
from pages.kept import keep
from pages.models import (
    ArticleIndexPage,
    ArticlePage,
    ConsultationIndexPage,
    ConsultationPage,
    FeedbackIndexPage,
    HomePage,
    IdeaBoxPage,
    StandardPage,
)
from pages.models.querysets import CityPageQuerySet
from pages.templatetags.parvis import is_stored
from participation.models import Activity
from participation.results.showings import pages_showing

register = template.Library()

SECTIONS: dict[str, type[Page]] = {
    "home": HomePage,
    "consultations": ConsultationIndexPage,
    "articles": ArticleIndexPage,
    "reports": FeedbackIndexPage,
    "ideas": IdeaBoxPage,
}


@dataclass(frozen=True)
class MenuLink:
    """One link of a menu, light enough to be kept."""

    title: str
    url: str
    path: str
    language: str


@register.simple_tag(takes_context=True)
def menu_links(context: Context) -> list[MenuLink]:
    """The main menu, in the order of the tree; kept until something is published."""
    request = context.get("request")
    shown: Any = CityPageQuerySet(Page)
    pages = shown.in_language().filter(show_in_menus=True, depth=3)
    return _kept(request, "menu", lambda: _links(pages.order_by("path"), request))


@register.simple_tag(takes_context=True)
def footer_links(context: Context) -> list[MenuLink]:
    """The standard pages that every page's foot leads to."""
    request = context.get("request")
    shown: Any = CityPageQuerySet(StandardPage)
    pages = shown.in_language().filter(is_in_footer=True)
    return _kept(request, "footer", lambda: _links(pages.order_by("path"), request))


@register.simple_tag(takes_context=True)
def section_links(context: Context) -> dict[str, MenuLink]:
    """The site's own lists by name: home, consultations, articles, reports, ideas."""
    request = context.get("request")
    return _kept(request, "sections", lambda: _sections(request))


@register.simple_tag(takes_context=True)
def current_mark(context: Context, link: MenuLink) -> str:
    """`aria-current` of a menu's link: on this very page, or somewhere below it."""
    page = context.get("page")
    if not isinstance(page, Page) or not page.path:
        return ""
    if page.path == link.path:
        return mark_safe(' aria-current="page"')
    return mark_safe(' aria-current="true"') if page.path.startswith(link.path) else ""


@register.simple_tag(takes_context=True)
def parent_link(context: Context) -> MenuLink | None:
    """The list or page above this one; none below the home page itself."""
    page = context.get("page")
    if not is_stored(page) or page.depth < 4:
        return None
    above = page.get_ancestors().filter(depth=page.depth - 1).live().select_related("locale")
    return next(iter(_links(above, context.get("request"))), None)


@register.simple_tag(takes_context=True)
def page_showing(context: Context, activity: Activity) -> MenuLink | None:
    """The public page that shows an activity: its consultation's, else the first that does."""
    request = context.get("request")
    name = f"showing:{activity._meta.model_name}:{activity.pk}"
    return _kept(request, name, lambda: _showing(activity, request))


@register.simple_tag
def public_pages(pages: list[Page]) -> list[Page]:
    """Those of an editor's choice that the public may see, in its order, translated if they are."""
    chosen = [page for page in pages if page is not None]
    shown: Any = CityPageQuerySet(Page)
    keys = [page.translation_key for page in chosen]
    rows = shown.in_language().filter(translation_key__in=keys).select_related("locale")
    by_key = {row.translation_key: row for row in rows.specific()}
    return [by_key[key] for key in dict.fromkeys(keys) if key in by_key]


@register.simple_tag
def articles_about(page: ConsultationPage) -> list[ArticlePage]:
    """The newest articles on a consultation, whichever of its translations they name."""
    articles = ArticlePage.objects.in_language().with_related()
    about = articles.filter(related_consultation__consultation=page.consultation_id)
    return list(about.newest_first()[:3])


@dataclass
class Branch:
    """One page of the site map, and what is below it."""

    page: Page
    children: list[Branch]


@register.simple_tag
def nested(tree: list[tuple[int, Page]]) -> list[Branch]:
    """A flat tree, (depth, page) in order, as lists within lists."""
    top = Branch(Page(), [])
    line = [top]
    for depth, page in tree:
        line = line[: depth + 1]
        branch = Branch(page, [])
        line[-1].children.append(branch)
        line.append(branch)
    return top.children


@register.simple_tag(takes_context=True)
def list_query(context: Context) -> SafeString:
    """The filters in force as the beginning of a query, for the links of a list's other pages."""
    chosen = {
        "order": context.get("order", ""),
        "q": context.get("question", ""),
        "theme": getattr(context.get("theme"), "slug", ""),
        "section": getattr(context.get("district"), "slug", ""),
        "box": getattr(getattr(context.get("filters"), "box", None), "pk", ""),
        "state": getattr(context.get("filters"), "state", ""),
    }
    kept = urlencode({name: value for name, value in chosen.items() if value})
    return format_html("{}&", kept) if kept else mark_safe("")


def _kept(request: HttpRequest | None, name: str, find: Any) -> Any:
    host = request.get_host() if request else ""
    key = f"{name}:{host}:{languages.current()}"
    return keep(key, find)


def _showing(activity: Activity, request: HttpRequest | None) -> MenuLink | None:
    if activity.consultation_id:
        pages: Any = ConsultationPage.objects.filter(consultation=activity.consultation_id)
    else:
        pages = CityPageQuerySet(Page).filter(pk__in=pages_showing(activity))
    return next(iter(_links(pages.in_language().order_by("path")[:1], request)), None)


def _links(pages: Any, request: HttpRequest | None) -> list[MenuLink]:
    return [_link(page, request) for page in pages.select_related("locale")]


def _link(page: Page, request: HttpRequest | None) -> MenuLink:
    return MenuLink(page.title, address_of(page, request), page.path, page.locale.language_code)


def _sections(request: HttpRequest | None) -> dict[str, MenuLink]:
    found = {}
    for name, model in SECTIONS.items():
        shown: Any = CityPageQuerySet(model)
        first = shown.in_language().select_related("locale").order_by("path").first()
        if first:
            found[name] = _link(first, request)
    return found
