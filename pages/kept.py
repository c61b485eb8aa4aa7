"""What this process keeps until something is published: found once, then at hand.

What is kept is shared between requests and threads: nobody may change it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.core.cache import caches
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from wagtail.models import PageViewRestriction, Site

KEPT_SECONDS = 3600
_MISSING = object()
Found = TypeVar("Found")


def keep(name: str, find: Callable[[], Found], seconds: float = KEPT_SECONDS) -> Found:
    """What `find` finds, asked once for each content version."""
    shelf = caches["fragments"]
    found = shelf.get(name, _MISSING)
    if found is _MISSING:
        found = find()
        shelf.set(name, found, seconds)
    return found


def site_of(request: HttpRequest) -> Site | None:
    """The site that a request is for."""
    host = f"{request.get_host()}:{request.get_port()}"
    found: Site | None = keep(f"site:{host}", lambda: Site.find_for_request(request))
    request._wagtail_site = found  # type: ignore[attr-defined]  # where Wagtail looks for it
    return found


def later(find: Callable[[], Iterable[Any]]) -> Any:
    """A list that is asked for only where it is shown: a template keeps what it printed."""
    return SimpleLazyObject(lambda: list(find()))


def private_paths() -> tuple[str, ...]:
    """The places in the tree at and below which pages are private."""
    rows = PageViewRestriction.objects.values_list("page__path", flat=True)
    return keep("private-paths", lambda: tuple(rows))
