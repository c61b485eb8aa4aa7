"""Backup and restore with the scripts that an operator runs, on both engines."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2
import pytest

from tests.faults.servers import House, postgres, site

ROOT = Path(__file__).resolve().parents[2]
CONTENT = """
from datetime import UTC, datetime
from pathlib import Path
from django.conf import settings
from tests import make
make.consultation_page(title="Le marché")
make.scheduled_consultation(datetime(2030, 5, 4, 7, 0, tzinfo=UTC), title="La place")
folder = Path(settings.MEDIA_ROOT, "images")
folder.mkdir(parents=True)
(folder / "été.jpg").write_bytes(bytes(range(256)) * 40)
"""

pytestmark = pytest.mark.slow


@contextmanager
def _stopped_city(engine: str) -> Iterator[House]:
    """A city with content whose processes are not running."""
    if engine == "sqlite":
        with site("", processes=[], prepare=CONTENT) as house:
            yield house
        return
    with (
        postgres(migrated=True) as server,
        site(server.url, processes=[], prepare=CONTENT) as house,
    ):
        server.run("CREATE DATABASE blank")
        yield house


def _run(house: House, *command: str, **changes: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**house.environment, **changes},
        capture_output=True,
        text=True,
    )


def _backup(house: House) -> str:
    done = _run(house, "deploy/backup.sh", str(house.var / "backups"))
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def _elsewhere(house: House) -> Mapping[str, str]:
    """The same site with empty places for everything."""
    var = house.var / "elsewhere"
    url = house.environment["DATABASE_URL"]
    blank = f"sqlite:///{var}/parvis.sqlite3"
    if url.startswith("postgres"):
        blank = f"{url.rpartition('/')[0]}/blank"
    return {"PARVIS_VAR": str(var), "DATABASE_URL": blank}


ENGINES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(scope="module")
def small_city() -> Iterator[House]:
    """Shared by the tests that leave it as it was."""
    with _stopped_city("sqlite") as house:
        yield house


@pytest.mark.parametrize("engine", ENGINES)
def test_the_drill_brings_back_rows_schedules_and_files(engine: str) -> None:
    with _stopped_city(engine) as house:
        done = _run(house, "deploy/drill.sh", _elsewhere(house)["DATABASE_URL"])

    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 scheduled versions, 1 files" in done.stdout


@pytest.mark.parametrize("engine", ENGINES)
def test_a_restore_never_overwrites_unasked(engine: str) -> None:
    with _stopped_city(engine) as house:
        file = _backup(house)
        _execute(house, "UPDATE accounts_service SET name = 'Changed since'")

        refused = _run(house, "deploy/restore.sh", file)
        name_then = _execute(house, "SELECT name FROM accounts_service")
        forced = _run(house, "deploy/restore.sh", file, "--force")
        name_after = _execute(house, "SELECT name FROM accounts_service")

    assert refused.returncode == 1
    assert "not empty" in refused.stderr
    assert name_then == "Changed since"
    assert forced.returncode == 0, forced.stderr
    assert name_after == "Communication"
    assert "What was there before" in forced.stderr


def _execute(house: House, statement: str) -> str:
    """One statement on the site's own database; the first value of its answer."""
    url = house.environment["DATABASE_URL"]
    connect = sqlite3.connect if url.startswith("sqlite") else psycopg2.connect
    with closing(connect(url.removeprefix("sqlite:///"))) as connection:
        cursor = connection.cursor()
        cursor.execute(statement)
        value = cursor.fetchone()[0] if statement.startswith("SELECT") else ""
        connection.commit()
    return str(value)


def test_a_damaged_backup_changes_nothing(small_city: House, tmp_path: Path) -> None:
    file = Path(_backup(small_city))
    subprocess.run(["tar", "-C", tmp_path, "-xzf", file], check=True)
    with (tmp_path / "database.sqlite3").open("r+b") as database:
        database.seek(5000)
        database.write(b"damage")
    subprocess.run(["tar", "-C", tmp_path, "-czf", file, "."], check=True)
    elsewhere = _elsewhere(small_city)

    done = _run(small_city, "deploy/restore.sh", str(file), **elsewhere)

    assert done.returncode == 1
    assert "damaged" in done.stderr
    assert not Path(elsewhere["PARVIS_VAR"], "parvis.sqlite3").exists()


def test_the_drill_notices_what_did_not_come_back(small_city: House, tmp_path: Path) -> None:
    """The control: a backup without the media must not pass."""
    forgetful, real = tmp_path / "tar", shutil.which("tar")
    forgetful.write_text(
        f'#!/bin/sh\ncase "$*" in *media.tar*) exec {real} -cf "$4" -T /dev/null;; esac\n'
        f'exec {real} "$@"\n'
    )
    forgetful.chmod(0o755)

    done = _run(small_city, "deploy/drill.sh", PATH=f"{tmp_path}:{small_city.environment['PATH']}")

    assert done.returncode == 1
    assert "what came back is not what was there" in done.stderr


def test_a_backup_is_for_its_owner_alone_and_holds_the_secret(small_city: House) -> None:
    file = Path(_backup(small_city))

    names = subprocess.run(["tar", "-tzf", file], capture_output=True, text=True).stdout

    assert os.stat(file).st_mode & 0o077 == 0
    assert {"./database.sqlite3", "./media.tar", "./secret-key"} <= set(names.split())
