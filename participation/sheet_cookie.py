"""The cookie of answered surveys: which sheet this browser holds, for surveys open to anyone.

It holds random tokens, signed; it is set on the answering page, never before.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from participation.models import Survey

NAME = "parvis_sheets"  # its beginning keeps it out of the page cache
DAYS = 90
MOST_SURVEYS = 20


def token_of(request: HttpRequest, survey: Survey) -> UUID | None:
    """The token of this browser's sheet of this survey; None when it has none."""
    token = _tokens(request).get(str(survey.pk))
    return UUID(token) if token else None


def remember(request: HttpRequest, response: HttpResponse, survey: Survey, token: UUID) -> None:
    """Set the cookie if it does not say this already."""
    tokens = _tokens(request)
    if tokens.get(str(survey.pk)) == token.hex:
        return
    others = [pair for pair in tokens.items() if pair[0] != str(survey.pk)]
    kept = dict([*others[1 - MOST_SURVEYS :], (str(survey.pk), token.hex)])
    response.set_signed_cookie(
        NAME,
        signing.dumps(kept),
        salt=NAME,
        max_age=DAYS * 24 * 3600,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )


def _tokens(request: HttpRequest) -> dict[str, str]:
    """What the cookie says; a false or old one says nothing."""
    if NAME not in request.COOKIES:
        return {}
    try:
        value = request.get_signed_cookie(NAME, salt=NAME, max_age=DAYS * 24 * 3600)
        tokens: Any = signing.loads(value or "")
    except signing.BadSignature:
        return {}
    return {str(key): str(token) for key, token in tokens.items()}
