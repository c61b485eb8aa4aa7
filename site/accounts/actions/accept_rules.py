"""Accepting the rules of the game: the person's own act, with its version and its date."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts import clock, rules
from accounts.models import Person


@transaction.atomic
def accept_rules(*, person: Person, at: datetime | None = None) -> Person:
    """Record that this person accepts the version in force; again changes nothing."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    version = rules.current_version()
    if person.rules_accepted != version:
        person.rules_accepted, person.rules_accepted_at = version, at or clock.now()
        person.save(update_fields=["rules_accepted", "rules_accepted_at"])
    return person
