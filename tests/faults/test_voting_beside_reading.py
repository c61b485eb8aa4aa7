"""The embedded site on an evening when everybody votes: votes pass, and readers notice nothing."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from statistics import quantiles

import pytest
from django.db import connection

from tests.faults.servers import fetch, site
from tests.faults.square import PEOPLE, Square

pytestmark = pytest.mark.slow
VOTES_PER_SECOND, READERS = 20, 2


@pytest.fixture
def square() -> Iterator[Square]:
    with site() as house:  # the worker and the clock too: the tally runs beside the votes
        yield Square(house)


def test_twenty_votes_a_second_are_counted_beside_readers(square: Square) -> None:
    votes = [(session, idea) for idea in square.ideas for session in square.sessions]
    reading: list[tuple[int, float]] = []
    is_over = threading.Event()

    def read() -> None:
        while not is_over.is_set():
            begun = time.monotonic()
            status = fetch(f"{square.house.url}/idees/boite/{square.box}/", seconds=60).status
            reading.append((status, time.monotonic() - begun))
            time.sleep(0.02)

    def vote(number: int) -> tuple[int, float]:
        time.sleep(max(0.0, begun + number / VOTES_PER_SECOND - time.monotonic()))
        sent = time.monotonic()
        return square.vote(*votes[number]), time.monotonic() - sent

    readers = [threading.Thread(target=read) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    begun = time.monotonic()
    with ThreadPoolExecutor(PEOPLE) as crowd:
        answers = list(crowd.map(vote, range(len(votes))))
    took = time.monotonic() - begun
    is_over.set()
    for reader in readers:
        reader.join()

    waited = quantiles([seconds for _, seconds in answers], n=20)[-1]
    waited_to_read = quantiles([seconds for _, seconds in reading], n=20)[-1]
    print(
        f"{len(votes) / took:.1f} votes a second on {connection.vendor}: p95 {waited:.2f} s;"
        f" {len(reading) / took:.0f} pages a second: p95 {waited_to_read:.2f} s"
    )
    assert {status for status, _ in answers} == {302}
    assert {status for status, _ in reading} == {200}
    assert square.count("Vote") == len(votes)
    assert len(votes) / took >= 0.9 * VOTES_PER_SECOND
    assert waited < 2
