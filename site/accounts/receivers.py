"""What follows from django-allauth's news."""

from __future__ import annotations

from typing import Any

from allauth.account import signals
from allauth.account.models import EmailAddress
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from django.contrib.auth.signals import user_logged_in

from accounts.actions.confirm_address import confirm_address


def connect() -> None:
    signals.email_confirmed.connect(_on_confirmed)
    signals.user_signed_up.connect(_on_signed_up)
    signals.email_changed.connect(_on_changed)
    signals.password_changed.connect(_on_changed)
    user_logged_in.connect(_on_logged_in)


def _on_confirmed(email_address: EmailAddress, **kwargs: Any) -> None:
    confirm_address(user=email_address.user)


def _on_signed_up(user: Any, **kwargs: Any) -> None:
    """An identity provider that vouches for the address spares the mail."""
    if EmailAddress.objects.filter(user=user, verified=True).exists():
        confirm_address(user=user)


def _on_changed(request: Any, user: Any, **kwargs: Any) -> None:
    """Whoever is logged in elsewhere, with the old address or password, is logged out."""
    if request.user.is_authenticated and request.user.pk == user.pk:
        end_other_sessions(request, user)


def _on_logged_in(request: Any, **kwargs: Any) -> None:
    """An anonymous session that kept a text lived a day; a signed-in one lives for its hours."""
    request.session.set_expiry(None)
