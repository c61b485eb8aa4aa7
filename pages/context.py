"""What every template may use."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from pages import languages
from pages.kept import keep, site_of
from pages.models import CitySettings


def city(request: HttpRequest) -> dict[str, Any]:
    """The city's settings, the interface's language, and whether this reader may have an account.

    `has_session` looks at the cookie only: a page for everybody must not touch the session.
    """
    is_preview = getattr(request, "is_preview", False) or "/block-preview/" in request.path
    if request.path.startswith("/admin/") and not is_preview:
        return {"city": SimpleLazyObject(lambda: _settings_of(request))}
    return {
        "city": _settings_of(request),
        "language": languages.current(),
        "languages": settings.LANGUAGES,
        "has_session": settings.SESSION_COOKIE_NAME in request.COOKIES,
    }


def _settings_of(request: HttpRequest) -> CitySettings:
    site = site_of(request)
    found = keep(f"city:{site.pk if site else 0}", lambda: CitySettings.for_site(site))
    setattr(request, CitySettings.get_cache_attr_name(), found)  # where Wagtail looks for it
    return found
