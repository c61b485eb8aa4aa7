"""The votes of the demonstration: their options, and who chose what, through the actions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from accounts.models import Person
from pages.demo import library
from pages.demo.kinds import Offered, VoteText
from pages.demo.texts import VOTES
from pages.demo.writing import typeset
from participation.actions.cast_vote import cast_vote
from participation.models import Idea, IdeaBox, VoteOption
from participation.results.votes import options_of


def add_votes(page: Any) -> list[tuple[str, dict[str, Any]]]:
    """The votes of a page that was just placed, as blocks; drafts until their options are there."""
    blocks: list[tuple[str, dict[str, Any]]] = []
    for text in (vote for vote in VOTES if vote.page == page.slug):
        box = IdeaBox.objects.create(
            title=typeset(text.title),
            question=typeset(text.question),
            introduction=_plain(text.introduction),
            use=IdeaBox.Use.VOTE,
            votes_per_person=text.votes_per_person,
            consultation=getattr(page, "consultation", None),
            live=False,
        )
        blocks.append(("vote", {"box": box, "order": "listed", "number": 12}))
    return blocks


def fill_votes(texts: Iterable[VoteText], people: list[Person], at: datetime) -> None:
    """Publish them with their options, and let people choose, on the days since the opening."""
    random = Random(2021)
    for text in texts:
        box = IdeaBox.objects.get(title=typeset(text.title))
        box.options.set([_option(n, offered) for n, offered in enumerate(text.options)])
        box.save_revision().publish()
        box = IdeaBox.objects.select_related("consultation").get(pk=box.pk)
        _cast(box, text, people, random, at)


def _option(number: int, offered: Offered) -> VoteOption:
    source = Idea.objects.get(title=typeset(offered.source)) if offered.source else None
    option = VoteOption(
        sort_order=number,
        title=typeset(offered.title),
        text=_plain(offered.body) if offered.body else "",
        source=source,
    )
    if offered.picture:
        option.image = library.image(offered.picture)
        option.image_alt = library.alternative(offered.picture)
    return option


def _cast(box: IdeaBox, text: VoteText, people: list[Person], random: Random, at: datetime) -> None:
    opens = box.window()[0] or at - timedelta(days=1)
    left = {person.pk: text.votes_per_person for person in people}
    for option, offered in zip(options_of(box), text.options, strict=True):
        free = [person for person in people if left[person.pk]]
        for person in random.sample(free, offered.votes):
            left[person.pk] -= 1
            seconds = random.randrange(3600, max(7200, int((at - opens).total_seconds())))
            cast_vote(person=person, idea=option, at=opens + timedelta(seconds=seconds))


def _plain(text: str) -> str:
    return typeset(" ".join(text.split()))
