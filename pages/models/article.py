"""Articles: what the administration tells between two consultations."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.forms import Select
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import PageManager

from accounts import clock
from accounts.models import Service, Theme
from pages.kept import later
from pages.models.base import LeadPage
from pages.models.consultation_page import ConsultationPage
from pages.models.querysets import CityPageQuerySet

PAGE_SIZE = 12


class ArticleTheme(ItemBase):
    """Which themes an article is about."""

    tag = models.ForeignKey(Theme, models.CASCADE, related_name="article_items")
    content_object = ParentalKey("pages.ArticlePage", related_name="theme_items")


class ArticleIndexPage(LeadPage):
    """Lists articles, newest first, with a filter by theme."""

    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["pages.ArticlePage"]
    max_count_per_parent = 1
    template = "pages/article_index_page.html"

    class Meta:
        verbose_name = _("list of articles")
        verbose_name_plural = _("lists of articles")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        themes = list(Theme.objects.order_by("name"))
        wanted = request.GET.get("theme", "")
        theme = next((theme for theme in themes if theme.slug == wanted), None)
        articles = ArticlePage.objects.in_language().with_related().newest_first()
        if theme:
            articles = articles.filter(themes=theme)
        pages = Paginator(articles, PAGE_SIZE)
        context |= {
            "at": clock.now(),
            "themes": themes,
            "theme": theme,
            "articles": pages.get_page(request.GET.get("page")),
        }
        return context


class ArticleQuerySet(CityPageQuerySet):
    def with_related(self) -> Any:
        """What a card needs, in one query."""
        return self.select_related("image", "service", "locale").defer_streamfields()


class ArticlePage(LeadPage):
    """One article, signed by a service, tied to a consultation where there is one."""

    service = models.ForeignKey(
        Service, models.PROTECT, verbose_name=_("author (service)"), null=True, related_name="+"
    )
    related_consultation = models.ForeignKey(
        "pages.ConsultationPage",
        models.SET_NULL,
        verbose_name=_("related consultation"),
        null=True,
        blank=True,
        related_name="articles",
    )
    themes = ClusterTaggableManager(
        verbose_name=_("themes"), through=ArticleTheme, blank=True, help_text=""
    )

    objects: ClassVar[PageManager] = PageManager.from_queryset(ArticleQuerySet)()
    shown_with: ClassVar[tuple[str, ...]] = (*LeadPage.shown_with, "service")

    content_panels = [
        *LeadPage.content_panels,
        FieldPanel("service", widget=Select),
        PageChooserPanel("related_consultation", "pages.ConsultationPage"),
        FieldPanel("themes"),
    ]
    parent_page_types: ClassVar[list[str]] = ["pages.ArticleIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "pages/article_page.html"

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["at"] = clock.now()
        context["page_themes"] = later(self.themes.all)
        context["consultation_pages"] = later(self._consultation_pages)
        return context

    def _consultation_pages(self) -> Any:
        """The consultation that it is about, in the reader's language: one page, or none."""
        if not self.related_consultation_id:
            return []
        pages = ConsultationPage.objects.in_language().with_facts()
        return pages.filter(consultation__pages=self.related_consultation_id)[:1]
