"""What every test may rely on: a migrated database that is made once, and the programs it needs.

Options of the environment: `DATABASE_URL` (the suite on PostgreSQL), `REDIS_URL` (on Redis).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import templates

_own_folder = Path(os.environ["PARVIS_VAR"])  # made by tests/settings.py, before anything is read
(_own_folder / "static").mkdir(exist_ok=True)
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"  # for the processes that tests start

_left_out: dict[str, int] = {}
_too_slow: dict[str, int] = {}


def _postgres_programs() -> str | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return str(found[-1]) if found else shutil.which("initdb")


NEEDS: dict[str, tuple[str, Callable[[], str | None]]] = {
    "browser": ("chromium", lambda: shutil.which("chromium")),
    "postgres": ("PostgreSQL’s programs", _postgres_programs),
    "redis": ("redis-server", lambda: shutil.which("redis-server")),
    "nginx": ("nginx", lambda: shutil.which("nginx") or shutil.which("/usr/sbin/nginx")),
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what this machine has no program for; say so at the end."""
    for mark, (program, find) in NEEDS.items():
        if find():
            continue
        for item in items:
            if item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=f"{program} is not on this machine"))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped and isinstance(report.longrepr, tuple):
        reason = str(report.longrepr[2]).removeprefix("Skipped: ")
        _left_out[reason] = _left_out.get(reason, 0) + 1


def pytest_deselected(items: list[pytest.Item]) -> None:
    """Slow tests that `-m "not slow"` leaves out are counted, file by file."""
    for item in items:
        if "not slow" in item.config.option.markexpr and item.get_closest_marker("slow"):
            file = item.path.relative_to(item.config.rootpath).as_posix()
            _too_slow[file] = _too_slow.get(file, 0) + 1


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker of xdist tells what it left out; each of them collects the same tests."""
    if (output := getattr(session.config, "workeroutput", None)) is not None:
        output["too_slow"] = dict(_too_slow)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    _too_slow.update(getattr(node, "workeroutput", {}).get("too_slow", {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _left_out or _too_slow:
        terminalreporter.section("LEFT OUT", sep="!", red=True, bold=True)
    for reason, count in sorted(_left_out.items()):
        terminalreporter.line(f"{count} tests not run: {reason}", red=True)
    for file, count in sorted(_too_slow.items()):
        terminalreporter.line(f"{count} slow tests not run: {file}", red=True)
    if _too_slow:
        terminalreporter.line("`make test-all` runs them too; so does `bash .ci/run`.", red=True)


def pytest_unconfigure() -> None:
    shutil.rmtree(_own_folder, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """SQLite tests use a file, as the site does: locks and WAL are part of what is tested."""
    from django.conf import settings
    from django.db import connections

    if settings.USES_SQLITE:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        path = _own_folder / f"test-{worker}.sqlite3"
        connections["default"].settings_dict["TEST"]["NAME"] = str(path)
        if templates.empty_sqlite().exists():
            shutil.copyfile(templates.empty_sqlite(), path)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Keep what was copied: only the last migrations remain to be checked."""
    from django.conf import settings

    return bool(settings.USES_SQLITE)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> None:  # type: ignore[no-untyped-def]  # pytest-django names no public type
    """Keep the migrated database for the next run of the same migrations."""
    from django.conf import settings
    from django.db import connection

    if settings.USES_SQLITE and not templates.empty_sqlite().exists():
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            draft = templates.empty_sqlite().with_suffix(f".{os.getpid()}")
            cursor.execute(f"VACUUM INTO '{draft}'")
            draft.rename(templates.empty_sqlite())


@pytest.fixture(autouse=True, scope="session")
def _first_rows_after_a_flush(django_db_setup: None) -> None:
    """A transactional test empties every table, then says « migrated »: the next finds its rows."""
    from django.apps import apps
    from django.db.models.signals import post_migrate

    from tests import make

    with_models = [config for config in apps.get_app_configs() if config.models_module]
    post_migrate.connect(make.first_rows, sender=with_models[-1], dispatch_uid="first-rows")


@pytest.fixture(autouse=True, scope="session")
def _sources_as_static_files() -> Iterator[None]:
    """No test needs `collectstatic`: the addresses of static files are those of the sources."""
    from django.conf import settings
    from django.test import override_settings

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": plain}):
        yield


@pytest.fixture(autouse=True)
def _fresh_caches() -> Iterator[None]:
    """No test sees what another one cached."""
    from django.core.cache import caches

    from participation.models.survey_version import kept_version

    yield
    for alias in ("default", "fragments", "renditions"):
        caches[alias].clear()
    kept_version.cache_clear()
