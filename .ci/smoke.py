"""`make run` as a newcomer has it: it starts, answers, ends with Ctrl-C and starts again quickly.

Usage: smoke.py FOLDER, which takes the data (and keeps it for the restore drill).
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FIRST, SECOND, STOP = 900.0, 8.0, 30.0  # seconds: the first start installs everything


def main() -> None:
    var = Path(sys.argv[1])
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = var.with_name(f"{var.name}.log")
    _run_once(var, port, log, allowed=FIRST)
    _run_once(var, port, log, allowed=SECOND)
    print("make run: two starts, two clean stops")


def _run_once(var: Path, port: int, log: Path, *, allowed: float) -> None:
    environment = {**os.environ, "PORT": str(port), "PARVIS_VAR": str(var)}
    began = time.monotonic()
    with log.open("wb") as output:
        make = subprocess.Popen(
            ["make", "run"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        while not _home_answers(port):
            if make.poll() is not None or time.monotonic() - began > max(allowed, 60):
                sys.exit(f"make run does not answer.\n{log.read_text()}")
            time.sleep(0.05)
        took = time.monotonic() - began
        print(f"home answered after {took:.1f} s (allowed: {allowed:.0f})", flush=True)
        said = log.read_text()
        for word in ("/admin/", "/boite-mail/", "@"):
            if word not in said:
                sys.exit(f"make run does not say {word}\n{said}")
        time.sleep(3)  # worker and beat come up beside it
        _stop(make, var)
        if took > allowed:
            sys.exit(f"That is too long.\n{said}")
    finally:
        os.killpg(make.pid, signal.SIGKILL) if make.poll() is None else None


def _stop(make: "subprocess.Popen[bytes]", var: Path) -> None:
    began = time.monotonic()
    os.killpg(make.pid, signal.SIGINT)  # what Ctrl-C does
    make.wait(STOP)
    print(f"stopped after {time.monotonic() - began:.1f} s", flush=True)
    time.sleep(0.3)
    if left := _processes_of(var):
        sys.exit(f"These were left behind: {left}")


def _home_answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def _processes_of(var: Path) -> list[str]:
    """Whoever has our folder in its environment, apart from this script."""
    mark = f"PARVIS_VAR={var}".encode()
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (path / "environ").read_bytes().split(b"\0"):
                found.append((path / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue  # it ended while we looked
    return found


if __name__ == "__main__":
    main()
