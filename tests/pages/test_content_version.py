"""The version that machines share: soon seen, at most five seconds old, never waited for long."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import caches
from pytest_django.fixtures import Settings

from pages import content_version
from pages.content_version import RedisVersion
from tests.faults.servers import Redis, redis_server

pytestmark = pytest.mark.redis


@pytest.fixture
def redis(settings: Settings) -> Iterator[Redis]:
    with redis_server() as server:
        shared = {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": server.url,
            "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
        }
        settings.CACHES = settings.CACHES | {"shared": shared}
        yield server


@pytest.fixture
def _short_blindness(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content_version, "BLIND_SECONDS", 1.5)


def test_a_purge_is_seen_at_once_here_and_within_a_quarter_second_elsewhere(redis: Redis) -> None:
    here, elsewhere = RedisVersion(), RedisVersion()
    before = here.read(), elsewhere.read()

    here.bump()

    assert here.read() != before[0]
    time.sleep(content_version.REREAD_SECONDS + 0.05)
    assert elsewhere.read() != before[1]


def test_redis_is_asked_at_most_four_times_a_second(redis: Redis) -> None:
    version = RedisVersion()
    version.read()
    asked = int(redis.client().info("stats")["total_commands_processed"])

    end = time.monotonic() + 0.5
    while time.monotonic() < end:
        version.read()

    assert int(redis.client().info("stats")["total_commands_processed"]) - asked < 15


def test_a_redis_that_came_back_empty_says_another_word(redis: Redis) -> None:
    version = RedisVersion()
    before = version.read()

    redis.client().flushall()
    time.sleep(content_version.REREAD_SECONDS + 0.05)

    assert version.read() != before


@pytest.mark.usefixtures("_short_blindness")
@pytest.mark.parametrize("trouble", ["stop", "freeze"])
def test_without_redis_a_version_lasts_so_long_and_nobody_waits_much(
    redis: Redis, trouble: str
) -> None:
    version = RedisVersion()
    before = version.read()
    getattr(redis, trouble)()
    seen: dict[str, float] = {}
    waits = []

    end = time.monotonic() + 4.5
    while time.monotonic() < end:
        begun = time.monotonic()
        seen.setdefault(version.read(), begun)
        waits.append(time.monotonic() - begun)
        time.sleep(0.01)

    changes = sorted(seen.values())
    assert len(seen) >= 3
    assert max(later - sooner for sooner, later in zip(changes, changes[1:], strict=False)) < 2.8
    assert max(waits) < 1.3  # the socket's time-out
    assert sum(wait > 0.1 for wait in waits) <= 3  # one asks for all, and not each time
    assert before not in list(seen)[1:]


@pytest.mark.usefixtures("_short_blindness")
def test_what_was_kept_before_an_outage_is_not_used_after_it(redis: Redis) -> None:
    """A purge may have been missed: the word in Redis is the old one, the page is not."""
    version = RedisVersion()
    before = version.read()

    redis.freeze()
    time.sleep(content_version.REREAD_SECONDS)
    version.read()
    redis.thaw()
    time.sleep(content_version.BLIND_SECONDS + 0.1)

    after = version.read()
    assert not after.startswith("blind")
    assert after != before
    assert after.rsplit("-", 1)[0] == before.rsplit("-", 1)[0]


def test_while_redis_is_frozen_one_reader_waits_for_all(redis: Redis) -> None:
    version = RedisVersion()
    known = version.read()
    redis.freeze()
    time.sleep(content_version.REREAD_SECONDS)

    def read(_: int) -> tuple[str, float]:
        begun = time.monotonic()
        return version.read(), time.monotonic() - begun

    with ThreadPoolExecutor(8) as readers:
        answers = list(readers.map(read, range(8)))

    assert sum(wait > 0.5 for _, wait in answers) <= 1
    assert {word for word, _ in answers} == {known}


def test_after_a_purge_all_readers_here_go_by_the_new_word_at_once(redis: Redis) -> None:
    version = RedisVersion()
    version.read()

    for _ in range(20):
        version.bump()
        with ThreadPoolExecutor(8) as readers:
            words = set(readers.map(lambda _: version.read(), range(8)))

        assert len(words) == 1
        assert not words.pop().startswith("blind")


def test_a_purge_that_redis_does_not_take_raises_and_is_seen_here(redis: Redis) -> None:
    version = RedisVersion()
    before = version.read()
    redis.stop()

    with pytest.raises(Exception, match="refused|connect"):  # the outbox repeats it
        version.bump()

    assert version.read() != before


def test_the_site_starts_without_redis(settings: Settings) -> None:
    options = {"socket_timeout": 1, "socket_connect_timeout": 1}
    backend = "django.core.cache.backends.redis.RedisCache"
    nowhere = {"BACKEND": backend, "LOCATION": "redis://127.0.0.1:1/0", "OPTIONS": options}
    settings.CACHES = settings.CACHES | {"shared": nowhere}

    assert RedisVersion().read().startswith("blind-")
    assert caches["shared"] is not None
