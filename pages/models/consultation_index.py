"""The list of consultations: upcoming, open, closed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import clock
from accounts import words as search
from accounts.models import District, Theme
from pages.models.base import LeadPage
from pages.models.consultation_page import ConsultationPage
from pages.results.search import find_pages

PAGE_SIZE = 12


class ConsultationIndexPage(LeadPage):
    """Lists consultations by state, with filters by theme and district and a search."""

    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["pages.ConsultationPage"]
    max_count_per_parent = 1
    template = "pages/consultation_index_page.html"

    class Meta:
        verbose_name = _("list of consultations")
        verbose_name_plural = _("lists of consultations")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        at = clock.now()
        themes = list(Theme.objects.order_by("name"))
        districts = list(District.objects.order_by("name"))
        question = search.clean_question(request.GET.get("q", ""))
        theme = _chosen(themes, request.GET.get("theme", ""))
        district = _chosen(districts, request.GET.get("section", ""))
        pages = ConsultationPage.objects.in_language().with_facts()
        if theme:
            pages = pages.filter(themes=theme)
        if district:
            pages = pages.filter(consultation__districts=district)
        if question:
            found = find_pages(question, ConsultationPage.objects.all())
            pages = pages.filter(pk__in=[page.pk for page in found])
        closed = Paginator(pages.closed(at).closed_last_first(), PAGE_SIZE)
        context |= {
            "at": at,
            "themes": themes,
            "districts": districts,
            "question": question,
            "theme": theme,
            "district": district,
            "is_filtered": bool(question or theme or district),
            "open_consultations": list(pages.open(at).closing_soonest_first()),
            "upcoming_consultations": list(pages.upcoming(at).opening_first()),
            "closed_consultations": closed.get_page(request.GET.get("page")),
        }
        return context


def _chosen(choices: list[Any], slug: str) -> Any | None:
    """The choice with this address; anything else means no filter."""
    return next((choice for choice in choices if choice.slug == slug), None)
