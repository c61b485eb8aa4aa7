"""The vote of most people – a first one, on an open idea, without a quota – in one statement.

It allows nothing of its own: what it does not insert, `cast_vote` looks at step by step, and finds
the reason. Its conditions are those of `Activity.is_open`, and
tests/participation/test_first_vote.py holds the two against each other. A vote costs half as much.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import Person
from participation.models import Channel, IdeaBox, Vote

_INSERT = """
INSERT INTO participation_vote (person_id, channel, idea_id, box_id, choice, cast_at)
SELECT %(person)s, %(channel)s, idea.id, box.id, %(choice)s, {now}
FROM participation_idea idea
JOIN participation_ideabox box ON box.id = idea.box_id
LEFT JOIN participation_consultation whole ON whole.id = box.consultation_id
WHERE idea.id = %(idea)s AND idea.state = 'published'
AND box.live AND NOT box.is_archived AND box.votes_per_person IS NULL
AND box.voting_rule IN ({rules})
AND (box.opens_at IS NULL OR box.opens_at <= {now})
AND (box.closes_at IS NULL OR box.closes_at > {now})
AND ((whole.id IS NULL AND box.is_shown)
  OR (whole.is_public AND whole.paused_at IS NULL
      AND whole.opens_at <= {now} AND whole.closes_at > {now}))
ON CONFLICT DO NOTHING
RETURNING id, box_id, cast_at"""
_AND_MARK = """
WITH cast_now AS ({insert}), marked AS (
  INSERT INTO participation_ideatocount (idea_id) SELECT %(idea)s FROM cast_now)
SELECT id, box_id, cast_at FROM cast_now"""


def first_vote(*, person: Person, idea_id: int, choice: str, at: datetime | None) -> Vote | None:
    """The vote, if it could be cast at once; None when somebody has to look closer.

    `at` is an instant in UTC, default the database's own time.
    """
    rules = [rule for rule in IdeaBox.VotingRule if choice in rule.offers()]
    if not rules:
        return None
    moment = at or (None if connection.vendor == "postgresql" else timezone.now())
    values: dict[str, Any] = {
        "person": person.pk,
        "channel": Channel.WEB.value,
        "idea": idea_id,
        "choice": choice,
        "now": moment and connection.ops.adapt_datetimefield_value(moment),
    }
    insert = _INSERT.format(
        now="%(now)s" if moment else "statement_timestamp()",
        rules=", ".join(f"'{rule.value}'" for rule in rules),
    )
    row = (
        _on_postgres(insert, values)
        if connection.vendor == "postgresql"
        else _on_sqlite(insert, values)
    )
    if row is None:
        return None
    vote = Vote(
        pk=row[0],
        person=person,
        idea_id=idea_id,
        box_id=row[1],
        choice=choice,
        cast_at=moment or row[2],
    )
    vote._state.adding, vote._state.db = False, connection.alias
    return vote


def _on_postgres(insert: str, values: dict[str, Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(_AND_MARK.format(insert=insert), values)
        return cursor.fetchone()


def _on_sqlite(insert: str, values: dict[str, Any]) -> Any:
    """SQLite has no inserts inside a WITH: two statements, one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(insert, values)
        row = cursor.fetchone()
        if row is not None:
            cursor.execute(
                "INSERT INTO participation_ideatocount (idea_id) VALUES (%s)", [values["idea"]]
            )
        return row
