"""The content version: one word that changes with every publication, the same in every process.

What is kept (whole pages, fragments, site roots) is kept under the version that was read *before*
it was made, so that nothing made from older content is ever found under a newer version.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.cache import caches

logger = logging.getLogger(__name__)
REREAD_SECONDS = 0.25  # how often a process asks Redis for the version
BLIND_SECONDS = 5.0  # how old a page may be while the version cannot be read
PATIENCE = 0.2  # how long a reader who knows of no version waits for the one who asks


class FileVersion:
    """The version of a machine without Redis: the identity of a file that a purge replaces."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> str:
        try:
            return self._identity()
        except FileNotFoundError:
            with suppress(OSError):
                self.bump()
                return self._identity()
        except OSError:
            logger.warning("The content version’s file cannot be read.")
        return f"blind-{time.monotonic() // BLIND_SECONDS}"

    def bump(self) -> None:
        draft = self.path.with_name(f"{self.path.name}.{uuid4().hex}")
        try:
            draft.touch()
            at = time.time_ns()  # the file system's own clock ticks too slowly to tell two purges
            os.utime(draft, ns=(at, at))
            os.replace(draft, self.path)
        finally:
            draft.unlink(missing_ok=True)

    def _identity(self) -> str:
        found = os.stat(self.path)
        return f"{found.st_ino}.{found.st_mtime_ns}"


class RedisVersion:
    """The version that several machines share, asked for at most four times a second.

    One thread asks at a time, and only it waits when Redis is frozen; who knows of no version yet
    (after a start or a purge) gives it a fifth of a second. What Redis last said is believed for
    five seconds; after that this process goes by a word of its own that lasts five seconds, until
    Redis answers again. What was kept before an outage is never used after it: a purge may have
    been missed.
    """

    KEY = "content-version"

    def __init__(self) -> None:
        self._asking = threading.Lock()
        self._known = ""
        self._known_until = 0.0
        self._ask_again_at = 0.0
        self._outages = 0

    def read(self) -> str:
        at = time.monotonic()
        if at >= self._ask_again_at:
            knows = at < self._known_until
            if self._asking.acquire(timeout=0 if knows else PATIENCE):
                try:
                    self._ask()
                finally:
                    self._asking.release()
            at = time.monotonic()
        if at < self._known_until:
            return self._known
        return f"blind-{self._outages}-{at // BLIND_SECONDS}"

    def bump(self) -> None:
        try:
            caches["shared"].set(self.KEY, uuid4().hex, timeout=None)
        finally:  # also when Redis did not take it: this process at least knows of the change
            self._outages += 1
            self._known_until = self._ask_again_at = 0.0

    def _ask(self) -> None:
        at = time.monotonic()
        if at < self._ask_again_at:
            return  # somebody asked while this thread waited for its turn
        outages = self._outages
        try:
            # A Redis that came back empty gets a new word: an old one could be found again.
            found = caches["shared"].get_or_set(self.KEY, lambda: uuid4().hex, timeout=None)
        except Exception:  # any trouble of the store: its errors have no common base
            logger.warning("Redis does not tell the content version; pages live five seconds.")
            self._outages += 1
            self._ask_again_at = time.monotonic() + BLIND_SECONDS
            return
        if outages == self._outages:  # otherwise a purge came in between: ask again
            self._known = f"{found}-{outages}"
            self._known_until = at + BLIND_SECONDS
            self._ask_again_at = at + REREAD_SECONDS


_store: FileVersion | RedisVersion | None = None
_pinned: ContextVar[str] = ContextVar("content_version", default="")


def store() -> FileVersion | RedisVersion:
    """This process's view of the content version."""
    global _store
    if _store is None:
        on_redis = bool(settings.REDIS_URL)
        _store = RedisVersion() if on_redis else FileVersion(settings.VAR / "content-version")
    return _store


def version() -> str:
    """The version that holds for the running request, or now."""
    return _pinned.get() or store().read()


@contextmanager
def pinned(known: str) -> Iterator[None]:
    """Inside, the version stands still: what a request makes, it makes of this version."""
    token = _pinned.set(known)
    try:
        yield
    finally:
        _pinned.reset(token)


def purge() -> None:
    """Everything kept is out of date, in every process. Raises what the store raises."""
    store().bump()


def versioned_key(key: str, key_prefix: str, version_number: int) -> str:
    """A cache key that a purge leaves behind."""
    return f"{key_prefix}:{version()}:{version_number}:{key}"
