"""The first page."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from accounts import clock
from pages import languages
from pages.blocks import BodyBlock
from pages.kept import later
from pages.models.article import ArticlePage
from pages.models.base import CityPage
from pages.models.consultation_page import ConsultationPage
from pages.models.feedback import FeedbackReportPage
from pages.panels import PublicationPanel
from participation.reader import reader
from participation.results.figures import figures


class HomePage(CityPage):
    """What is open now, what came of earlier consultations, and how to join."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)
    invitation_title = models.CharField(_("title of the invitation"), max_length=120, blank=True)
    invitation = RichTextField(_("invitation to join"), features=["bold", "link"], blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        PublicationPanel(),
        *Page.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel(
            [FieldPanel("invitation_title"), FieldPanel("invitation")], heading=_("Invitation")
        ),
        FieldPanel("body"),
    ]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    template = "pages/home_page.html"
    max_count_per_parent = 3  # one a language

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a page below `/`, `/nl/` or `/en/`: in that language, or in French where it is not.

        Wagtail asks the home page of the address's language when it is online, else the French one.
        """
        for home in self._versions():
            try:
                found = Page.route(home, request, path_components)
            except Http404:
                continue
            page, args, kwargs = found
            return RouteResult(original(page), args, kwargs)
        raise Http404

    def _versions(self) -> list[HomePage]:
        """This home page, after its version in the address's language (a draft has live pages too)
        and before the French one.
        """
        language = languages.current()
        if language == settings.LANGUAGE_CODE == self.locale.language_code:
            return [self]
        pages = HomePage.objects.filter(translation_key=self.translation_key)
        versions = {page.locale.language_code: page for page in pages.select_related("locale")}
        wanted = [versions.get(language), self, versions.get(settings.LANGUAGE_CODE)]
        return list(dict.fromkeys(page for page in wanted if page))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        at = clock.now()
        context |= {
            "at": at,
            "open_consultations": later(lambda: _cards().open(at).closing_soonest_first()[:6]),
            "upcoming_consultations": later(lambda: _cards().upcoming(at).opening_first()[:3]),
            "articles": later(_newest_articles),
            "reports": later(_newest_reports),
            "figures": later(lambda: figures(at)),
            "person": reader(request),
        }
        return context


def _cards() -> Any:
    return ConsultationPage.objects.in_language().with_facts()


def _newest_articles() -> Any:
    return ArticlePage.objects.in_language().with_related().newest_first()[:3]


def _newest_reports() -> Any:
    return FeedbackReportPage.objects.in_language().select_related("locale").newest_first()[:3]


def original(page: Page) -> Page:
    """The page that is served: what Wagtail copies into another language is no translation yet."""
    source = page.alias_of
    if source is None or source.locale_id == page.locale_id or not source.live:
        return page
    return source.specific
