"""The lines of a file of comments, and which of them answer which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from participation.imports.ideas import LONGEST_AUTHOR, LONGEST_ID
from participation.imports.row import Row
from participation.models import Comment

LONGEST_BODY = 4000
_Stance = Comment.Stance
STANCES = {
    "for": _Stance.FOR,
    "pour": _Stance.FOR,
    "against": _Stance.AGAINST,
    "contre": _Stance.AGAINST,
    "neutral": _Stance.NEUTRAL,
    "neutre": _Stance.NEUTRAL,
}


@dataclass(frozen=True)
class CommentRow:
    """A comment as its file tells it; `parent_id` names one of the first level, or nothing."""

    line: int
    external_id: str
    idea_id: str
    parent_id: str
    created_at: datetime
    author: str
    stance: str
    body: str
    votes: int


def read_comment(row: Row) -> CommentRow:
    stance = row.choice("stance", STANCES)  # some take sides without a word: it needs no text
    return CommentRow(
        line=row.line.number,
        external_id=row.text("id", LONGEST_ID, needed=True),
        idea_id=row.text("idea_id", LONGEST_ID, needed=True),
        parent_id=row.text("parent_id", LONGEST_ID),
        created_at=row.moment("created_at"),
        author=row.text("author", LONGEST_AUTHOR),
        stance=stance,
        body=row.text("body", LONGEST_BODY, is_long=True, needed=not stance),
        votes=row.number("votes"),
    )


def read_comments(rows: Iterator[Row]) -> list[CommentRow]:
    """Every comment; a number that comes back is noted as a fault."""
    found: dict[str, CommentRow] = {}
    for row in rows:
        comment = read_comment(row)
        if comment.external_id and (twin := found.get(comment.external_id)):
            sentence = _("The number “%(id)s” stands on line %(line)s already.")
            row.complain("id", sentence % {"id": comment.external_id, "line": twin.line})
        else:
            found[comment.external_id] = comment
    return list(found.values())
