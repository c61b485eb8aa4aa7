"""What is slow to make and the same for every test: migrated databases, collected files. Made once.

They are kept in the temporary folder under a digest of what they are made from, so that the next
run finds them and a changed migration makes new ones.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

ROOT = Path(__file__).resolve().parents[1]


def folder() -> Path:
    made = Path(tempfile.gettempdir()) / f"parvis-test-databases-{os.getuid()}"
    made.mkdir(mode=0o700, exist_ok=True)
    return made


def empty_sqlite() -> Path:
    """Where the suite keeps its migrated, empty database of these very migrations."""
    return folder() / f"{_digest(_schema_files())}.sqlite3"


def static_root() -> Path:
    """The collected static files."""
    files = [*(ROOT / "static").rglob("*"), ROOT / "requirements.txt"]
    target = folder() / f"static-{_digest(path for path in files if path.is_file())}"

    def collect(draft: Path) -> None:
        manage("collectstatic", "--noinput", "-v0", STATIC_ROOT=str(draft))

    return once(target, collect)


def site_sqlite() -> Path:
    """A migrated database whose seeded rights are up to date, for sites that tests start."""
    target = folder() / f"site-{_digest([*_schema_files(), *_seed_files()])}.sqlite3"

    def migrate(draft: Path) -> None:
        if empty_sqlite().exists():
            shutil.copyfile(empty_sqlite(), draft)
        manage("migrate", "--noinput", "-v0", DATABASE_URL=f"sqlite:///{draft}")
        with closing(connect(draft)) as database:  # one file, without its log beside it
            database.execute("PRAGMA journal_mode=DELETE")

    return once(target, migrate)


def postgres_cluster(make: Callable[[Path], None]) -> Path:
    """A stopped PostgreSQL cluster with a migrated database, made by `make` when it is missing."""
    return once(folder() / f"postgres-{_digest([*_schema_files(), *_seed_files()])}", make)


def manage(*arguments: str, **environment: str) -> str:
    """One of our commands in a process of its own; what it says."""
    with tempfile.TemporaryDirectory(prefix="parvis-manage-") as var:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env={**_neutral(), "PARVIS_VAR": var, **environment},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _neutral() -> dict[str, str]:
    """The environment without anything that would choose another database or place."""
    kept = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR")
    return {name: value for name, value in os.environ.items() if name in kept}


def once(target: Path, make: Callable[[Path], None]) -> Path:
    """`target`, made under another name first: two processes never see half of it."""
    with (folder() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not target.exists():
            draft = target.with_name(f"draft-{target.name}")
            shutil.rmtree(draft, ignore_errors=True)
            draft.unlink(missing_ok=True)
            make(draft)
            draft.rename(target)
    return target


def _schema_files() -> list[Path]:
    migrations = [path for path in ROOT.glob("**/migrations/*.py") if ".venv" not in path.parts]
    return [*migrations, ROOT / "requirements.txt", ROOT / "site/config/settings.py"]


def _seed_files() -> list[Path]:
    return [ROOT / "site/accounts/groups.py", ROOT / "pages/groups.py"]


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
