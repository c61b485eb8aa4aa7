"""The columns that a file may have, by the names under which other platforms write them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import words
from accounts.spreadsheets.reading import Fault, Line
from participation.text import clean_line

LONGEST_SHOWN = 60


@dataclass(frozen=True)
class Column:
    """One column: our name, what it holds, and other names that a heading may have."""

    name: str
    holds: str | Promise
    names: tuple[str, ...] = ()
    is_required: bool = False


_DATE = gettext_lazy("the date, with its offset: 2015-09-26T02:27:55+02:00")
_AUTHOR = gettext_lazy("the author’s name or pseudonym; empty for somebody without a name")
_SHARED = (
    Column("id", gettext_lazy("the number in the file, once"), ("identifiant", "numero"), True),
    Column("created_at", _DATE, ("date", "cree_le", "date_de_creation"), True),
    Column("author", _AUTHOR, ("auteur", "pseudonyme")),
)
_VOTES = gettext_lazy("a total, shown as imported and never counted as votes")
IDEAS = (
    *_SHARED,
    Column("title", gettext_lazy("in 200 characters"), ("titre",), True),
    Column("body", gettext_lazy("the text: 12,000 characters"), ("texte", "description")),
    Column("section", gettext_lazy("becomes a theme"), ("rubrique", "chapitre")),
    Column("theme", gettext_lazy("becomes a theme"), ("thematique",)),
    Column("votes_for", _VOTES, ("pour", "votes_pour")),
    Column("votes_against", _VOTES, ("contre", "votes_contre")),
    Column("votes_mixed", _VOTES, ("mitige", "votes_mitiges")),
)
COMMENTS = (
    *_SHARED,
    Column("idea_id", gettext_lazy("the number of the idea"), ("idee", "id_idee"), True),
    Column("body", gettext_lazy("the text: 4,000 characters"), ("texte", "commentaire"), True),
    Column("parent_id", gettext_lazy("the comment that it answers"), ("reponse_a", "id_parent")),
    Column("stance", gettext_lazy("for, against or neutral"), ("position", "avis")),
    Column("votes", gettext_lazy("a total, shown as imported"), ("soutiens",)),
)


def find_places(headings: Line, columns: Sequence[Column]) -> tuple[dict[str, int], list[Fault]]:
    """Where each column stands in the file, and what is wrong with the headings."""
    known = {name: column.name for column in columns for name in (column.name, *column.names)}
    places: dict[str, int] = {}
    faults: list[Fault] = []
    for place, cell in enumerate(headings.cells):
        heading = clean_line(cell)[:LONGEST_SHOWN]
        name = known.get(_plain(heading))
        if name is None:
            faults.append(Fault(headings.number, heading, _unknown(heading, known)))
        elif name in places:
            sentence = _("The column “%(name)s” stands there twice.") % {"name": name}
            faults.append(Fault(headings.number, heading, sentence))
        else:
            places[name] = place
    for column in columns:
        if column.is_required and column.name not in places:
            sentence = _("The column “%(name)s” is missing.") % {"name": column.name}
            faults.append(Fault(headings.number, column.name, sentence))
    return places, faults


def _plain(heading: str) -> str:
    return "_".join(words.fold(heading).replace("-", " ").replace("_", " ").split())


def _unknown(heading: str, known: dict[str, str]) -> str:
    """What is not known would be lost without a word: it is asked to take it out, or to mend it."""
    if not heading.strip():
        return _("A column has no heading.")
    close = get_close_matches(_plain(heading), known, n=1)
    if close:
        text = _("The column “%(heading)s” is not known. Did you mean “%(name)s”?")
        return text % {"heading": heading, "name": known[close[0]]}
    text = _("The column “%(heading)s” is not known: remove it. Known ones: %(names)s.")
    return text % {"heading": heading, "names": ", ".join(dict.fromkeys(known.values()))}
