"""All versions of a questionnaire in one: what is asked now, then what is no longer asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from django.utils.translation import gettext as _

from participation.surveys.definition import NO_OPINION, OTHER, Definition, Option
from participation.surveys.kinds import kind_of
from participation.surveys.kinds.rows import Matrix
from participation.surveys.kinds.scale import Scale

CHANGES = ("rules_changed", "option_added", "option_closed")


class Version(Protocol):
    """What this asks of a version: its questions, its changes, its moment."""

    changes: list[dict[str, str]]
    published_at: datetime

    def definitions(self) -> list[Definition]: ...


@dataclass
class Merged:
    """A question in its newest words, with every option that it ever had."""

    asked: Definition
    options: list[Option]
    is_closed: bool = False
    changed_at: datetime | None = None
    asked_since: datetime | None = None  # where it came later than the first version
    closed: set[str] = field(default_factory=set)  # options no longer offered
    since: dict[str, datetime] = field(default_factory=dict)  # options that came later


def merge(versions: Sequence[Version]) -> list[Merged]:
    """From the oldest version to the newest; the order is that of the newest."""
    newest: dict[str, Definition] = {}
    options: dict[str, dict[str, Option]] = {}
    rows: dict[str, dict[str, Option]] = {}
    for version in versions:
        for question in version.definitions():
            newest[question.code] = question
            options.setdefault(question.code, {}).update({o.code: o for o in question.options})
            rows.setdefault(question.code, {}).update({row.code: row for row in question.rows})
    current = [question.code for question in versions[-1].definitions()] if versions else []
    order = [*current, *(code for code in newest if code not in current)]
    found = {}
    for code in order:
        asked = replace(newest[code], rows=tuple(rows[code].values()))
        closed = set(options[code]) - set(newest[code].option_codes)
        offered = [*newest[code].options, *(options[code][option] for option in sorted(closed))]
        found[code] = Merged(asked, _all(asked, offered), code not in current, closed=closed)
    _date(found, versions)
    return list(found.values())


def _all(question: Definition, options: list[Option]) -> list[Option]:
    """With those that nobody writes: points of a scale, agree or not, other, no opinion."""
    kind = kind_of(question)
    if isinstance(kind, Scale):
        ends = {"1": question.low, str(question.most or 5): question.high}
        options = [
            Option(point, f"{point} – {ends[point]}" if ends.get(point) else point)
            for point in kind.points(question)
        ]
    elif isinstance(kind, Matrix) and not options:
        options = list(kind.offered(question))
    if question.has_other:
        options = [*options, Option(OTHER, _("Other"))]
    if question.has_no_opinion:
        options = [*options, Option(NO_OPINION, _("No opinion"))]
    return options


def _date(found: dict[str, Merged], versions: Sequence[Version]) -> None:
    """When each question changed, and since when each later option is offered."""
    for version in versions[1:]:
        for change in version.changes:
            merged = found.get(change["question"])
            if merged and change["what"] == "question_added":
                merged.asked_since = version.published_at
            if merged is None or change["what"] not in CHANGES:
                continue
            merged.changed_at = version.published_at
            if change["what"] == "option_added":
                merged.since[change["option"]] = version.published_at
