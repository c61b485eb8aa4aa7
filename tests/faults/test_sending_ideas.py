"""Sending an idea when much goes wrong: everybody at once, or a server that dies in between."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from http.client import HTTPException
from statistics import quantiles
from uuid import uuid4

import pytest
from django.db import OperationalError, connection, connections
from django.utils import timezone

from participation.actions.propose_idea import IdeaText, propose_idea
from participation.models import Idea
from tests import make
from tests.faults.at_once import at_once
from tests.faults.servers import site
from tests.faults.square import PEOPLE, Square

POSTS = 200


@pytest.fixture(scope="module")
def square() -> Iterator[Square]:
    with site(processes=["web"]) as house:
        yield Square(house)


@pytest.mark.slow
def test_two_hundred_ideas_at_once_are_all_kept(square: Square) -> None:
    def send(number: int) -> tuple[int, float]:
        begun = time.monotonic()
        session = square.sessions[number % PEOPLE]
        status = square.post(session, f"Idée numéro {number}", str(uuid4()))
        return status, time.monotonic() - begun

    before = square.count("Idea")
    with ThreadPoolExecutor(POSTS) as crowd:
        answers = list(crowd.map(send, range(POSTS)))

    slowest = quantiles([took for _, took in answers], n=20)[-1]
    print(f"200 ideas at once: p95 {slowest:.1f} s on {connection.vendor}")
    assert {status for status, _ in answers} == {302}
    assert square.count("Idea") - before == POSTS
    assert slowest < 15


@pytest.mark.slow
def test_a_server_that_dies_before_its_answer_makes_one_idea() -> None:
    procfile = "tests/faults/Procfile.dying"
    with site(processes=["web"], procfile=procfile) as house:
        square, form = Square(house), str(uuid4())
        before = square.count("Idea")

        with pytest.raises((OSError, HTTPException)):
            square.post(square.sessions[0], "Un banc", form, **{"X-Die-Before-The-Answer": "yes"})
        after_the_death = square.count("Idea") - before
        again = square.post(square.sessions[0], "Un banc", form)

        assert after_the_death == 1  # it was committed
        assert again == 302
        assert square.count("Idea") - before == 1


@pytest.mark.slow
def test_another_form_makes_another_idea(square: Square) -> None:
    """The control: it is the form's own number that tells a repetition."""
    before = square.count("Idea")

    for _ in range(2):
        square.post(square.sessions[0], "Un banc", str(uuid4()))

    assert square.count("Idea") - before == 2


# --- What the options of SQLite are for ---------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_ours", [True, False])
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL locks rows, not files")
def test_with_its_defaults_sqlite_would_lose_ideas(
    is_ours: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    consultation = make.open_consultation(
        opens_at=now - timedelta(days=7), closes_at=now + timedelta(days=28)
    )
    box, people = make.idea_box(consultation=consultation), [make.citizen() for _ in range(16)]
    if not is_ours:
        monkeypatch.setitem(connections.settings["default"], "OPTIONS", {})

    def send_five(person: object) -> int:
        lost = 0
        for number in range(5):
            try:
                propose_idea(
                    person=person,  # type: ignore[arg-type]  # from the list above
                    box=box,
                    text=IdeaText(title=f"Idée {number}"),
                )
            except OperationalError:
                lost += 1
        return lost

    lost = sum(at_once(*[lambda person=person: send_five(person) for person in people]))

    assert (lost == 0) is is_ours
    assert Idea.objects.count() == 80 - lost
