"""The programs that are measured: a database of their own, and gunicorn with two sync workers."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2

ROOT = Path(__file__).resolve().parents[2]
FLOOR = ROOT / "tests/bench/floor"
WORKERS = 2


class Database:
    """A PostgreSQL database that lives as long as the measurement."""

    def __init__(self, base: str) -> None:
        parts = urlsplit(base)
        self.name = f"parvis_bench_{os.getpid()}"
        self.url = parts._replace(path=f"/{self.name}").geturl()
        self._admin = psycopg2.connect(parts._replace(path="/postgres").geturl())
        self._admin.autocommit = True
        self._do(f'CREATE DATABASE "{self.name}"')

    def backends(self) -> list[int]:
        """The server's processes that work for this database."""
        with self._admin.cursor() as cursor:
            cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = %s", [self.name])
            return [pid for (pid,) in cursor.fetchall()]

    def drop(self) -> None:
        self._do(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
        self._admin.close()

    def _do(self, statement: str) -> None:
        with self._admin.cursor() as cursor:
            cursor.execute(statement)


class Server:
    """Gunicorn on a free port, started where no configuration of its own is found."""

    def __init__(self, application: str, environment: dict[str, str]) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        options = ["--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS)]
        quiet = ["--worker-class", "sync", "--timeout", "60", "--log-level", "warning"]
        command = [sys.executable, "-m", "gunicorn", *options, *quiet, application]
        self._started = time.monotonic()
        self.process = subprocess.Popen(command, cwd=FLOOR, env=os.environ | environment)

    def wait(self, path: str) -> float:
        """Seconds from its start to the first 200."""
        while time.monotonic() < self._started + 60:
            try:
                with urllib.request.urlopen(self.address + path, timeout=10):
                    return time.monotonic() - self._started
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.02)
        raise SystemExit(f"{self.address}{path} does not answer.")

    def workers(self) -> list[int]:
        children = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        return [int(pid) for pid in Path(children).read_text().split()]

    def stop(self) -> None:
        """Its answers no longer matter: workers are asked to go at once, and made to."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            for pid in [*self.workers(), self.process.pid]:
                os.kill(pid, signal.SIGKILL)
            self.process.wait()
