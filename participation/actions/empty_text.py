"""Taking the words out of a text for good: its row, its place and what was decided of it stay."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from wagtail.models import ModelLogEntry

from participation.models import Comment, CommentVersion, Idea, IdeaVersion


def empty_idea(idea: Idea, note: str) -> None:
    """Words, photo, place and themes go, earlier versions' too; `note` stands for the title."""
    drop_image(idea)
    idea.title, idea.title_words = note, ""  # it resembles no idea that is being typed
    idea.body = idea.place = idea.image_alt = ""
    idea.district = None
    idea.save()
    idea.themes.clear()
    IdeaVersion.objects.filter(idea=idea).update(title=note, body="")
    forget_log(Idea, [idea.pk], note)


def empty_comment(comment: Comment, note: str) -> None:
    """`note` stands for the text; earlier versions go."""
    comment.body = note
    comment.save()
    CommentVersion.objects.filter(comment=comment).delete()
    forget_log(Comment, [comment.pk], note)


def drop_image(idea: Idea) -> None:
    """The file goes once the transaction is sure."""
    if idea.image:
        transaction.on_commit(partial(idea.image.storage.delete, str(idea.image.name)))
        idea.image = None


def forget_log(model: type[Model], numbers: Iterable[int], note: str) -> None:
    """Wagtail's log keeps the title that a text had when staff acted on it."""
    ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(model),
        object_id__in=[str(number) for number in numbers],
    ).update(label=note, data={})
