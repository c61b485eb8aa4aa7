"""Where browsers say what our content policy kept them from doing. A line of the log, no row.

A report names the page and sometimes a part of its source; only the rule, the other host and the
name of our view are kept, and no more than sixty reports a minute.
"""

from __future__ import annotations

import json
import logging
import re
from typing import Any
from urllib.parse import urlsplit

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

logger = logging.getLogger(__name__)
MOST_A_MINUTE = 60
MOST_BYTES = 10_000
_WORD = re.compile(r"[^a-z0-9.:_-]")


@csrf_exempt  # a browser sends it by itself, and it changes nothing
@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """Note what was blocked; whatever is sent, the answer is the same."""
    if int(request.META.get("CONTENT_LENGTH") or 0) <= MOST_BYTES and _has_turn():
        for report in _reports(request.body):
            logger.warning("Content policy: %s blocked %s on %s", *report)
    return HttpResponse(status=204)


def _has_turn() -> bool:
    """Counted where all processes agree; while that is away nothing is noted."""
    try:
        cache = caches["shared"]
        return cache.add("policy-reports", 1, 60) or cache.incr("policy-reports") <= MOST_A_MINUTE
    except Exception:  # each cache has its own errors, and none may reach a browser's report
        return False


def _reports(body: bytes) -> list[tuple[str, str, str]]:
    """What counts of both formats: the old `report-uri` and the list of `report-to`."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        return []
    wrapped = sent if isinstance(sent, list) else [sent]
    bodies = [
        one.get("body") or one.get("csp-report") for one in wrapped[:5] if isinstance(one, dict)
    ]
    return [_told(one) for one in bodies if isinstance(one, dict)]


def _told(report: dict[str, Any]) -> tuple[str, str, str]:
    rule = report.get("effectiveDirective") or report.get("effective-directive")
    rule = rule or report.get("violated-directive")
    blocked = str(report.get("blockedURL") or report.get("blocked-uri") or "")
    page = str(report.get("documentURL") or report.get("document-uri") or "")
    return _plain(rule), _plain(_host(blocked) or blocked), _view(page)


def _plain(value: Any) -> str:
    """Forty harmless signs: nothing that a log would take for a line of its own."""
    return _WORD.sub("", str(value or "?").lower())[:40] or "?"


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc.rpartition("@")[2]
    except ValueError:
        return ""


def _view(address: str) -> str:
    """The name of the view: an address may hold a token."""
    try:
        return resolve(urlsplit(address).path or "/").view_name or "?"
    except (Resolver404, ValueError):
        return "?"
