"""The lines of a file of ideas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from accounts import words
from participation.imports.row import Row

LONGEST_ID, LONGEST_AUTHOR, LONGEST_TAG = 60, 60, 100
LONGEST_TITLE, LONGEST_BODY = 200, 12_000  # of the columns: the web form's limits do not apply


@dataclass(frozen=True)
class IdeaRow:
    """An idea as its file tells it, ready to be written."""

    line: int
    external_id: str
    created_at: datetime
    author: str
    title: str
    title_words: str
    body: str
    tags: tuple[str, ...]
    votes_for: int
    votes_mixed: int
    votes_against: int

    @property
    def votes(self) -> tuple[int, int, int]:
        return self.votes_for, self.votes_mixed, self.votes_against


def read_idea(row: Row) -> IdeaRow:
    title = row.text("title", LONGEST_TITLE, needed=True)
    tags = [row.text(column, LONGEST_TAG) for column in ("section", "theme")]
    return IdeaRow(
        line=row.line.number,
        external_id=row.text("id", LONGEST_ID, needed=True),
        created_at=row.moment("created_at"),
        author=row.text("author", LONGEST_AUTHOR),
        title=title,
        title_words=words.title_words(title),  # here, and not while the database waits
        body=row.text("body", LONGEST_BODY, is_long=True),
        tags=tuple(dict.fromkeys(filter(None, tags))),
        votes_for=row.number("votes_for"),
        votes_mixed=row.number("votes_mixed"),
        votes_against=row.number("votes_against"),
    )


def read_ideas(rows: Iterator[Row]) -> list[IdeaRow]:
    """Every idea; a number that comes back is noted as a fault."""
    found: dict[str, IdeaRow] = {}
    for row in rows:
        idea = read_idea(row)
        if idea.external_id and (twin := found.get(idea.external_id)):
            sentence = _("The number “%(id)s” stands on line %(line)s already.")
            row.complain("id", sentence % {"id": idea.external_id, "line": twin.line})
        else:
            found[idea.external_id] = idea
    return list(found.values())
