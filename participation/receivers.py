"""What follows from publishing an activity or changing an idea, in the act's transaction."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from wagtail.signals import published

from participation.actions.index_idea import ask_to_index
from participation.actions.publish_survey import publish_survey
from participation.actions.put_to_the_vote import put_to_the_vote
from participation.models import Idea, IdeaBox, Survey


def connect() -> None:
    """Called once, when the applications are ready."""
    published.connect(vote_published, sender=IdeaBox)
    post_save.connect(idea_saved, sender=Idea)
    published.connect(survey_published, sender=Survey)


def idea_saved(instance: Idea, **kwargs: Any) -> None:
    """What the public may search is what it may read: told to the index, a moment later."""
    if instance.state not in (Idea.State.DRAFT, Idea.State.SUBMITTED):
        ask_to_index(instance)


def vote_published(instance: IdeaBox, **kwargs: Any) -> None:
    """`published` is sent when a version is scheduled too: only what is live is put to the vote."""
    if instance.live and instance.use == IdeaBox.Use.VOTE:
        put_to_the_vote(box=instance)


def survey_published(instance: Survey, revision: Any = None, **kwargs: Any) -> None:
    """A survey that is live asks what this version of it holds."""
    if instance.live:
        publish_survey(survey=instance, agent=revision.user if revision else None)
