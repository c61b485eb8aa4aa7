"""A rule is changed at the very moment when somebody votes: the vote relied on it, and it stands.

The control takes the lock away: the rule then changes under a vote that is being cast.
"""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from participation.actions.cast_vote import cast_vote
from participation.errors import RulesFrozen
from participation.models import IdeaBox, Vote
from participation.results.votes import options_of
from tests import make

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


@pytest.fixture
def vote() -> IdeaBox:
    now = timezone.now()
    consultation = make.open_consultation(
        opens_at=now - timedelta(days=7), closes_at=now + timedelta(days=28)
    )
    return make.vote_box(["Des bancs", "Des arbres"], consultation=consultation)


def change_while_somebody_votes(vote: IdeaBox) -> Any:
    """Publish another rule between a vote and its commit; what the editor is told."""
    answer: list[Any] = []
    ada, bench = make.citizen(), options_of(vote)[0]

    def change() -> None:
        try:
            box = IdeaBox.objects.get(pk=vote.pk)
            box.voting_rule = IdeaBox.VotingRule.FOR_AGAINST
            box.save_revision().publish()
            answer.append("published")
        except Exception as error:
            answer.append(error)
        finally:
            connections.close_all()

    editor = threading.Thread(target=change)
    with transaction.atomic():
        cast_vote(person=ada, idea=bench)
        editor.start()
        editor.join(1.5)  # time to look, and to publish if nothing made it wait
    editor.join(20)
    return answer[0]


def test_a_rule_waits_for_the_vote_that_is_being_cast_and_then_stands(vote: IdeaBox) -> None:
    told = change_while_somebody_votes(vote)

    vote.refresh_from_db()
    assert isinstance(told, RulesFrozen)
    assert vote.voting_rule == IdeaBox.VotingRule.SUPPORT
    assert Vote.objects.count() == 1


def test_without_the_lock_the_rule_would_change_under_the_vote(
    vote: IdeaBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(IdeaBox, "wait_for_votes", lambda box: None)

    told = change_while_somebody_votes(vote)

    assert told == "published"
    assert Vote.objects.count() == 1
