"""Imports at the same moment as others and as citizens: written once, and nobody waits for long."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections

from accounts import clock
from accounts.models import OutboxMessage, Person
from participation.actions import import_ideas as writing
from participation.actions.cast_vote import cast_vote
from participation.actions.count_ideas import count_changed_ideas, drifted_ideas
from participation.actions.import_box import choose_box
from participation.actions.import_ideas import Target, check_import, import_ideas
from participation.actions.run_import import work_on_import
from participation.imports.files import Sent
from participation.models import (
    Comment,
    Consultation,
    Idea,
    IdeaBox,
    Import,
    ImportFile,
    Vote,
)
from tests import make

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
DATE = "2015-09-26T02:27:55+0200"
AT_ONCE = 4


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run each in a thread and a connection of its own, started together; results or errors."""
    start = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(number: int, act: Callable[[], Any]) -> None:
        try:
            start.wait(10)
            results[number] = act()
        except Exception as error:
            results[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(90)
    return results


def sent(lines: int) -> tuple[Sent, Sent]:
    ideas = "".join(f"{n};{DATE};Auteur {n % 50};Idée {n};Mobilité\n" for n in range(lines))
    comments = "".join(f"{n};{n};{DATE};Oui\n" for n in range(lines))
    return (
        Sent("idees.csv", f"id;created_at;author;title;theme\n{ideas}".encode()),
        Sent("commentaires.csv", f"id;idea_id;created_at;body\n{comments}".encode()),
    )


def bring(consultation: Consultation, lines: int = 40) -> Import:
    """What the command does: check, then write."""
    ideas, comments = sent(lines)
    at = clock.now()
    target = Target(consultation, choose_box(consultation=consultation))
    reading, _plan = check_import(target=target, ideas=ideas, comments=comments, at=at)
    return import_ideas(
        target=target, reading=reading, record=Import(ideas_file="idees.csv", created_at=at)
    )


def test_the_same_files_at_once_come_in_once_into_one_call() -> None:
    consultation = make.open_consultation()

    records = at_once(*[lambda: bring(consultation)] * AT_ONCE)

    assert [type(record) for record in records] == [Import] * AT_ONCE, records
    assert sorted(record.ideas_made for record in records) == [0, 0, 0, 40]
    assert (IdeaBox.objects.count(), Idea.objects.count(), Comment.objects.count()) == (1, 40, 40)
    assert Person.objects.filter(origin=Person.Origin.IMPORTED).count() == 41


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_without_their_turn_each_makes_a_call_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    looked = threading.Barrier(AT_ONCE)

    def without_lock(target: Target) -> Target:
        looked.wait(10)
        return target

    monkeypatch.setattr(writing, "_take_turn", without_lock)
    consultation = make.open_consultation()

    at_once(*[lambda: bring(consultation)] * AT_ONCE)

    assert IdeaBox.objects.count() > 1


def test_several_workers_with_one_import_write_it_once() -> None:
    make.home()
    box = make.idea_box()
    ideas, comments = sent(40)
    record = Import.objects.create(
        consultation=box.consultation,
        box=box,
        ideas_file="idees.csv",
        comments_file="commentaires.csv",
        state=Import.State.RUNNING,
        created_at=clock.now(),
    )
    for kind, file in (("ideas", ideas), ("comments", comments)):
        ImportFile.objects.create(of=record, kind=kind, content=file.content)
    message = OutboxMessage(target=str(record.pk))

    done = at_once(*[lambda: work_on_import(message)] * AT_ONCE)

    record.refresh_from_db()
    assert done == [None] * AT_ONCE
    assert (record.state, record.ideas_made) == (Import.State.DONE, 40)
    assert (Idea.objects.count(), Comment.objects.count()) == (40, 40)


def test_who_votes_meanwhile_waits_a_moment_and_loses_no_vote() -> None:
    now = clock.now()
    consultation = make.open_consultation(
        opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=1)
    )
    idea, people = make.idea(make.idea_box()), [make.citizen() for _ in range(120)]
    idea.box.consultation = consultation
    idea.box.save()
    waits: list[float] = []
    is_over = threading.Event()

    def vote() -> int:
        for person in people:
            began = time.monotonic()
            cast_vote(person=person, idea=idea)
            waits.append(time.monotonic() - began)
            if is_over.wait(0.01):
                break
        return len(waits)

    def import_many() -> Import:
        try:
            return bring(make.open_consultation(), lines=1500)
        finally:
            is_over.set()

    votes, record = at_once(vote, import_many)
    count_changed_ideas()

    assert record.ideas_made == 1500
    assert Vote.objects.count() == votes > 3
    assert max(waits) < 8  # on two busy cores; a quiet machine: under a second
    assert drifted_ideas() == []
