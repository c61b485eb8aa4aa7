"""The activity that a new consultation begins with: a draft, to be filled in by its editors."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from participation.models import Consultation, IdeaBox, Survey


@transaction.atomic
def draft_activity(
    *, kind: str, title: str, consultation: Consultation, user: User | None = None
) -> IdeaBox | Survey:
    """An unpublished activity of this kind of consultation, in that consultation, empty."""
    about = {"title": title, "consultation": consultation}
    draft = {"live": False, "has_unpublished_changes": True}
    made: IdeaBox | Survey
    if kind in (Consultation.Kind.CALL_FOR_IDEAS, Consultation.Kind.VOTE):
        use = IdeaBox.Use.VOTE if kind == Consultation.Kind.VOTE else IdeaBox.Use.CALL
        made = IdeaBox(use=use, question=title, **about, **draft)
    else:
        made = Survey(use=Survey.Use(kind), **about, **draft)
    made.save()
    made.save_revision(user=user)
    return made
