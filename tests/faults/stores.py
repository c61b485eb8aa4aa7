"""A PostgreSQL of a test's own, on a free port; never the machine's."""

from __future__ import annotations

import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg2

from tests import templates
from tests.faults.processes import (
    IS_ROOT,
    UNPRIVILEGED,
    Process,
    free_port,
    own_folder,
    wait_for,
)

MIGRATED = "parvis"
_STOP = {"smart": signal.SIGTERM, "fast": signal.SIGINT, "immediate": signal.SIGQUIT}


def postgres_program(name: str) -> str:
    """The newest server program of Debian's packages, or the one on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=_version)
    program = str(found[-1]) if found else shutil.which(name)
    assert program, f"{name} is not on this machine"
    return program


def _version(program: Path) -> float:
    return float(program.parts[-3])


class Postgres:
    """A cluster of its own. A restart keeps data, port and address."""

    def __init__(self, folder: Path, options: Mapping[str, str]) -> None:
        self.port = free_port()
        self.url = self.database("postgres")
        self.data = folder / "data"
        settings = {
            "port": str(self.port),
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": str(folder),
            "fsync": "off",
            "full_page_writes": "off",
            "synchronous_commit": "off",
            "max_connections": "60",
            "shared_buffers": "32MB",
        } | dict(options)
        command = [postgres_program("postgres"), "-D", str(self.data)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        self.process = Process(command, log=folder / "postgres.log", as_unprivileged=True)

    def database(self, name: str) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/{name}"

    def start(self) -> None:
        self.process.start()
        wait_for(self._answers, seconds=30, what=f"PostgreSQL starts\n{self.process.logs()}")

    def stop(self, mode: str = "fast") -> None:
        """`smart`, `fast` or `immediate`, as pg_ctl knows them."""
        if not self.process.is_running:
            return
        self.process.send(signal.SIGCONT)
        self.process.send(_STOP[mode], to_group=False)
        self.process.wait(30)

    def restart(self, mode: str = "fast") -> None:
        self.stop(mode)
        self.start()

    def kill(self) -> None:
        """As a power cut would."""
        self.process.kill()

    def freeze(self) -> None:
        self.process.freeze()

    def thaw(self) -> None:
        self.process.thaw()

    def run(self, statement: str, *, database: str = "postgres") -> list[tuple[object, ...]]:
        """One statement outside a transaction, and its rows."""
        connection = psycopg2.connect(self.database(database), connect_timeout=5)
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement)
                return list(cursor.fetchall()) if cursor.description else []
        finally:
            connection.close()

    def _answers(self) -> bool:
        assert self.process.is_running, self.process.logs()
        try:
            return self.run("SELECT 1") == [(1,)]
        except psycopg2.OperationalError:
            return False


@contextmanager
def postgres(*, migrated: bool = False, **options: str) -> Iterator[Postgres]:
    """A running cluster; `options` are PostgreSQL's own, for instance `fsync="on"`.

    With `migrated`, `url` names a database that has our tables and seeded rights.
    """
    with own_folder() as folder:
        server = Postgres(folder, options)
        if migrated:
            copy_cluster(templates.postgres_cluster(_migrated_cluster), server.data)
            server.url = server.database(MIGRATED)
        else:
            initialise(server.data)
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")
            server.process.stop()


def _migrated_cluster(draft: Path) -> None:
    with own_folder() as folder:
        server = Postgres(folder, {})
        initialise(server.data)
        server.start()
        try:
            server.run(f"CREATE DATABASE {MIGRATED}")
            templates.manage("migrate", "--noinput", "-v0", DATABASE_URL=server.database(MIGRATED))
        finally:
            server.stop("fast")
        shutil.copytree(server.data, draft)


def copy_cluster(source: Path, target: Path) -> None:
    shutil.copytree(source, target)
    target.chmod(0o700)
    if IS_ROOT:
        for path in [target, *target.rglob("*")]:
            shutil.chown(path, UNPRIVILEGED, "nogroup")


def initialise(data: Path) -> None:
    """An empty cluster with a superuser `postgres` and no password."""
    command = [
        *(postgres_program("initdb"), "-D", str(data), "-U", "postgres"),
        *("--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"),
    ]
    user = UNPRIVILEGED if IS_ROOT else None
    subprocess.run(
        command,
        check=True,
        capture_output=True,
        cwd=data.parent,
        user=user,
        group="nogroup" if user else None,
        extra_groups=[] if user else None,
    )
