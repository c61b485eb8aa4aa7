"""The filters of the calendar: lists of allowed values, kept in the address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.groups import IMPLEMENTATION, STRATEGY
from accounts.models import District, StrategicObjective, User
from pages.models import CalendarEntry
from pages.results.calendar import Shown, Stage


def planners() -> Any:
    """Who may be in charge of an entry: the steering committee, in order."""
    committee = Q(groups__name__in=(STRATEGY, IMPLEMENTATION))
    people = User.objects.filter(committee, is_active=True).distinct()
    return people.order_by("last_name", "first_name", "pk")


@dataclass(frozen=True)
class Choice:
    """One filter: its name in the address, its label, its values and the chosen one."""

    name: str
    label: str
    options: list[tuple[str, str]]
    value: str


class Filters:
    """What the address asks for; a value that is not on offer is not read."""

    def __init__(self, asked: QueryDict) -> None:
        self._asked = asked

    @cached_property
    def choices(self) -> list[Choice]:
        districts = District.objects.order_by("name")
        objectives = sorted(StrategicObjective.objects.all(), key=lambda o: o.natural_order)
        return [
            self._choice("kind", _("Kind"), CalendarEntry.Kind.choices),
            self._choice("state", _("State"), Stage.choices),
            self._choice("owner", _("In charge"), [(u.pk, u.get_full_name()) for u in planners()]),
            self._choice("section", _("District"), [(d.pk, d.name) for d in districts]),
            self._choice("objective", _("Objective"), [(o.pk, o) for o in objectives]),
        ]

    def _choice(self, name: str, label: str, options: Iterable[tuple[Any, Any]]) -> Choice:
        offered = [(str(value), capfirst(str(word))) for value, word in options]
        asked = self._asked.get(name, "")
        return Choice(name, label, offered, asked if asked in dict(offered) else "")

    @property
    def chosen(self) -> dict[str, str]:
        return {choice.name: choice.value for choice in self.choices if choice.value}

    def query(self, **others: str) -> str:
        """These filters for an address, with other parameters."""
        return urlencode({**others, **self.chosen})

    def keep(self, shown: Iterable[Shown]) -> list[Shown]:
        """What passes; what was abandoned is shown to whoever asks for it."""
        return [found for found in shown if self._passes(found)]

    def _passes(self, shown: Shown) -> bool:
        entry, wanted = shown.entry, self.chosen
        if shown.stage == Stage.ABANDONED and wanted.get("state") != Stage.ABANDONED:
            return False
        values = {
            "kind": entry.kind,
            "state": shown.stage.value,
            "owner": str(entry.owner_id),
            "section": str(entry.district_id),
            "objective": str(entry.objective_id),
        }
        return all(values[name] == value for name, value in wanted.items())
