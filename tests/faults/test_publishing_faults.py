"""Real processes, killed and frozen while pages go out: each goes out once, nothing is lost."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

import pytest
from celery import Celery

from tests.faults.servers import (
    Answer,
    House,
    Postgres,
    Redis,
    fetch,
    postgres,
    redis_server,
    site,
    wait_for,
)

pytestmark = [pytest.mark.slow, pytest.mark.postgres, pytest.mark.redis]
LOT = 25
PATIENCE = 3.0  # seconds: the time-outs of the cache and of the broker, and the act itself
_lots = count(1)


@dataclass
class City:
    """A running site with its stores, asked through its database."""

    house: House
    database: Postgres
    broker: Redis
    celery: Celery = field(init=False)

    def __post_init__(self) -> None:
        self.celery = Celery(broker=self.broker.url)

    def run(self, statement: str) -> list[tuple[object, ...]]:
        return self.database.run(statement, database=self.database.url.rsplit("/", 1)[1])

    def number(self, statement: str) -> int:
        (row,) = self.run(statement)
        return int(str(row[0]))

    def schedule(self, size: int = LOT) -> str:
        """Pages that wait for an hour to come; what their titles begin with."""
        name = f"Lot {next(_lots)} "
        self.house.shell(
            "from datetime import UTC, datetime, timedelta\n"
            "from tests import make\n"
            f"for n in range({size}):\n"
            "    at = datetime.now(UTC) + timedelta(hours=1)\n"
            f"    slug = f'{name.strip().replace(' ', '-').lower()}-{{n}}'\n"
            f"    make.scheduled_consultation(at, title=f'{name}{{n}}', slug=slug)"
        )
        return name

    def make_due(self, name: str, moment: str = "interval '-1 minute'") -> None:
        self.run(
            f"UPDATE wagtailcore_revision SET approved_go_live_at = now() + {moment} "
            f"WHERE object_str LIKE '{name}%' AND approved_go_live_at IS NOT NULL"
        )

    def tick(self, times: int = 1) -> None:
        """What beat does every thirty seconds."""
        for _ in range(times):
            self.celery.send_task("pages.tasks.publish_due")

    def live(self, name: str) -> int:
        return self.number(
            f"SELECT count(*) FROM wagtailcore_page WHERE live AND title LIKE '{name}%'"
        )

    def publications(self, name: str) -> list[int]:
        """How many times each page of the lot went out, by its log."""
        rows = self.run(
            "SELECT count(*) FROM wagtailcore_pagelogentry WHERE action = "
            f"'wagtail.publish.scheduled' AND label LIKE '{name}%' GROUP BY page_id"
        )
        return [int(str(row[0])) for row in rows]

    def wait_until_all_went_out(self, name: str, size: int = LOT, seconds: float = 60) -> None:
        wait_for(lambda: self.live(name) == size, seconds=seconds, what=f"{name} went out")


@pytest.fixture(scope="module")
def city() -> Iterator[City]:
    with (
        postgres(migrated=True) as database,
        redis_server() as broker,
        site(database.url, broker.url) as house,
    ):
        yield City(house, database, broker)


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_postgresql_restarts_while_pages_go_out(city: City, mode: str) -> None:
    name = city.schedule()
    city.make_due(name)
    city.tick(times=2)  # of two schedulers
    wait_for(lambda: city.live(name) >= 3, seconds=30, what="publishing has begun")

    city.database.restart(mode)
    assert city.live(name) < LOT  # the control: it was in the middle
    time.sleep(1)
    city.tick()

    city.wait_until_all_went_out(name)
    assert city.publications(name) == [1] * LOT
    assert city.number("SELECT count(*) FROM pages_publicationfailure") == 0
    assert city.house.get("/consultations/").status == 200


def test_a_worker_is_killed_while_pages_go_out(city: City) -> None:
    name = city.schedule()
    city.make_due(name)
    city.tick(times=2)
    wait_for(lambda: city.live(name) >= 3, seconds=30, what="publishing has begun")

    city.house.kill("worker")
    assert city.live(name) < LOT  # the control: it was in the middle
    city.house.start("worker")
    city.tick()

    city.wait_until_all_went_out(name)
    assert city.publications(name) == [1] * LOT


def test_pages_go_out_within_a_second_of_their_moment_and_once_with_two_schedulers(
    city: City,
) -> None:
    name = city.schedule(size=6)
    city.make_due(name, moment="interval '9 seconds'")
    (moment,) = city.run(
        "SELECT extract(epoch FROM max(approved_go_live_at)) FROM wagtailcore_revision "
        f"WHERE object_str LIKE '{name}%'"
    )
    city.tick(times=2)

    city.wait_until_all_went_out(name, size=6)

    assert city.publications(name) == [1] * 6
    rows = city.run(
        "SELECT extract(epoch FROM last_published_at) FROM wagtailcore_page "
        f"WHERE title LIKE '{name}%' ORDER BY 1"
    )
    late = [float(str(row[0])) - float(str(moment[0])) for row in rows]
    print(f"six pages due together went out after {late[0]:.2f} to {late[-1]:.2f} s")
    assert 0 <= late[0] < 1
    assert late[-1] < 3  # one after the other, on whatever machine this runs


def test_everything_due_during_a_stop_of_worker_and_scheduler_goes_out_by_itself(
    city: City,
) -> None:
    city.house.stop("worker")
    city.house.stop("beat")
    name = city.schedule(size=4)
    city.make_due(name)

    city.house.start("worker")
    city.house.start("beat")

    city.wait_until_all_went_out(name, size=4, seconds=90)
    assert city.publications(name) == [1] * 4


def _timed(city: City, path: str) -> tuple[Answer, float]:
    begun = time.monotonic()
    answer = city.house.get(path)
    return answer, time.monotonic() - begun


@pytest.mark.parametrize("how", ["stopped", "frozen"])
def test_redis_is_away_and_everything_that_people_do_goes_on(city: City, how: str) -> None:
    name, online = city.schedule(size=2), city.schedule(size=1)
    city.make_due(online)
    city.tick()
    city.wait_until_all_went_out(online, size=1)
    wait_for(lambda: city.house.get("/readyz").status == 200, seconds=90, what="all is well before")
    page = city.number(f"SELECT id FROM wagtailcore_page WHERE title LIKE '{online}%'")
    session = _signed_in(city)
    city.broker.stop() if how == "stopped" else city.broker.freeze()
    try:
        home, home_took = _timed(city, "/")
        again, again_took = _timed(city, "/")
        ready, ready_took = _timed(city, "/readyz")
        health, _ = _timed(city, "/healthz")
        begun = time.monotonic()
        unpublished = _unpublish(city, session, page)
        edit_took = time.monotonic() - begun
        city.make_due(name)
        city.house.manage("publish_scheduled")  # the way without a broker
    finally:
        city.broker.start() if how == "stopped" else city.broker.thaw()

    print(f"{how}: home {home_took:.2f} s, again {again_took:.2f}, edit {edit_took:.2f}")
    print(f"{how}: readyz {ready_took:.2f} s")
    assert (home.status, again.status, health.status) == (200, 200, 200)
    assert (ready.status, ready.text.split('"')[3]) == (503, "broker")
    assert max(home_took, again_took, edit_took, ready_took) < PATIENCE
    assert (unpublished.status, city.live(online)) == (302, 0)
    assert city.live(name) == 2
    wait_for(
        lambda: city.house.get("/readyz").status == 200, seconds=60, what="all is well afterwards"
    )
    later = city.schedule(size=1)
    city.make_due(later)
    city.tick()
    city.wait_until_all_went_out(later, size=1)  # the worker found its way back by itself


def _signed_in(city: City) -> str:
    """The cookies of an administrator."""
    key = city.house.shell(
        "from django.conf import settings\n"
        "from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY\n"
        "from django.contrib.sessions.backends.db import SessionStore\n"
        "from tests import make\n"
        "user = make.staff(email='admin-' + __import__('uuid').uuid4().hex + '@example.be')\n"
        "user.is_superuser = True\n"
        "user.save()\n"
        "session = SessionStore()\n"
        "session[SESSION_KEY] = str(user.pk)\n"
        "session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]\n"
        "session[HASH_SESSION_KEY] = user.get_session_auth_hash()\n"
        "session.create()\n"
        "print(session.session_key)"
    )
    return f"sessionid={key.splitlines()[-1]}; csrftoken={'a' * 32}"


def _unpublish(city: City, cookies: str, page: int) -> Answer:
    """An act of an editor that writes, purges and leaves work for later."""
    return fetch(
        f"{city.house.url}/admin/pages/{page}/unpublish/",
        headers={"Cookie": cookies},
        data=f"csrfmiddlewaretoken={'a' * 32}".encode(),
    )


def test_a_scheduler_that_stopped_is_reported_to_monitoring_and_not_to_the_balancer(
    city: City,
) -> None:
    wait_for(lambda: city.house.get("/readyz").status == 200, seconds=60, what="all is well")
    city.house.stop("beat")
    city.run("UPDATE pages_publisherpass SET passed_at = passed_at - interval '11 minutes'")

    ready, health = city.house.get("/readyz"), city.house.get("/healthz")
    city.house.start("beat")

    assert (ready.status, ready.text.split('"')[3]) == (503, "scheduler")
    assert health.status == 200
    wait_for(lambda: city.house.get("/readyz").status == 200, seconds=60, what="beat is back")


def test_without_its_database_the_site_says_so_and_comes_back_by_itself(city: City) -> None:
    city.house.get("/")
    city.database.stop("immediate")
    try:
        health, ready = city.house.get("/healthz"), city.house.get("/readyz")
        uncached = city.house.get("/?page=2")
        cached = city.house.get("/")
    finally:
        city.database.start()

    assert (health.status, ready.status) == (503, 503)
    assert "database" in health.text
    assert uncached.status == 503
    assert int(uncached.headers["Retry-After"]) > 0
    assert cached.status in (200, 503)
    wait_for(lambda: city.house.get("/healthz").status == 200, seconds=10, what="it is back")
    assert city.house.get("/?page=2").status == 200
