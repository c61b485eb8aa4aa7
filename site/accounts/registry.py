"""What each app knows of a person: for their copy of it, for erasing it, and to list what they did.

Every app fills these when it is ready. `tables` are the models that an entry takes care of;
tests/accounts/test_personal_data.py finds any table that refers to a person and is in none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from accounts.models import Person, User


@dataclass(frozen=True)
class Subject:
    """Whose data: a log-in, a participant, or both."""

    user: User | None
    person: Person | None

    @classmethod
    def of(cls, user: User) -> Subject:
        return cls(user, Person.objects.filter(user=user).first())


@dataclass(frozen=True)
class Contributed:
    """One line of « my contributions »."""

    kind: str
    title: str
    state: str
    at: datetime
    url: str


Export = Callable[[Subject], Any]  # what JSON can hold
Erasure = Callable[[Subject, bool], None]  # whether to erase the contributions' texts too
Listing = Callable[[Person], Iterable[Contributed]]
Tables = Iterable[type[Model]]

_exports: dict[str, tuple[Export, frozenset[type[Model]]]] = {}
_erasures: dict[str, tuple[Erasure, frozenset[type[Model]]]] = {}
_listings: dict[str, Listing] = {}


def register_export(name: str, function: Export, *, tables: Tables) -> None:
    _exports[name] = (function, frozenset(tables))


def register_erasure(name: str, function: Erasure, *, tables: Tables) -> None:
    _erasures[name] = (function, frozenset(tables))


def register_contributions(name: str, function: Listing) -> None:
    _listings[name] = function


def export(subject: Subject) -> dict[str, Any]:
    """Everything that every app holds about this person, by name of its entry."""
    return {name: function(subject) for name, (function, _) in sorted(_exports.items())}


def erase(subject: Subject, *, with_contributions: bool) -> None:
    """Let every app erase its part; an app above goes before the one it stands on."""
    for function, _ in reversed(_erasures.values()):
        function(subject, with_contributions)


def contributions(person: Person) -> list[Contributed]:
    """What this person did, newest first."""
    found = [line for function in _listings.values() for line in function(person)]
    return sorted(found, key=lambda line: line.at, reverse=True)


def exported_tables() -> set[type[Model]]:
    return {table for _, tables in _exports.values() for table in tables}


def erased_tables() -> set[type[Model]]:
    return {table for _, tables in _erasures.values() for table in tables}
