"""How much one person may send in a short time: counted in their own rows, under their own turn."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Q

from accounts.models import Person
from participation.errors import TooManyRecently
from participation.models import Comment, Idea, Report

Pace = list[tuple[int, int]]  # at most so many in so many seconds: a burst, then a day


def check_pace(model: type[Idea | Comment | Report], person: Person, at: datetime) -> None:
    """Raise TooManyRecently when one more would be too many. Call it with the turn taken.

    Nothing is kept for it, and no cache has to be reachable: the rows are the count.
    """
    pace: Pace = settings.CONTRIBUTION_PACE[str(model._meta.model_name)]
    since = {str(seconds): at - timedelta(seconds=seconds) for _most, seconds in pace}
    counts: dict[str, Any] = {
        f"within_{seconds}": Count("pk", filter=Q(created_at__gt=start))
        for seconds, start in since.items()
    }
    mine = model._default_manager.filter(person=person, created_at__gt=min(since.values()))
    sent = mine.aggregate(**counts)
    if any(sent[f"within_{seconds}"] >= most for most, seconds in pace):
        raise TooManyRecently
