"""When connections, time or a true clock run short: readers read, and nobody loses a thing."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import psycopg2
import pytest

from tests.faults.processes import ROOT
from tests.faults.servers import Answer, House, Postgres, postgres, site

pytestmark = [pytest.mark.slow, pytest.mark.postgres]
UNCACHED = "/?page=2"
TEN_MINUTES = 600


class City:
    """A running web process on a PostgreSQL of its own."""

    def __init__(self, house: House, database: Postgres) -> None:
        self.house, self.database = house, database
        self.name = database.url.rsplit("/", 1)[1]

    def run(self, statement: str) -> list[tuple[object, ...]]:
        return self.database.run(statement, database=self.name)

    def at(self, minutes: int, code: str) -> str:
        """Python inside the site, on a machine whose clock is so many minutes off."""
        command = ["faketime", "-f", f"{minutes:+d}m", sys.executable, "manage.py", "shell"]
        done = subprocess.run(
            [*command, "--no-imports", "-c", code],
            cwd=ROOT,
            env=self.house.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


@pytest.fixture(scope="module")
def city() -> Iterator[City]:
    with (
        postgres(migrated=True) as database,
        site(
            database.url,
            processes=["web"],
            environment={"CONN_MAX_AGE": "0", "BROKER_URL": "memory://", "WEB_CONCURRENCY": "1"},
            prepare="from tests import make; make.home().save_revision().publish()",
        ) as house,
    ):
        yield City(house, database)


@contextmanager
def _no_connection_left(city: City) -> Iterator[None]:
    with ExitStack() as ends:
        for _ in range(200):
            try:
                taken = psycopg2.connect(city.database.url, connect_timeout=5)
            except psycopg2.OperationalError:
                break
            ends.callback(taken.close)
        else:
            raise AssertionError("the control: connections never ran out")
        yield


# --- Connections (C3) ---------------------------------------------------------------------------


def test_while_every_connection_is_taken_readers_read_and_the_others_are_told(city: City) -> None:
    assert city.house.get("/").status == 200  # it is kept from now on

    with _no_connection_left(city):
        kept, other, health = (city.house.get(a) for a in ("/", UNCACHED, "/healthz"))

    assert kept.status == 200
    assert other.status == 503
    assert int(other.headers["Retry-After"]) > 0
    assert health.status == 503
    assert city.house.get(UNCACHED).status == 200


# --- A long lock (C3) ---------------------------------------------------------------------------


def test_behind_a_long_lock_readers_read_and_who_waits_is_told_within_its_limit(
    city: City,
) -> None:
    city.house.get("/")
    locker = psycopg2.connect(city.database.url)
    locker.cursor().execute("LOCK TABLE wagtailcore_page IN ACCESS EXCLUSIVE MODE")
    try:
        kept = city.house.get("/", seconds=2)
        begun = time.monotonic()
        other = city.house.get(UNCACHED, seconds=25)
        waited = time.monotonic() - begun
    finally:
        locker.close()

    assert kept.status == 200
    assert other.status == 503
    assert 9 < waited < 15  # the limit of a lock, and no longer
    assert city.house.get(UNCACHED).status == 200


# --- A deployment under load (C8) ---------------------------------------------------------------


def test_replacing_the_workers_and_migrating_refuses_nobody(city: City) -> None:
    answers: list[Answer] = []
    errors: list[Exception] = []
    is_over = threading.Event()

    def read() -> None:
        while not is_over.is_set():
            try:
                answers.append(city.house.get(UNCACHED, seconds=20))
            except OSError as error:
                errors.append(error)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    try:
        for _ in range(2):
            before = len(answers)
            city.house.manage("migrate", "--noinput", "-v0")
            _replace_workers(city)
            _wait_for_more(answers, before + 20)
    finally:
        is_over.set()
        for reader in readers:
            reader.join()

    assert errors == []
    assert {answer.status for answer in answers} == {200}


def _replace_workers(city: City) -> None:
    """What a deployment does: gunicorn finishes what it answers and starts others."""
    web = city.house.processes["web"]
    arbiter = subprocess.run(
        ["pgrep", "-o", "-g", str(web.pid), "-f", "gunicorn"],
        capture_output=True,
        text=True,
        check=True,
    )
    subprocess.run(["kill", f"-{signal.SIGHUP.value}", arbiter.stdout.strip()], check=True)


def _wait_for_more(answers: list[Answer], count: int) -> None:
    until = time.monotonic() + 60
    while len(answers) < count:
        assert time.monotonic() < until, "the site answers no more"
        time.sleep(0.05)


# --- A machine whose clock is wrong (C10) -------------------------------------------------------

VOTE = """
from datetime import timedelta
from django.db import connection
from accounts import clock
from participation.actions.cast_vote import cast_vote
from participation.errors import Refusal
from tests import make
with connection.cursor() as cursor:
    cursor.execute("SELECT statement_timestamp()")
    (now,) = cursor.fetchone()
closes = now + timedelta(minutes={0})
row = make.open_consultation(opens_at=now - timedelta(days=7), closes_at=closes)
idea = make.idea(make.idea_box(consultation=row), make.citizen(email="author{0}@example.be"))
try:
    cast_vote(person=make.citizen(email="{0}@example.be"), idea=idea)
    print("counted")
except Refusal as refusal:
    print(type(refusal).__name__)
"""
needs_faketime = pytest.mark.skipif(
    shutil.which("faketime") is None, reason="faketime is not on this machine"
)


@needs_faketime
@pytest.mark.parametrize(
    ("skew", "closes_in", "result"),
    [(10, 5, "counted"), (-10, -5, "ActivityClosed")],
    ids=["a fast clock closes nothing too soon", "a slow clock keeps nothing open"],
)
def test_the_window_goes_by_the_databases_clock(
    city: City, skew: int, closes_in: int, result: str
) -> None:
    assert city.at(skew, VOTE.format(closes_in)) == result


@needs_faketime
def test_the_control_that_machines_clock_really_is_wrong(city: City) -> None:
    seconds = float(city.at(10, "import time; print(time.time())"))

    assert abs(seconds - time.time() - TEN_MINUTES) < 60
