"""Making the options of a published vote what people vote on. Only this writes them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts import clock, words
from accounts.people import the_city
from participation.models import Idea, IdeaBox, IdeaTally, IdeaTranslation, VoteOption
from participation.pictures import redraw


@transaction.atomic
def put_to_the_vote(*, box: IdeaBox, at: datetime | None = None) -> list[Idea]:
    """Make, correct and order the ideas that stand for the options of a vote; return them.

    Called in the transaction that publishes the vote, once `check_publishable` has passed. An
    option that comes from another box's idea starts at zero; one that was removed is withdrawn.
    Once somebody has voted, words taken from another idea stand as they were then.
    Raises PictureRefused.
    """
    at = at or clock.now()
    known = list(box.ideas.filter(person=the_city()))
    put, has_votes = [], box.has_votes()
    options = VoteOption.objects.filter(box=box).select_related("source", "image")
    options = options.prefetch_related("translations")
    for position, option in enumerate(options.order_by("sort_order", "pk"), 1):
        idea = _known(option, known) or _new(box, at)
        _write(idea, option, position, keeps_words=idea.pk is not None and has_votes)
        put.append(idea)
    gone = {idea.pk for idea in known} - {idea.pk for idea in put}
    Idea.objects.filter(pk__in=gone).update(state=Idea.State.WITHDRAWN)
    return put


def _known(option: VoteOption, known: list[Idea]) -> Idea | None:
    """The idea that already stands for it, in whichever version of the vote it was made."""
    same = [idea for idea in known if idea.token == option.key]
    if not same and option.source_id:
        same = [idea for idea in known if idea.source_id == option.source_id]
    return same[0] if same else None


def _new(box: IdeaBox, at: datetime) -> Idea:
    city = the_city()
    return Idea(
        box=box,
        person=city,
        author_name=city.display_name,
        created_at=at,
        submitted_at=at,
        published_at=at,
    )


def _write(idea: Idea, option: VoteOption, position: int, *, keeps_words: bool) -> None:
    idea.token, idea.source, idea.position = option.key, option.source, position
    if option.title.strip() or not keeps_words:
        idea.title = option.shown_title
    if option.text.strip() or not keeps_words:
        idea.body = option.shown_text
    idea.title_words = words.title_words(idea.title)
    if idea.state in (Idea.State.DRAFT, Idea.State.WITHDRAWN):
        idea.state = Idea.State.PUBLISHED
    if option.source:
        idea.language, idea.district = option.source.language, option.source.district
    _write_image(idea, option)
    is_new = idea.pk is None
    idea.save()
    if is_new:
        IdeaTally.objects.create(idea=idea, box=idea.box, counted_at=idea.created_at)
    _write_translations(idea, option)


def _write_translations(idea: Idea, option: VoteOption) -> None:
    wanted = {row.language: row for row in option.translations.all()}
    idea.translations.exclude(language__in=wanted).delete()
    for language, row in wanted.items():
        words = {"title": row.title, "text": row.text, "image_alt": row.image_alt}
        IdeaTranslation.objects.update_or_create(idea=idea, language=language, defaults=words)


def _write_image(idea: Idea, option: VoteOption) -> None:
    """The library's image drawn anew, once: its file is named after what the image holds."""
    image: Any = option.image
    idea.image_alt = option.image_alt if image else ""
    if image is None:
        idea.image = None
        return
    name = image.get_file_hash()
    if name in (idea.image.name or ""):
        return
    with image.get_rendition("max-1600x1600|format-webp").file.open() as file:
        drawn = redraw(file)
    drawn.name = f"{name}.webp"
    idea.image = drawn
