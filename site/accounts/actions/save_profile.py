"""What a participant says about themselves. Consents are not here: each has its own act."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from accounts.models import District, Person, Theme


@dataclass(frozen=True)
class Profile:
    """Names arrive cleaned by the form."""

    shown_as: str
    pseudonym: str
    first_name: str
    last_name: str
    district: District | None
    language: str
    followed_themes: Iterable[Theme]
    followed_districts: Iterable[District]


@transaction.atomic
def save_profile(*, person: Person, profile: Profile) -> Person:
    """Replace the profile. What was already published keeps the name under which it was."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    person.shown_as, person.pseudonym = profile.shown_as, profile.pseudonym
    person.first_name, person.last_name = profile.first_name, profile.last_name
    person.district, person.language = profile.district, profile.language
    person.save()
    person.followed_themes.set(profile.followed_themes)
    person.followed_districts.set(profile.followed_districts)
    return person
