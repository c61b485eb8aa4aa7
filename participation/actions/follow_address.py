"""An address for news, left with a code: confirmed by its owner, or forgotten in a week."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

from django.core import signing
from django.db import transaction

from accounts import clock
from accounts.models import Person
from participation import notices
from participation.actions.doors import take_turn
from participation.errors import LinkNotGood
from participation.models import FollowAddress

KEPT_FOR = timedelta(days=7)
_SALT = "follow-address"


@transaction.atomic
def leave_address(*, person: Person, email: str, at: datetime | None = None) -> FollowAddress:
    """Keep an address, and write to it for confirmation; one that is confirmed stays as it is."""
    take_turn(person)
    at = at or clock.now()
    kept = FollowAddress.objects.filter(person=person, email=email).first()
    if kept and kept.confirmed_at:
        return kept
    values = {"email": email, "left_at": at, "confirmed_at": None}
    kept, _is_new = FollowAddress.objects.update_or_create(person=person, defaults=values)
    notices.address_left(kept, token_of(kept))
    return kept


@transaction.atomic
def confirm_follow_address(*, token: str, at: datetime | None = None) -> FollowAddress:
    """Its owner pressed the button of the page that the mail leads to. Raises LinkNotGood."""
    found = address_of(token)
    rows = FollowAddress.objects.filter(pk=found.pk, confirmed_at=None)
    rows.update(confirmed_at=at or clock.now())
    return found


def forget_address(*, person: Person) -> None:
    FollowAddress.objects.filter(person=person).delete()


def address_of(token: str) -> FollowAddress:
    """The address that a link is about, as long as it was not replaced. Raises LinkNotGood."""
    try:
        number, mark = signing.loads(token, salt=_SALT, max_age=KEPT_FOR)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise LinkNotGood from error
    found = FollowAddress.objects.filter(pk=number, person__erased_at=None).first()
    if found is None or _mark(found) != mark:
        raise LinkNotGood
    return found


def token_of(address: FollowAddress) -> str:
    return signing.dumps([address.pk, _mark(address)], salt=_SALT)


def purge_addresses(*, at: datetime | None = None) -> int:
    """Forget addresses that nobody confirmed; return how many."""
    old = FollowAddress.objects.filter(confirmed_at=None)
    deleted, _by_model = old.filter(left_at__lte=(at or clock.now()) - KEPT_FOR).delete()
    return deleted


def _mark(address: FollowAddress) -> str:
    """Short, and of no use to whoever reads it: the link says no address."""
    return sha256(f"{address.left_at.isoformat()}:{address.email}".encode()).hexdigest()[:12]
