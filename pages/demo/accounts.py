"""The accounts of the demonstration: one for each role, none for a person."""

from __future__ import annotations

from dataclasses import dataclass

from accounts import groups

PASSWORD = "parvis-demo-2026"  # said aloud on purpose: never made in production


@dataclass(frozen=True)
class Account:
    email: str
    first_name: str
    last_name: str
    group: str  # empty: a superuser

    @property
    def role(self) -> str:
        return f"{self.first_name} {self.last_name}"


ACCOUNTS = (
    Account("admin@example.be", "Administration", "du site", ""),
    Account("strategie@example.be", "Comité de pilotage", "(stratégie)", groups.STRATEGY),
    Account(
        "mise-en-oeuvre@example.be",
        "Comité de pilotage",
        "(mise en œuvre)",
        groups.IMPLEMENTATION,
    ),
    Account("moderation@example.be", "Équipe", "de modération", groups.MODERATOR),
    Account("service@example.be", "Service", "communal", groups.SERVICE),
    Account("encodage@example.be", "Encodage", "des formulaires papier", groups.DATA_ENTRY),
    Account("consultance@example.be", "Consultance", "externe", groups.CONSULTANT),
    Account("college@example.be", "Collège", "communal", groups.COLLEGE),
    Account("gestion@example.be", "Gestion", "des accès", groups.ADMINISTRATOR),
)
