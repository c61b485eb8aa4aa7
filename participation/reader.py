"""Who reads: a participant, or anybody."""

from __future__ import annotations

from contextlib import suppress

from django.conf import settings
from django.http import HttpRequest

from accounts.models import Person, User


def reader(request: HttpRequest) -> Person | None:
    """The participant who reads, if signed in. Without a session cookie nothing is asked."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    if not isinstance(request.user, User):
        return None
    with suppress(Person.DoesNotExist):
        return request.user.person
    return None  # made at their first act: reading never writes
