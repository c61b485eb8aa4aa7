"""What a person chooses when signing up waits beside their user until the address is confirmed."""

from __future__ import annotations

from datetime import datetime

from accounts import clock, rules
from accounts.models import SignUp, User


def note_sign_up(
    *, user: User, shown_name: str, language: str, at: datetime | None = None
) -> SignUp:
    """Keep the shown name and the consent to the rules in force: the form ticked both boxes."""
    return SignUp.objects.create(
        user=user,
        shown_name=shown_name,
        language=language,
        rules_version=rules.current_version(),
        agreed_at=at or clock.now(),
    )
