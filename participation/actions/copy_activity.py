"""Making an activity like another one, empty: what a copied page shows."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.db import transaction

from accounts.models import User
from participation.models import Consultation, IdeaBox, VoteOption

WORDS_AND_RULES = (
    "title",
    "question",
    "introduction",
    "use",
    "moderation",
    "voting_rule",
    "votes_per_person",
    "count_visibility",
    "has_comments",
    "has_stances",
)


@transaction.atomic
def copy_activity(
    *, box: IdeaBox, consultation: Consultation | None, user: User | None = None
) -> IdeaBox:
    """A draft with the same words, rules, options and translations, and nothing that people gave.

    Its own window is left empty, as the copied page's dates are.
    """
    latest = box.get_latest_revision_as_object()
    same = {name: getattr(latest, name) for name in WORDS_AND_RULES}
    new = IdeaBox(**same, consultation=consultation, live=False, has_unpublished_changes=True)
    new.options.set([_option(option) for option in latest.options.all()])
    new.translations.set([_new(words) for words in latest.translations.all()])
    new.save()
    new.save_revision(user=user)
    return new


def _option(option: VoteOption) -> VoteOption:
    new: VoteOption = _new(option, key=uuid4())
    new.translations.set([_new(words) for words in option.translations.all()])
    return new


def _new(child: Any, **changed: Any) -> Any:
    """The same child of no parent yet."""
    skipped = ("id", "box", "option")
    fields = [f.name for f in child._meta.concrete_fields if f.name not in skipped]
    return type(child)(**{name: getattr(child, name) for name in fields} | changed)
