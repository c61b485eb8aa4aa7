"""Two moderators on one text, an author who edits what is being read: one act, never a mixture.

Each test has its control: the same race with the protection taken away must do harm.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from participation.actions import moderate as moderating
from participation.actions.edit_idea import edit_idea
from participation.actions.moderate import moderate
from participation.actions.propose_idea import IdeaText
from participation.errors import AlreadyDecided, ChangedMeanwhile
from participation.models import CharterArticle, Idea, ModerationAct
from tests import make
from tests.faults.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
Act = ModerationAct.Act
ROUNDS = 10
on_postgres = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has one writer at a time"
)


def submitted() -> Idea:
    now = timezone.now()
    consultation = make.open_consultation(
        opens_at=now - timedelta(days=7), closes_at=now + timedelta(days=28)
    )
    box = make.idea_box(consultation=consultation, moderation="before")
    return make.idea(box, state=Idea.State.SUBMITTED, published_at=None, title="Un banc")


def publish(idea: Idea, **more: Any) -> Callable[[], Any]:
    return partial(moderate, subject=idea, act=Act.PUBLISH, moderator=make.moderator(), **more)


def refuse(idea: Idea) -> Callable[[], Any]:
    article: CharterArticle = make.charter_article()
    return partial(
        moderate,
        subject=idea,
        act=Act.REFUSE,
        moderator=make.moderator(),
        article=article,
        reason="Hors sujet",
    )


@pytest.fixture
def _nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: rows are read without a lock, and everybody reads before anybody writes."""

    def without_lock(rows: QuerySet[Any], *args: Any, **kwargs: Any) -> QuerySet[Any]:
        return rows.all()

    real = moderating.carry_out

    def slowly(*args: Any) -> ModerationAct:
        time.sleep(0.1)  # between the check and the writing
        return real(*args)

    monkeypatch.setattr(QuerySet, "select_for_update", without_lock)
    monkeypatch.setattr(moderating, "carry_out", slowly)


def test_of_two_moderators_one_decides_and_the_other_is_told() -> None:
    for _ in range(ROUNDS):
        idea = submitted()

        answers = at_once(publish(idea), refuse(idea))

        acts = ModerationAct.objects.filter(idea=idea)
        won = next(answer for answer in answers if isinstance(answer, ModerationAct))
        assert [answer for answer in answers if isinstance(answer, AlreadyDecided)], answers
        assert list(acts) == [won]
        idea.refresh_from_db()
        assert idea.state == {"publish": "published", "refuse": "refused"}[won.act]


@on_postgres
@pytest.mark.usefixtures("_nobody_waits")
def test_without_the_lock_both_would_decide() -> None:
    idea = submitted()

    at_once(publish(idea), refuse(idea))

    assert ModerationAct.objects.filter(idea=idea).count() == 2


def test_nobody_publishes_a_text_that_its_author_changes_at_that_moment() -> None:
    for _ in range(ROUNDS):
        idea = submitted()
        other = IdeaText(title="Achetez mes bancs")
        edit = partial(edit_idea, person=idea.person, idea=idea, text=other)

        first, _second = at_once(publish(idea, seen=idea.mark()), edit)

        idea.refresh_from_db()
        if isinstance(first, ChangedMeanwhile):
            assert (idea.state, idea.title) == ("submitted", "Achetez mes bancs")
        else:  # published first: the edit waits to be read in its turn
            assert idea.moderationacts.count() == 1
            assert (idea.state, idea.read_at) == ("submitted", None)


def test_without_the_mark_a_text_that_nobody_read_would_be_published() -> None:
    idea = submitted()
    edit_idea(person=idea.person, idea=idea, text=IdeaText(title="Achetez mes bancs"))

    publish(idea)()

    idea.refresh_from_db()
    assert (idea.state, idea.title) == ("published", "Achetez mes bancs")
