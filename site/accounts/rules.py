"""Which version of the rules of the game is in force, and who still has to accept it."""

from __future__ import annotations

from django.core.cache import caches

from accounts.models import Person, RulesOfTheGame

DEFAULT_VERSION = "2026-11"  # templates/account/default_rules.html: what holds without a row
_KEPT = "rules-version"


def current() -> RulesOfTheGame | None:
    """The newest version that the city published; None while the default text holds."""
    return RulesOfTheGame.objects.newest_first().first()


def current_version() -> str:
    """Asked before each contribution: kept until something is published, rules among it."""
    shelf = caches["fragments"]
    found: str | None = shelf.get(_KEPT)
    if found is None:
        versions = RulesOfTheGame.objects.newest_first().values_list("version", flat=True)
        found = versions.first() or DEFAULT_VERSION
        shelf.set(_KEPT, found)
    return found


def must_accept(person: Person) -> bool:
    """Whether this person has to accept the rules, or their new version, before contributing."""
    return person.rules_accepted != current_version()
