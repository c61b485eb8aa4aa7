"""A Redis of a test's own, on a free port; never the machine's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis

from tests.faults.processes import Process, free_port, own_folder, wait_for


class Redis:
    """A Redis without persistence; stopped, it forgets."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process = Process(
            [
                *("redis-server", "--port", str(self.port), "--bind", "127.0.0.1"),
                *("--save", "", "--appendonly", "no", "--dir", str(folder)),
            ],
            log=folder / "redis.log",
            as_unprivileged=True,
        )

    def start(self) -> None:
        self.process.start()
        wait_for(self._answers, seconds=10, what="Redis starts")

    def stop(self) -> None:
        self.process.stop()

    def freeze(self) -> None:
        """It still takes connections and never answers."""
        self.process.freeze()

    def thaw(self) -> None:
        self.process.thaw()

    def client(self) -> redis.Redis[bytes]:
        return redis.Redis(port=self.port, socket_timeout=1)

    def _answers(self) -> bool:
        try:
            return bool(self.client().ping())
        except redis.RedisError:
            return False


@contextmanager
def redis_server() -> Iterator[Redis]:
    with own_folder() as folder:
        server = Redis(folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()
