"""Somebody showed that a mailbox is theirs: from now on they may take part."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts import clock
from accounts.models import Person, SignUp, User


@transaction.atomic
def confirm_address(*, user: User, at: datetime | None = None) -> Person | None:
    """Mark the account as confirmed and make its participant from the sign-up form.

    A second time changes nothing: not even the date, when somebody changes their address later.
    """
    at = at or clock.now()
    User.objects.filter(pk=user.pk, address_confirmed_at=None).update(address_confirmed_at=at)
    user.refresh_from_db(fields=["address_confirmed_at"])
    wish = SignUp.objects.select_for_update().filter(user=user).first()
    if wish is None:
        return Person.objects.filter(user=user).first()
    person, _ = Person.objects.get_or_create(
        user=user,
        defaults={
            "origin": Person.Origin.ACCOUNT,
            "pseudonym": wish.shown_name,
            "shown_as": Person.ShownAs.PSEUDONYM,
            "language": wish.language,
            "rules_accepted": wish.rules_version,
            "rules_accepted_at": wish.agreed_at,
            "created_at": at,
        },
    )
    wish.delete()
    return person


def know_confirmed_address(user: User) -> None:
    """Tell django-allauth of an address that was confirmed without it (demo, import, command).

    Only when it knows none: an address that staff changed afterwards is to be confirmed again.
    """
    if user.address_confirmed_at and not EmailAddress.objects.filter(user=user).exists():
        EmailAddress.objects.get_or_create(
            user=user, email=user.email, defaults={"verified": True, "primary": True}
        )
