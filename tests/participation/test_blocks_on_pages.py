"""What a participation block shows on a page: for everybody alike, or for one person only."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Person
from participation.actions.cast_vote import cast_vote
from participation.models import Idea, IdeaBox
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> Any:
    """A live consultation page with a text, an open call for ideas, and another text."""
    now = timezone.now()
    made = make.consultation_page(
        opens_at=now - timedelta(days=7), closes_at=now + timedelta(days=28)
    )
    box = make.idea_box(consultation=made.consultation)
    made.body = [
        ("text", "<p>Avant la question.</p>"),
        ("idea_box", {"box": box, "order": "newest", "number": 20}),
        ("text", "<p>Après la question.</p>"),
    ]
    made.save_revision().publish()
    return made


def box_of(page: Any) -> IdeaBox:
    return IdeaBox.objects.get(consultation=page.consultation)


def as_seen_by(person: Person | None, page: Any) -> str:
    client = Client()
    if person and person.user:
        client.force_login(person.user)
    return client.get(page.url).content.decode()


def test_the_block_stands_between_the_words_around_it(page: Any) -> None:
    make.idea(box_of(page), title="Une fontaine")

    html = as_seen_by(None, page)

    parts = [html.index(words) for words in ("Avant la", "Une fontaine", "Après la")]
    assert parts == sorted(parts)


def test_ones_own_choice_is_seen_by_nobody_else(page: Any) -> None:
    ada, bob, idea = make.citizen(), make.citizen(), make.idea(box_of(page))
    cast_vote(person=ada, idea=idea)

    seen = {who: as_seen_by(person, page) for who, person in (("ada", ada), ("bob", bob))}
    again = as_seen_by(ada, page)  # whatever was kept in between

    assert 'aria-pressed="true"' in seen["ada"]
    assert 'aria-pressed="true"' in again
    assert 'aria-pressed="true"' not in seen["bob"]
    assert 'aria-pressed="true"' not in as_seen_by(None, page)


def test_a_form_token_is_given_to_whoever_is_signed_in_and_to_nobody_else(page: Any) -> None:
    make.idea(box_of(page))

    signed_in = as_seen_by(make.citizen(), page)
    anonymous = Client().get(page.url)

    assert "csrfmiddlewaretoken" in signed_in
    assert "csrfmiddlewaretoken" not in anonymous.content.decode()
    assert not anonymous.cookies


def test_a_page_costs_the_same_for_three_ideas_and_for_twenty(page: Any) -> None:
    """Asked by somebody who is signed in: for everybody else a fragment holds the block."""
    client, user = Client(), make.citizen().user
    assert user is not None
    client.force_login(user)
    for _ in range(3):
        make.idea(box_of(page))
    client.get(page.url)
    with CaptureQueriesContext(connection) as few:
        client.get(page.url)
    for _ in range(17):
        make.idea(box_of(page))

    with CaptureQueriesContext(connection) as many:
        html = client.get(page.url).content.decode()

    assert html.count('class="card idea-card"') == 20
    assert len(many) == len(few) <= 15


@pytest.mark.parametrize("state", [Idea.State.DRAFT, Idea.State.SUBMITTED, Idea.State.REFUSED])
def test_what_is_not_published_is_not_in_the_page(page: Any, state: Idea.State) -> None:
    make.idea(box_of(page), title="Rien à voir", state=state)

    assert "Rien à voir" not in as_seen_by(None, page)


def test_an_archived_box_leaves_a_readable_page(page: Any) -> None:
    make.idea(box_of(page), title="Une fontaine")
    IdeaBox.objects.update(is_archived=True)

    html = as_seen_by(None, page)

    assert "archivée" in html
    assert "Une fontaine" in html
    assert "Proposer une idée" not in html
