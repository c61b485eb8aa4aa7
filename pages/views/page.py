"""From an address to its page: walking down the tree takes two queries a level, remembering one."""

from __future__ import annotations

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from wagtail import views
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from pages import languages
from pages.kept import KEPT_SECONDS, site_of
from pages.models.base import CityPage


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's own view, which need not look for a page that it found before."""
    site = site_of(request)
    name = f"route:{site.pk if site else 0}:{languages.current()}:{path}"
    if route := _remembered(name):
        request._wagtail_route_for_request = route  # type: ignore[attr-defined]  # Wagtail's place
    elif found := Page.route_for_request(request, path):
        page, args, kwargs = found
        # Only what exists is remembered: anybody can invent addresses.
        if isinstance(page, CityPage) and not args and not kwargs:
            caches["fragments"].set(name, (type(page), page.pk), KEPT_SECONDS)
    return views.serve(request, path)


def _remembered(name: str) -> RouteResult | None:
    """The page as it stands now, with what its template needs; None once it is not live."""
    model, pk = caches["fragments"].get(name, (None, 0))
    if model is None:
        return None
    page = model._default_manager.select_related(*model.shown_with).filter(pk=pk, live=True).first()
    return RouteResult(page) if page else None
