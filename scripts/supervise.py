"""Runs the processes of a process file as one group: they start, and end, together.

Usage: supervise.py PROCFILE. Ctrl-C, TERM or a closed terminal stop all of them (a second signal
at once); when one dies by itself the others are stopped and the exit code is not zero. Should the
supervisor itself be killed, the system tells its processes to stop: nothing is left behind.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from functools import partial
from pathlib import Path

HEAD_START = 1.5
GRACE = 25.0  # longer than gunicorn takes for what is being answered
_STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


class Group:
    """The running processes, and why they are being stopped."""

    def __init__(self, commands: dict[str, str]) -> None:
        self.commands = commands
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.received: list[int] = []

    def run(self) -> int:
        for number in _STOPS:
            signal.signal(number, lambda number, _: self.received.append(number))
        for name, command in self.commands.items():
            self._wait_a_little()
            if not self.received:
                self.running[name] = _start(command)
        code = self._watch()
        self._stop()
        return code

    def _wait_a_little(self) -> None:
        """The first process, which readers wait for, has the machine to itself while it loads."""
        until = time.monotonic() + (HEAD_START if self.running else 0)
        while time.monotonic() < until and not self.received:
            time.sleep(0.05)

    def _watch(self) -> int:
        while not self.received:
            for name, process in self.running.items():
                if (code := process.poll()) is not None:
                    print(f"“{name}” ended by itself ({code}): stopping the others.", flush=True)
                    return code if 0 < code < 126 else 1
            time.sleep(0.1)
        print("Stopping …", flush=True)
        return 128 + self.received[0] if self.received[0] != signal.SIGINT else 130

    def _stop(self) -> None:
        already = len(self.received)
        self._send(signal.SIGTERM)
        until = time.monotonic() + GRACE
        while self._left() and time.monotonic() < until and len(self.received) == already:
            time.sleep(0.05)
        for process in self.running.values():
            with suppress(ProcessLookupError):  # also what a dead process left in its group
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _left(self) -> bool:
        return any(process.poll() is None for process in self.running.values())

    def _send(self, number: signal.Signals) -> None:
        for process in self.running.values():
            with suppress(ProcessLookupError):
                os.kill(process.pid, number)


def _start(command: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        command,
        shell=True,
        stdin=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is for the supervisor, which stops them in order
        preexec_fn=partial(_die_with, os.getpid()),
    )


def _die_with(supervisor: int) -> None:
    """Asked of the system by the new process; the supervisor may have died before it could ask."""
    if _libc:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != supervisor:
            os._exit(1)


def read(procfile: Path) -> dict[str, str]:
    """`name: command` on each line; empty lines and # comments aside."""
    lines = [line.strip() for line in procfile.read_text().splitlines()]
    pairs = [line.split(":", 1) for line in lines if line and not line.startswith("#")]
    return {name.strip(): command.strip() for name, command in pairs}


if __name__ == "__main__":
    sys.exit(Group(read(Path(sys.argv[1]))).run())
