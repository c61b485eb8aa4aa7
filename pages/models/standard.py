"""Pages that every public site owes its readers: rules, privacy, legal notice, accessibility…"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, Site

from pages.models.base import CityPage, LeadPage


class StandardPage(LeadPage):
    """A page of text, in the footer when it must be reachable from everywhere."""

    is_in_footer = models.BooleanField(_("in the footer of every page"), default=False)
    reviewed_on = models.DateField(
        _("last reviewed on"),
        null=True,
        blank=True,
        help_text=_("Shown at the bottom; the accessibility statement is reviewed every year."),
    )

    content_panels = [*LeadPage.content_panels, FieldPanel("reviewed_on")]
    promote_panels = [*LeadPage.promote_panels, FieldPanel("is_in_footer")]
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage", "pages.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["pages.StandardPage"]
    template = "pages/standard_page.html"

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")


class SiteMapPage(CityPage):
    """« Plan du site »: every public page, as a tree, made from the site itself."""

    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1
    template = "pages/site_map_page.html"

    class Meta:
        verbose_name = _("site map")
        verbose_name_plural = _("site maps")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        site = Site.find_for_request(request)
        root = site.root_page if site else self
        pages = Page.objects.live().public().descendant_of(root, inclusive=True)
        tree = pages.select_related("locale").order_by("path")
        context["tree"] = [(page.depth - root.depth, page) for page in tree]
        return context
