"""Ideas of one list put together under headings: by theme, by district."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from participation.models import Idea

GROUPINGS = ("theme", "section")


@dataclass(frozen=True)
class Group:
    """Some ideas, in the order of the list, under one heading."""

    name: str
    ideas: list[Idea]


def grouped(ideas: list[Idea], by: str) -> list[Group]:
    """Each idea once, under its first theme or its district, headings in alphabetical order; what
    has none comes last. `by` is one of GROUPINGS."""
    if by == "theme":
        prefetch_related_objects(ideas, "themes")
    named: dict[str, list[Idea]] = {}
    for idea in ideas:
        named.setdefault(_theme(idea) if by == "theme" else _district(idea), []).append(idea)
    rest = named.pop("", [])
    groups = [Group(name, named[name]) for name in sorted(named, key=str.casefold)]
    if rest:
        other = _("Other subjects") if by == "theme" else _("The whole municipality")
        groups.append(Group(other, rest))
    return groups


def _theme(idea: Idea) -> str:
    return min((theme.name for theme in idea.themes.all()), default="")


def _district(idea: Idea) -> str:
    return idea.district.name if idea.district else ""
