"""Taking personal data out of a text: words go, none are put in their place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial

from django.db import transaction

from accounts import clock, words
from accounts.models import User
from participation import notices
from participation.actions.moderating import (
    check_moderator,
    check_of_citizens,
    check_reason,
    record,
)
from participation.errors import NothingToRedact, PassageTooShort
from participation.models import CharterArticle, Comment, Idea, IdeaToCount, ModerationAct

MARK = "[…]"
SHORTEST_PASSAGE = len(MARK)  # so that no text grows beyond what its column holds
Act = ModerationAct.Act


@transaction.atomic
def redact(
    *,
    subject: Idea | Comment,
    passages: Iterable[str],
    moderator: User,
    article: CharterArticle | None,
    reason: str,
    with_picture: bool = False,
    at: datetime | None = None,
) -> ModerationAct:
    """Replace these passages by « […] » wherever the text or its earlier versions hold them.

    The history keeps that it was done, by whom and why, never what was there: a passage that the
    reason repeats is taken out of it as well. `with_picture` removes the photo too. Raises
    NotAModerator, OwnContribution, OfTheCity, ReasonMissing, PassageTooShort, NothingToRedact.
    """
    subject = type(subject)._default_manager.select_for_update().get(pk=subject.pk)
    check_moderator(moderator, subject.person)
    check_of_citizens(subject)
    check_reason(Act.REDACT, article, reason)
    clean = _eraser(passages)
    found = _redact_texts(subject, clean)
    if with_picture and isinstance(subject, Idea) and subject.image:
        _drop_picture(subject)
        found = True
    if not found:
        raise NothingToRedact
    subject.save()
    done = record(
        subject,
        act=Act.REDACT,
        moderator=moderator,
        article=article,
        reason=clean(reason),
        at=at or clock.now(),
        state_before=subject.state,
    )
    IdeaToCount.mark(subject.pk if isinstance(subject, Idea) else subject.idea_id)
    notices.moderated(done)
    return done


def _eraser(passages: Iterable[str]) -> Callable[[str], str]:
    """What takes the passages out of a text, whatever their case and their spaces."""
    wanted = sorted({" ".join(passage.split()) for passage in passages} - {""}, key=len)
    if any(len(passage) < SHORTEST_PASSAGE for passage in wanted):
        raise PassageTooShort
    if not wanted:
        return lambda text: text
    longest_first = (r"\s+".join(map(re.escape, p.split())) for p in reversed(wanted))
    pattern = re.compile("|".join(longest_first), re.IGNORECASE)
    return lambda text: pattern.sub(MARK, text)


def _redact_texts(subject: Idea | Comment, clean: Callable[[str], str]) -> bool:
    """Change the row (unsaved) and its earlier versions; whether anything was found."""
    names = ("title", "body", "place", "image_alt") if isinstance(subject, Idea) else ("body",)
    found = _redact_fields(subject, names, clean)
    if isinstance(subject, Idea) and found:
        subject.title_words = words.title_words(subject.title, subject.language)
    for version in subject.versions.all():
        kept = [name for name in names if hasattr(version, name)]
        if _redact_fields(version, kept, clean):
            version.save()
            found = True
    return found


def _redact_fields(row: object, names: Iterable[str], clean: Callable[[str], str]) -> bool:
    found = False
    for name in names:
        before = getattr(row, name)
        if (after := clean(before)) != before:
            setattr(row, name, after)
            found = True
    return found


def _drop_picture(idea: Idea) -> None:
    """The file goes once the act is sure."""
    transaction.on_commit(partial(idea.image.storage.delete, str(idea.image.name)))
    idea.image, idea.image_alt = None, ""
