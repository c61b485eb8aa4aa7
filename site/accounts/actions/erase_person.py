"""Forgetting a person: their name is nowhere any more, their votes still count."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts import clock, registry
from accounts.errors import StillStaff
from accounts.models import Person, User
from accounts.registry import Subject


@transaction.atomic
def erase_person(*, subject: Subject, with_contributions: bool, at: datetime | None = None) -> None:
    """Erase a log-in and its participant for ever. Raises StillStaff.

    Contributions stay, by a « former participant »; `with_contributions` empties their texts too.
    """
    if subject.user and _has_role(subject.user):
        raise StillStaff
    if subject.person:
        Person.objects.select_for_update().filter(pk=subject.person.pk).update(
            erased_at=at or clock.now()
        )
        subject.person.refresh_from_db()
    registry.erase(subject, with_contributions=with_contributions)


def _has_role(user: User) -> bool:
    return user.is_superuser or user.is_staff or user.groups.exists()
