"""How much one person may send in a short time: counted in their own rows, under their own turn."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.db import connection

from accounts.models import Person
from participation.errors import TooManyRecently
from participation.models import Comment, Idea, Report

T = TypeVar("T", Idea, Comment)
Pace = list[tuple[int, int]]  # at most so many in so many seconds: a burst, then a day


def check_pace(model: type[Idea | Comment | Report], person: Person, at: datetime) -> None:
    """Raise TooManyRecently when one more would be too many. Call it with the turn taken.

    Nothing is kept for it, and no cache has to be reachable: the rows are the count.
    """
    pace: Pace = settings.CONTRIBUTION_PACE[str(model._meta.model_name)]
    adapt = connection.ops.adapt_datetimefield_value
    since = [adapt(at - timedelta(seconds=seconds)) for _most, seconds in pace]
    counts = ", ".join(["COUNT(CASE WHEN created_at > %s THEN 1 END)"] * len(since))
    oldest = adapt(at - timedelta(seconds=max(seconds for _most, seconds in pace)))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {counts} FROM {model._meta.db_table} WHERE person_id = %s AND created_at > %s",
            [*since, person.pk, oldest],
        )
        sent = cursor.fetchone()
    if any(count >= most for count, (most, _seconds) in zip(sent, pace, strict=True)):
        raise TooManyRecently


def sent_before(model: type[T], person: Person, token: UUID | None) -> T | None:
    """What the same form made when it was sent the first time. Call it with the turn taken."""
    if token is None:
        return None
    form = model._meta.get_field("token").get_db_prep_value(token, connection)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM {model._meta.db_table} WHERE person_id = %s AND token = %s",
            [person.pk, form],
        )
        row = cursor.fetchone()
    return model._default_manager.get(pk=row[0]) if row else None
