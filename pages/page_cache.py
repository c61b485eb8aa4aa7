"""Whole pages for anonymous readers, kept in each process and purged by publishing.

Only an answer that its view marked with `allow` is kept, and only for a request without a cookie
of ours and without a query. It is kept under the content version read *before* it was rendered:
what is published in between is never served stale. It expires at the latest at the next opening,
closing, last-days edge or midnight in Brussels.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse

from accounts import caching, clock
from accounts.caching import allow
from pages import content_version
from pages.content_version import purge, versioned_key
from pages.kept_page import KeptPage
from participation.results.edges import next_edge

__all__ = ["PageCacheMiddleware", "allow", "purge", "seconds_of_truth", "versioned_key"]

MOST_PAGES = 500
MOST_BYTES = 24 * 1024 * 1024
LONGEST_TURN = 1.0  # how long a reader waits for another one's rendering of the same page
PERSONAL_COOKIES = frozenset({settings.SESSION_COOKIE_NAME, "messages"})
PERSONAL_PREFIX = "parvis_"  # any further cookie of ours (answered sheets) begins like this
_ONLY_JUNK = re.compile(r"(?:(?:utm_\w+|fbclid|gclid|mc_cid|mc_eid)=[^&]*&?)+")
_VARIES_HARMLESSLY = {"", "cookie", "accept-encoding"}
_OURS_TO_SET = {"cache-control", "content-length", "expires"}


def seconds_of_truth(elapsed: float) -> float:
    """How long what was begun `elapsed` seconds ago stays true by itself; none left: ≤ 0.

    It counts from the beginning: a consultation may have closed while the page was rendered.
    """
    at = time.monotonic()
    since, until = caches["fragments"].get("next-edge", (0.0, 0.0))
    if since <= at - elapsed and at < until:
        return until - at
    now = clock.now()
    begun = now - timedelta(seconds=elapsed)
    edges = [clock.next_local_midnight(begun), next_edge(begun)]
    left = min((edge - now).total_seconds() for edge in edges if edge)
    if left > 0:
        caches["fragments"].set("next-edge", (at - elapsed, at + left), left)
    return left


class PageCacheMiddleware:
    """First in the order: a hit touches neither session, nor language, nor database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._pages: OrderedDict[str, KeptPage] = OrderedDict()
        self._bytes = 0
        self._writing = threading.Lock()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        known = content_version.store().read()
        if not _is_for_everybody(request):
            return self._render(request, known)
        # The raw host: only one that Django accepted has ever led to a kept page.
        key = f"{request.scheme}://{request.META.get('HTTP_HOST', '')}{request.path}"
        kept = self._pages.get(key)
        if kept is None:
            return self._render(request, known, key)
        if kept.is_fresh(known):
            self._touch(key)
            return kept.answer(request)
        # Known to be cacheable: one renders it anew, the others wait for that one, not for ever.
        has_turn = kept.turn.acquire(timeout=LONGEST_TURN)
        try:
            known = content_version.store().read()
            kept_now = self._pages.get(key)
            if kept_now is not None and kept_now.is_fresh(known):
                return kept_now.answer(request)
            return self._render(request, known, key)
        finally:
            if has_turn:
                kept.turn.release()

    def _render(self, request: HttpRequest, known: str, key: str = "") -> HttpResponse:
        """Let the site answer; keep the answer under `key` when it may be kept."""
        begun = time.monotonic()
        with content_version.pinned(known):
            response = self.get_response(request)
            if key and request.method == "GET" and _may_keep(response):
                left = seconds_of_truth(time.monotonic() - begun)
                return self._keep(key, response, known, left).answer(request)
        if not response.has_header("Cache-Control") and not response.streaming:
            response.headers["Cache-Control"] = "private, no-cache"
        return response

    def _keep(self, key: str, response: HttpResponse, known: str, left: float) -> KeptPage:
        body = response.content
        response.headers["ETag"] = f'W/"{hashlib.sha1(body, usedforsecurity=False).hexdigest()}"'
        response.headers["Vary"] = "Accept-Encoding"
        pairs = {name.lower(): (name, value) for name, value in response.headers.items()}
        headers = {name: pair for name, pair in pairs.items() if name not in _OURS_TO_SET}
        until = time.monotonic() + min(left, settings.PAGE_CACHE_SECONDS)
        page = KeptPage(known, until, body, gzip.compress(body, 6, mtime=0), headers)
        if left > 0 and page.size() < MOST_BYTES // 4:
            with self._writing:
                old = self._pages.get(key)
                # Replaced, never absent: a reader in between would render it once more.
                self._pages[key] = page
                self._pages.move_to_end(key)
                self._bytes += page.size() - (old.size() if old else 0)
                while len(self._pages) > MOST_PAGES or self._bytes > MOST_BYTES:
                    self._drop(next(iter(self._pages)))
        return page

    def _drop(self, key: str) -> None:
        if old := self._pages.pop(key, None):
            self._bytes -= old.size()

    def _touch(self, key: str) -> None:
        """The least recently read goes first: junk addresses do not drive out what is read."""
        with suppress(KeyError):  # another thread dropped it in the meantime
            self._pages.move_to_end(key)


def _is_for_everybody(request: HttpRequest) -> bool:
    """Whether the asker is nobody in particular; a query of mere tracking is taken away."""
    meta = request.META
    if request.method not in ("GET", "HEAD") or not settings.PAGE_CACHE_SECONDS:
        return False
    if "HTTP_AUTHORIZATION" in meta:
        return False
    if "HTTP_COOKIE" in meta and any(_is_personal(name) for name in request.COOKIES):
        return False
    if query := meta.get("QUERY_STRING", ""):
        if not _ONLY_JUNK.fullmatch(query):
            return False
        meta["QUERY_STRING"] = ""  # it is not in the key, so the page must not see it either
    return True


def _is_personal(cookie: str) -> bool:
    return cookie in PERSONAL_COOKIES or cookie.startswith(PERSONAL_PREFIX)


def _may_keep(response: HttpResponse) -> bool:
    """What was marked, and bears no sign that it was made for one person after all."""
    if (
        not getattr(response, caching.MARK, False)
        or response.status_code != 200
        or response.streaming
    ):
        return False
    control = response.headers.get("Cache-Control", "")
    if any(word in control for word in ("private", "no-store", "no-cache")) or response.cookies:
        return False
    varies = {name.strip().lower() for name in response.headers.get("Vary", "").split(",")}
    return varies <= _VARIES_HARMLESSLY and not response.has_header("Content-Encoding")
