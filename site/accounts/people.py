"""From a log-in to a participant."""

from __future__ import annotations

from contextlib import suppress

from django.http import HttpRequest

from accounts import clock
from accounts.models import Person, User


def person_of(user: User) -> Person:
    """The participant behind a log-in, made at their first act. Staff take part like anyone."""
    with suppress(Person.DoesNotExist):
        return user.person  # accounts.backends asks for both at once
    person, _ = Person.objects.get_or_create(
        user=user,
        defaults={
            "origin": Person.Origin.ACCOUNT,
            "first_name": user.first_name,
            "last_name": user.last_name,
            "created_at": clock.now(),
        },
    )
    return person


def the_city() -> Person:
    """Whoever proposes the options of votes: nobody logs in as the city."""
    city, _ = Person.objects.get_or_create(
        origin=Person.Origin.CITY, defaults={"pseudonym": "La Ville", "created_at": clock.now()}
    )
    return city


def signed_in(request: HttpRequest) -> User:
    """Who asks, behind `login_required`."""
    assert isinstance(request.user, User)
    return request.user
