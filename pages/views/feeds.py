"""Atom feeds of pages, and the site map for machines: only what is public."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid5

from django.contrib import sitemaps
from django.contrib.sitemaps.views import sitemap as sitemap_of
from django.contrib.syndication.views import Feed
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps.sitemap_generator import Sitemap
from wagtail.models import Page

from pages import page_cache
from pages.addresses import page_address
from pages.models import ArticlePage, CitySettings, ConsultationPage
from pages.models.base import LeadPage
from pages.models.querysets import CityPageQuerySet
from participation.models import Idea, IdeaBox

MOST_ENTRIES = 30
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class PageFeed(Feed):  # type: ignore[type-arg]  # the stubs’ own argument: Django has none
    """One kind of page as a feed, in the language of its address."""

    feed_type = Atom1Feed
    model: Any
    name = ""

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpRequest:
        return request

    def title(self, request: HttpRequest) -> str:
        return printable(f"{gettext(self.name)} – {self.author_name(request)}")

    def author_name(self, request: HttpRequest) -> str:
        return printable(CitySettings.for_request(request).platform_name)

    def link(self, request: HttpRequest) -> str:
        return reverse("wagtail_serve", args=[""])

    def items(self, request: HttpRequest) -> list[tuple[HttpRequest, LeadPage]]:
        pages = self.model.objects.in_language().filter(first_published_at__isnull=False)
        newest = pages.select_related("locale").defer_streamfields().newest_first()
        return [(request, page) for page in newest[:MOST_ENTRIES]]

    def item_title(self, item: tuple[HttpRequest, LeadPage]) -> str:
        return printable(item[1].title)

    def item_description(self, item: tuple[HttpRequest, LeadPage]) -> str:
        return printable(item[1].lead)

    def item_link(self, item: tuple[HttpRequest, LeadPage]) -> str:
        return page_address(item[1], item[0])

    def item_guid(self, item: tuple[HttpRequest, LeadPage]) -> str:
        """The same for ever, whatever the page's address or the site's name becomes."""
        page = item[1]
        return uuid5(page.translation_key, page.locale.language_code).urn

    def item_pubdate(self, item: tuple[HttpRequest, LeadPage]) -> datetime | None:
        return item[1].first_published_at

    def item_updateddate(self, item: tuple[HttpRequest, LeadPage]) -> datetime | None:
        return item[1].last_published_at or item[1].first_published_at


class ConsultationFeed(PageFeed):
    model = ConsultationPage
    name = gettext_noop("Consultations")


class ArticleFeed(PageFeed):
    model = ArticlePage
    name = gettext_noop("Articles")


class PublicIdeas(sitemaps.Sitemap):  # type: ignore[type-arg]  # the stubs’ own argument
    """The list of ideas, each box or vote, and each proposition that the public may read."""

    def __init__(self, root: str) -> None:
        """`root` is the address of the site: the same for ideas as for pages."""
        self.root = urlsplit(root)

    def get_domain(self, site: Any = None) -> str:
        return self.root.netloc

    def get_protocol(self, protocol: str | None = None) -> str:
        return self.root.scheme

    def items(self) -> list[tuple[str, datetime | None]]:
        ideas = Idea.objects.published().propositions().order_by("pk")
        rows = ideas.values_list("pk", "published_at")
        boxes = IdeaBox.objects.public().order_by("pk").values_list("pk", flat=True)
        found: list[tuple[str, datetime | None]]
        found = [(reverse("participation:box", args=[pk]), None) for pk in boxes]
        found += [(reverse("participation:idea", args=[pk]), at) for pk, at in rows]
        return [(reverse("participation:ideas"), None), *found] if found else []

    def location(self, item: tuple[str, datetime | None]) -> str:
        return item[0]

    def lastmod(self, item: tuple[str, datetime | None]) -> datetime | None:
        return item[1]


class PublicPages(Sitemap):
    """Every public page of this site once, under its own language: translations too."""

    def items(self) -> Any:
        homes = self.get_wagtail_site().root_page.get_translations(inclusive=True)
        inside = Q(pk__in=[])
        for path in homes.values_list("path", flat=True):
            inside |= Q(path__startswith=path)
        pages: Any = CityPageQuerySet(Page).live().public()
        return pages.filter(inside, alias_of=None).order_by("path")


@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    return page_cache.allow(ConsultationFeed()(request))


@require_safe
def articles(request: HttpRequest) -> HttpResponse:
    return page_cache.allow(ArticleFeed()(request))


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    pages = PublicPages(request)
    ideas = PublicIdeas(pages.get_wagtail_site().root_url)
    response = sitemap_of(request, {"pages": pages, "ideas": ideas})
    return page_cache.allow(response.render())


def printable(text: str) -> str:
    """Pasted text may hold control signs, which XML has no way to write."""
    return _NOT_IN_XML.sub(" ", text)
