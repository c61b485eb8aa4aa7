"""The whole site as a group of real processes: web, worker and beat, with data of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import psycopg2

from scripts.supervise import read
from tests import templates
from tests.faults.processes import ROOT, Process, free_port, wait_for
from tests.faults.redis_store import redis_server
from tests.faults.stores import postgres
from tests.faults.web import Answer, fetch

EVERYTHING = ("web", "worker", "beat")


class House:
    """A running site; its processes have the names of the process file: `web`, `worker`, `beat`."""

    def __init__(self, var: Path, environment: Mapping[str, str], procfile: str) -> None:
        self.var = var
        self.port = int(environment["PORT"])
        self.url = f"http://localhost:{self.port}"
        self.environment = dict(environment)
        commands = read(ROOT / procfile)
        self.processes = {
            name: Process(["sh", "-c", command], log=var / f"{name}.log", environment=environment)
            for name, command in commands.items()
        }

    def get(
        self, path: str, *, headers: Mapping[str, str] | None = None, seconds: float = 30
    ) -> Answer:
        return fetch(f"{self.url}{path}", headers=headers, seconds=seconds)

    def start(self, name: str) -> None:
        """Start one process; the web process answers when this returns."""
        self.processes[name].start()
        if name == "web":
            wait_for(self._web_answers, seconds=40, what="the web process answers")

    def stop(self, name: str) -> int:
        return self.processes[name].stop(seconds=20)

    def kill(self, name: str, number: signal.Signals = signal.SIGKILL) -> None:
        self.processes[name].kill(number)

    def restart(self, name: str) -> None:
        self.stop(name)
        self.start(name)

    def freeze(self, name: str) -> None:
        self.processes[name].freeze()

    def thaw(self, name: str) -> None:
        self.processes[name].thaw()

    def logs(self, name: str = "") -> str:
        """What one process said, or all of them."""
        chosen = [name] if name else list(self.processes)
        return "\n".join(f"--- {one}\n{self.processes[one].logs()}" for one in chosen)

    def manage(self, *arguments: str) -> str:
        """One of our commands on this site's data; what it says."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def shell(self, code: str) -> str:
        """Python run inside the site, without Django's automatic imports; what it prints."""
        return self.manage("shell", "--no-imports", "-c", code).strip()

    def _web_answers(self) -> bool:
        web = self.processes["web"]
        assert web.is_running, web.logs()
        with suppress(OSError):
            return self.get("/healthz", seconds=5).status == 200
        return False

    def stop_all(self) -> None:
        for process in self.processes.values():
            if process.is_running:
                process.thaw()
                process.send(signal.SIGTERM, to_group=False)
        for process in self.processes.values():
            process.stop(seconds=5)


@contextmanager
def site(
    database_url: str | None = None,
    redis_url: str | None = None,
    *,
    processes: Sequence[str] = EVERYTHING,
    environment: Mapping[str, str] | None = None,
    procfile: str = "",
    var: Path | None = None,
    prepare: str = "",
) -> Iterator[House]:
    """A migrated site whose processes run until the end of the block.

    Without a `database_url` it is on the engine of the suite: SQLite with the broker of files, or,
    where the environment has a `DATABASE_URL`, a PostgreSQL and a Redis of its own. `prepare` is
    Python that runs inside the site before its processes start; `environment` wins over all.
    """
    with ExitStack() as stack:
        if database_url is None and os.environ.get("DATABASE_URL", "").startswith("postgres"):
            database_url = stack.enter_context(postgres(migrated=True)).url
            redis_url = redis_url or stack.enter_context(redis_server()).url
        own = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="parvis-site-")))
        house = House(
            var or own,
            _environment(var or own, database_url or "", redis_url or "", environment or {}),
            procfile or ("Procfile" if database_url else "Procfile.embedded"),
        )
        _migrate(house)
        if prepare:
            house.shell(prepare)
        stack.callback(house.stop_all)
        for name in processes:
            house.start(name)
        yield house


def _environment(
    var: Path, database_url: str, redis_url: str, more: Mapping[str, str]
) -> dict[str, str]:
    port = more.get("PORT") or str(free_port())
    programs = str(Path(sys.executable).parent)
    return {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "HOME": str(var),
        "LANG": "C.UTF-8",
        "PYTHONUNBUFFERED": "1",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",  # this checkout, whatever is installed
        "PORT": port,
        "BASE_URL": f"http://localhost:{port}",
        "PARVIS_VAR": str(var),
        "STATIC_ROOT": str(templates.static_root()),
        "DATABASE_URL": database_url or f"sqlite:///{var / 'parvis.sqlite3'}",
        "REDIS_URL": redis_url,
        "LOG_LEVEL": "INFO",
        **more,
    }


def _migrate(house: House) -> None:
    url = house.environment["DATABASE_URL"]
    if url.startswith("sqlite"):
        path = Path(url.removeprefix("sqlite:///"))
        if not path.exists():
            shutil.copyfile(templates.site_sqlite(), path)
    elif not _has_tables(url):
        house.manage("migrate", "--noinput", "-v0")


def _has_tables(url: str) -> bool:
    connection = psycopg2.connect(url, connect_timeout=5)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_regclass('django_migrations') IS NOT NULL")
            row = cursor.fetchone()
            return bool(row and row[0])
    finally:
        connection.close()
