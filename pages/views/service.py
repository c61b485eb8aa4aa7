"""Small files that machines read: robots, security contact, the city's colours."""

from __future__ import annotations

import posixpath
from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.static import serve

from accounts import clock
from pages import colours, page_cache
from pages.models import CitySettings

GUARDED = ("documents/", "original_images/", "ideas/")  # nginx refuses the same


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be indexed; the address of the site map stands in it."""
    context = {"sitemap": request.build_absolute_uri(reverse("sitemap"))}
    return page_cache.allow(render(request, "robots.txt", context, content_type="text/plain"))


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a flaw (RFC 9116). It expires half a year after it is read."""
    city = CitySettings.for_request(request)
    mailbox = city.security_email or city.contact_email
    if not mailbox:
        raise Http404
    lines = [
        f"Contact: mailto:{mailbox}",
        f"Expires: {(clock.now() + timedelta(days=180)).strftime('%Y-%m-%dT%H:%M:%SZ')}",
        "Preferred-Languages: fr, nl, en",
        f"Canonical: {settings.BASE_URL}{reverse('security_txt')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def palette(request: HttpRequest) -> HttpResponse:
    """The city's accent as a style sheet: the policy allows no inline style."""
    city = CitySettings.for_request(request)
    response = render(
        request, "pages/palette.css", colours.palette(city.accent), content_type="text/css"
    )
    return page_cache.allow(response)


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Images, where no server in front sends them. Documents and ideas' photos have guarded
    addresses of their own."""
    name = posixpath.normpath(path).lstrip("/")
    if name.startswith(GUARDED) or "\x00" in name:
        raise Http404
    try:
        return serve(request, name, document_root=str(settings.MEDIA_ROOT))
    except OSError as error:  # a name that no file can have
        raise Http404 from error
