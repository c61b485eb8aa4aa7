"""What an import says of itself, before and after: figures that JSON can hold, and sentences."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from accounts import clock
from accounts.spreadsheets.reading import Fault
from participation.imports.files import Reading
from participation.imports.plan import Plan, new_names, new_tags
from participation.models import IdeaBox

MOST_SHOWN = 5
Figures = dict[str, Any]


def foresee(reading: Reading, plan: Plan, box: IdeaBox | None) -> Figures:
    """What would be added, and the first lines as they would read."""
    moments = [row.created_at for row in plan.ideas] + [row.created_at for row in plan.comments]
    return {
        "box": str(box) if box else "",
        "ideas": len(plan.ideas),
        "ideas_there": plan.ideas_there,
        "comments": len(plan.comments),
        "comments_there": plan.comments_there,
        "people": len(new_names(plan, box)),
        "themes": new_tags(plan),
        "votes": [sum(votes) for votes in zip(*(row.votes for row in plan.ideas), strict=True)],
        "between": [min(moments).isoformat(), max(moments).isoformat()] if moments else [],
        "notes": reading.notes(),
    }


def first_lines(reading: Reading) -> Figures:
    """A few lines of each file, to see that the columns are understood."""
    ideas = [
        [row.external_id, row.title, row.author, _day(row.created_at), ", ".join(row.tags)]
        for row in reading.ideas[:MOST_SHOWN]
    ]
    comments = [
        [row.external_id, row.idea_id, row.author, _day(row.created_at), row.stance, row.body[:160]]
        for row in reading.comments[:MOST_SHOWN]
    ]
    return {"ideas": ideas, "comments": comments}


def sentences(figures: Figures) -> list[str]:
    """What would be added, line by line."""
    if not figures["ideas"] and not figures["comments"]:
        return [*_there(figures), _("Everything is there already: nothing to add.")]
    into = (
        _("Into the call for ideas “%(box)s”") if figures["box"] else _("Into a new call for ideas")
    )
    told = [into % {"box": figures["box"]}]
    for text, name in (
        (_("Ideas to be added: %(number)s"), "ideas"),
        (_("Comments to be added: %(number)s"), "comments"),
        (_("Participants without an account to be added: %(number)s"), "people"),
    ):
        told.append(text % {"number": shown(figures[name])})
    if themes := figures["themes"]:
        text = _("Themes to be added: %(number)s (%(names)s)")
        told.append(text % {"number": len(themes), "names": ", ".join(themes)})
    if any(figures["votes"]):
        told.append(_totals(*map(shown, figures["votes"])))
    first, last = (_day(datetime.fromisoformat(at)) for at in figures["between"])
    told.append(_("Dates: from %(first)s to %(last)s") % {"first": first, "last": last})
    return [*told, *_there(figures)]


def _totals(votes_for: str, mixed: str, against: str) -> str:
    text = _(
        "Imported totals: %(for)s for, %(mixed)s mixed, %(against)s against."
        " They are shown as such and never counted as votes."
    )
    return text % {"for": votes_for, "mixed": mixed, "against": against}


def _there(figures: Figures) -> list[str]:
    texts = {
        "ideas_there": _("Ideas that are there already and stay as they are: %(number)s"),
        "comments_there": _("Comments that are there already and stay as they are: %(number)s"),
    }
    return [
        text % {"number": shown(figures[name])} for name, text in texts.items() if figures[name]
    ]


def place_of(name: str, fault: Fault) -> str:
    """« ideas.csv, line 17, title: … »"""
    parts = [name]
    if fault.line is not None:
        parts.append(_("line %(number)s") % {"number": fault.line})
    if fault.column:
        parts.append(fault.column)
    return _("%(place)s: %(sentence)s") % {"place": ", ".join(parts), "sentence": fault.sentence}


def shown(number: int) -> str:
    return number_format(number, force_grouping=True)


def _day(at: datetime) -> str:
    return date_format(at.astimezone(clock.BRUSSELS), "SHORT_DATETIME_FORMAT")
