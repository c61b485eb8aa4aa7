"""Error pages: what happened and what to do, in the reader's language, without the database."""

from __future__ import annotations

import errno
import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from pages import languages


def error_page(request: HttpRequest | None, status: int) -> HttpResponse:
    """The page of one status. It asks nothing of the database: it may be what is down."""
    html = render_to_string(
        "errors/error.html", {"status": status, "language": languages.current()}
    )
    response = HttpResponse(html, status=status)
    response.headers["Cache-Control"] = "no-store"
    if status == 503:
        response.headers["Retry-After"] = "30"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    too_big = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
    return error_page(request, 413 if isinstance(exception, too_big) else 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 404)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """A limit on log-ins, sign-ups or mails was reached, or cannot be counted just now."""
    return error_page(request, 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """A database that is away or a disk that is full is a moment to wait, not our fault."""
    _, error, _ = sys.exc_info()
    is_away = isinstance(error, OperationalError | InterfaceError)
    is_full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
    return error_page(request, 503 if is_away or is_full else 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return error_page(request, 403)
