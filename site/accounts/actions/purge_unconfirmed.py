"""Sign-ups that nobody confirmed go away."""

from __future__ import annotations

from datetime import datetime, timedelta

from accounts import clock
from accounts.models import User

KEPT_FOR = timedelta(days=7)


def purge_unconfirmed(*, at: datetime | None = None) -> int:
    """Delete accounts unconfirmed for a week that never did anything; return how many.

    Staff accounts that wait for their first log-in stay, and whoever is a participant.
    """
    old = User.objects.filter(
        address_confirmed_at=None,
        date_joined__lt=(at or clock.now()) - KEPT_FOR,
        is_staff=False,
        is_superuser=False,
        groups=None,
        person=None,
    )
    purged = 0
    for user in old.iterator():
        user.delete()
        purged += 1
    return purged
