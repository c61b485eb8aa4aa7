"""What people wrote in a survey is published only once a moderator has read it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from accounts import clock, outbox
from participation.models import Answer, Survey


@transaction.atomic
def publish_texts(
    *, survey: Survey, shown: Iterable[int], chosen: Iterable[int], at: datetime | None = None
) -> int:
    """Of the texts that stood on a moderator's screen, publish those chosen and no others. All of
    them were read.

    Return how many are public now. A text of a confidential question is never published.
    """
    at = at or clock.now()
    public = [q.pk for q in survey.questions.all() if not q.asked.is_confidential]
    texts = Answer.objects.filter(~Q(text=""), sheet__survey=survey, pk__in=list(shown))
    texts.filter(read_at=None).update(read_at=at)
    texts.exclude(pk__in=list(chosen)).update(published_at=None)
    new = texts.filter(pk__in=list(chosen), question__in=public, published_at=None)
    new.update(published_at=at)
    outbox.add("purge", event=f"texts-{survey.pk}-{at.isoformat()}")
    return Answer.objects.filter(question__survey=survey, published_at__isnull=False).count()
