"""What one person proposed, wrote and supported, for « my contributions »."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.registry import Contributed
from participation.models import Comment, Idea, Vote


def contributions(person: Person) -> Iterator[Contributed]:
    """Ideas, comments and votes. Where a page shows them, with its address."""
    for idea in Idea.objects.filter(person=person):
        name = "edit" if idea.state in (Idea.State.DRAFT, Idea.State.RETURNED) else "idea"
        yield Contributed(
            _("Idea"), idea.title, idea.get_state_display(), idea.created_at, _at(name, idea.pk)
        )
    for comment in Comment.objects.filter(person=person).select_related("idea"):
        yield Contributed(
            _("Comment"),
            comment.body[:120],
            comment.get_state_display(),
            comment.created_at,
            _at("idea", comment.idea_id),
        )
    for vote in Vote.objects.filter(person=person).select_related("idea"):
        yield Contributed(
            _("Vote"),
            vote.idea.title,
            vote.get_choice_display(),
            vote.cast_at,
            _at("idea", vote.idea_id),
        )


def _at(name: str, number: int) -> str:
    return reverse(f"participation:{name}", args=[number])
