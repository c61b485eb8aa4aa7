"""What the people of the demonstration proposed, wrote and supported, through the actions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from django.db.models import F

from accounts.clock import BRUSSELS
from accounts.models import District, Person, Theme, User
from accounts.people import person_of
from pages.demo.kinds import BoxText, Proposed, Remark
from pages.demo.participants import COUNTED, LAUNCH, add_participants
from pages.demo.surveys import fill_surveys
from pages.demo.texts import BOXES, SURVEYS, VOTES
from pages.demo.tree import Tree
from pages.demo.votes import fill_votes
from pages.demo.writing import typeset
from participation.actions.cast_vote import cast_vote
from participation.actions.count_ideas import count_changed_ideas
from participation.actions.post_comment import post_comment
from participation.actions.propose_idea import IdeaText, propose_idea
from participation.models import Comment, Idea, IdeaBox

_BY_PAGE = {text.page: text for text in BOXES}


def add_box(page: Any, slug: str) -> list[tuple[str, dict[str, Any]]]:
    """The box of a page that was just placed, as a block of its body; nothing where it has none."""
    text = _BY_PAGE.get(slug)
    if text is None:
        return []
    box = IdeaBox.objects.create(
        title=typeset(text.title),
        question=typeset(text.question),
        introduction=typeset(text.introduction),
        use=text.use,
        consultation=getattr(page, "consultation", None),
        moderation=IdeaBox.Moderation.AFTER,  # until the contributions of the past are in
    )
    return [("idea_box", {"box": box, "order": "newest", "number": 6})]


def is_first(slug: str) -> bool:
    return slug in _BY_PAGE and _BY_PAGE[slug].is_first


def add_contributions(tree: Tree, at: datetime) -> None:
    """Fill the boxes of the pages that are new, once these are public."""
    new = {text.slug for _, text in tree.new}
    wanted = [text for text in BOXES if text.page in new]
    if not wanted:
        return
    people = People(add_participants(), Random(2021))
    for text in wanted:
        boxes = IdeaBox.objects.select_related("consultation")
        _fill(boxes.get(title=typeset(text.title)), text, people, at)
    fill_votes([vote for vote in VOTES if vote.page in new], people.all, at)
    fill_surveys([survey for survey in SURVEYS if survey.page in new], list(people.all), at)
    count_changed_ideas(at=at)


@dataclass
class People:
    """Chooses who acts: somebody who had joined by then, and who has not done it yet."""

    all: list[Person]
    random: Random
    used: dict[int, set[int]] = field(default_factory=dict)

    def somebody(self, at: datetime, idea: Idea | None = None) -> Person:
        taken = self.used.setdefault(idea.pk, {idea.person_id}) if idea else set()
        there = [p for p in self.all if p.created_at < at and p.pk not in taken]
        chosen = self.random.choice(there)
        taken.add(chosen.pk)
        return chosen

    def between(self, begins: datetime, ends: datetime) -> datetime:
        return begins + timedelta(
            seconds=self.random.randrange(int((ends - begins).total_seconds()))
        )


def _fill(box: IdeaBox, text: BoxText, people: People, at: datetime) -> None:
    opens = box.window()[0] or datetime.combine(LAUNCH, time(9), tzinfo=BRUSSELS)
    ends = min(_end(box), at)
    for proposed in (p for p in text.ideas if not p.is_waiting):
        _propose(box, proposed, people, opens, ends)
    Idea.objects.filter(box=box).update(read_at=F("published_at"))
    Comment.objects.filter(idea__box=box).update(read_at=F("created_at"))
    box.moderation = IdeaBox.Moderation.BEFORE
    box.save(update_fields=["moderation"])
    for proposed in (p for p in text.ideas if p.is_waiting):
        _propose(box, proposed, people, opens, ends)


def _end(box: IdeaBox) -> datetime:
    """The closing, or the evening on which the deck counted what was in the permanent box."""
    return box.window()[1] or datetime.combine(COUNTED, time(21), tzinfo=BRUSSELS)


def _propose(
    box: IdeaBox, proposed: Proposed, people: People, opens: datetime, ends: datetime
) -> None:
    moment = min(_moment(opens, proposed.day, people), ends - timedelta(hours=2))
    person = people.somebody(moment)
    text = IdeaText(
        title=typeset(proposed.title),
        body=typeset(" ".join(proposed.body.split())),
        place=typeset(proposed.place),
        district=District.objects.filter(slug=proposed.section).first(),
        themes=_themes(proposed.themes),
    )
    idea = propose_idea(person=person, box=box, text=text, at=moment)
    latest = min(ends, moment + timedelta(days=40)) - timedelta(minutes=5)
    for _ in range(proposed.votes):
        voted = people.between(moment, latest)
        cast_vote(person=people.somebody(voted, idea), idea=idea, at=voted)
    for remark in proposed.remarks:
        _comment(idea, remark, people, moment, latest)


def _comment(
    idea: Idea, remark: Remark, people: People, moment: datetime, latest: datetime
) -> None:
    said = min(_moment(moment, remark.after, people), latest - timedelta(minutes=60))
    person, badge = _speaker(remark, people, said)
    if person is None:
        return
    made = post_comment(
        person=person, idea=idea, body=_plain(remark.text), speaks_for=badge, at=said
    )
    for number, answer in enumerate(remark.answers, 1):
        answered = min(said + timedelta(hours=20 * number), latest)
        writer = people.somebody(answered)
        post_comment(person=writer, idea=idea, body=_plain(answer), parent=made, at=answered)


def _speaker(remark: Remark, people: People, at: datetime) -> tuple[Person | None, str]:
    if not remark.service:
        return people.somebody(at), ""
    user = User.objects.filter(email="mise-en-oeuvre@example.be").first()
    return (person_of(user), typeset(remark.service)) if user else (None, "")


def _moment(since: datetime, days: int, people: People) -> datetime:
    """So many days later, at a waking hour, but never before."""
    day = since.astimezone(BRUSSELS).date() + timedelta(days=days)
    minutes = people.random.randrange(8 * 60, 21 * 60)
    at = datetime.combine(day, time(minutes // 60, minutes % 60), tzinfo=BRUSSELS)
    return max(at, since + timedelta(minutes=30))


def _plain(text: str) -> str:
    return typeset(" ".join(text.split()))


def _themes(slugs: Iterable[str]) -> list[Theme]:
    return list(Theme.objects.filter(slug__in=slugs))
