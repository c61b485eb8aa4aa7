"""Whether somebody has a second factor, and whether they gave it in this very session."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest

_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def is_set_up(user: Any) -> bool:
    return bool(is_mfa_enabled(user, _FACTORS))


def was_given(request: HttpRequest) -> bool:
    """A session begun with the password alone does not pass, even once the factor exists.

    It is asked of the database too: a factor that was taken away must be set up again.
    """
    user = request.user
    records = get_authentication_records(request, user)
    return any(record["method"] == "mfa" for record in records) and is_set_up(user)
