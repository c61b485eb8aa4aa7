"""A citizen reports a text: it goes up in the moderators' queue, and never disappears by itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts import clock
from accounts.models import Person
from participation.actions.doors import check_not_blocked, take_turn
from participation.actions.limits import check_pace
from participation.actions.moderating import check_of_citizens
from participation.errors import IdeaNotPublished, TextMissing
from participation.models import CharterArticle, Comment, Idea, Report


@transaction.atomic
def report_abuse(
    *,
    person: Person,
    subject: Idea | Comment,
    reason: str = "",
    article: CharterArticle | None = None,
    at: datetime | None = None,
) -> Report:
    """Put a contribution in the moderators' queue, once a person.

    It names the article of the charter, or says why in words. After a moderator has decided, the
    same person does not put it there again. Raises TextMissing, IdeaNotPublished, OfTheCity,
    AccountBlocked, TooManyRecently.
    """
    if not reason.strip() and article is None:
        raise TextMissing
    if subject.state not in (*Idea.PUBLIC_STATES, Comment.State.PUBLISHED):
        raise IdeaNotPublished
    check_of_citizens(subject)
    take_turn(person)
    about = {"idea": subject} if isinstance(subject, Idea) else {"comment": subject}
    if made := Report.objects.filter(person=person, **about).first():
        return made
    at = at or clock.now()
    check_not_blocked(person, at)
    check_pace(Report, person, at)
    return Report.objects.create(
        person=person, **about, article=article, reason=reason.strip(), created_at=at
    )
