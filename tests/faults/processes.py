"""Processes that a test starts, watches and always stops: each in a group of its own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
IS_ROOT = os.geteuid() == 0
UNPRIVILEGED = "nobody"  # who runs a server that refuses to be root


def free_port() -> int:
    """A TCP port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(is_true: Callable[[], bool], *, seconds: float, what: str) -> None:
    """Return as soon as it is true; fail with `what` after so many seconds."""
    until = time.monotonic() + seconds
    while not is_true():
        if time.monotonic() > until:
            raise AssertionError(f"Waited {seconds} s in vain: {what}")
        time.sleep(0.03)


def listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


@contextmanager
def own_folder() -> Iterator[Path]:
    """A short-named folder that the unprivileged user owns, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="parvis-"))
    if IS_ROOT:
        shutil.chown(folder, UNPRIVILEGED, "nogroup")
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Process:
    """One program with its log. `stop` leaves nothing of its group behind."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        log: Path,
        environment: Mapping[str, str] | None = None,
        as_unprivileged: bool = False,
    ) -> None:
        self.command = list(command)
        self.log = log
        self.environment = dict(environment if environment is not None else os.environ)
        self.user = UNPRIVILEGED if as_unprivileged and IS_ROOT else None
        self._running: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self._running, "not started"
        return self._running.pid

    @property
    def is_running(self) -> bool:
        return self._running is not None and self._running.poll() is None

    @property
    def exit_code(self) -> int | None:
        return self._running.poll() if self._running else None

    def start(self) -> None:
        assert not self.is_running, f"{self.command[0]} runs already"
        with self.log.open("ab") as log:
            self._running = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                user=self.user,
                group="nogroup" if self.user else None,
                extra_groups=[] if self.user else None,
            )

    def send(self, number: signal.Signals, *, to_group: bool = True) -> None:
        """A signal to the group, or to the first process alone."""
        with suppress(ProcessLookupError):
            if to_group:
                os.killpg(self.pid, number)
            else:
                os.kill(self.pid, number)

    def kill(self, number: signal.Signals = signal.SIGKILL) -> None:
        """End the whole group at once, as a crash would, and wait until it is gone."""
        self.send(number)
        self.wait(10)

    def stop(self, number: signal.Signals = signal.SIGTERM, *, seconds: float = 10) -> int:
        """Ask it to end, insist after so many seconds; return its exit code."""
        if self._running is None:
            return 0
        if self.is_running:
            self.send(signal.SIGCONT)
            self.send(number, to_group=False)
            with suppress(subprocess.TimeoutExpired):
                self._running.wait(seconds)
        self.send(signal.SIGKILL)  # what it left behind in its group
        return self.wait(10)

    def wait(self, seconds: float) -> int:
        assert self._running, "not started"
        return self._running.wait(seconds)

    def freeze(self) -> None:
        self.send(signal.SIGSTOP)

    def thaw(self) -> None:
        self.send(signal.SIGCONT)

    def logs(self) -> str:
        return self.log.read_text(errors="replace") if self.log.exists() else ""
