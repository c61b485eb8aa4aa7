"""A draft under its secret address: read, never kept, never indexed, and no act through it."""

from __future__ import annotations

import logging

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import clock
from pages.models import PreviewLink
from pages.models.base import CityPage

logger = logging.getLogger(__name__)


@require_safe
def preview(request: HttpRequest, link_id: int, signature: str) -> HttpResponse:
    """The latest version of its page, as it would look now or (`?moment=`) at another moment."""
    links = PreviewLink.objects.select_related("page__locale")
    link = links.filter(pk=link_id).first()
    if link is None or not link.is_signed_by(signature):
        raise Http404
    version = link.page.get_latest_revision_as_object() if link.page.latest_revision_id else None
    if not link.is_valid(clock.now()) or not isinstance(version, CityPage):
        return _sealed(render(request, "pages/preview_over.html", status=410))
    modes = dict(version.preview_modes)
    mode = request.GET.get("moment", "")
    mode = mode if mode in modes else ""
    for name, value in {
        "is_preview": True,  # nothing of it is kept, whole or in parts
        "preview_mode": mode,
        "preview_link": link,
        "preview_choices": modes,
    }.items():
        setattr(request, name, value)
    logger.info("Preview link %s was opened", link.pk)
    response = version.serve_preview(request, mode)
    if hasattr(response, "render"):
        response.render()
    return _sealed(response)


def _sealed(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
