"""Rate limits of log-in, sign-up and mails, counted where all processes agree.

django-allauth counts in Django's default cache. Ours is one per process and is left behind at each
publication, so its counters are pointed at the shared one. While that cannot be reached nobody may
log in (a limit that is not counted is none); reading asks it nothing.
"""

from __future__ import annotations

import logging
from typing import Any

from allauth.core.internal import ratelimit
from allauth.mfa.totp.internal import auth as totp
from allauth.socialaccount.internal import jwtkit
from django.core.cache import caches

logger = logging.getLogger(__name__)
SHARED = "shared"


class FailsClosed:
    """The shared cache; when it is away no counter's lock is ever given."""

    def add(self, key: str, value: Any, timeout: float | None = None) -> bool:
        try:
            return bool(caches[SHARED].add(key, value, timeout=timeout))
        except Exception:  # each cache has its own errors, and all mean the same here
            logger.error("The shared cache is away: log-in is refused until it is back.")
            return False

    def __getattr__(self, name: str) -> Any:
        return getattr(caches[SHARED], name)


def count_in_shared_cache() -> None:
    """Point django-allauth's counters and used-once marks at the shared cache."""
    for module in (ratelimit, totp, jwtkit):
        assert hasattr(module, "cache"), f"{module.__name__} has moved its cache"
        module.cache = FailsClosed()
