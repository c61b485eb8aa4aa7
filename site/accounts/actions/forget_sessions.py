"""What is remembered of a log-in – address, browser – goes with its session."""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session

from accounts import clock

JUST_BEGUN = timedelta(hours=1)  # its session may be on its way into the table


def forget_ended_sessions(*, at: datetime | None = None) -> int:
    """Delete ended sessions and the lines that tell where they were opened; return how many."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    seen_before = UserSession.objects.filter(last_seen_at__lt=(at or clock.now()) - JUST_BEGUN)
    ended = seen_before.exclude(session_key__in=Session.objects.values("session_key"))
    return ended.delete()[0]
