"""`make bench`: our pages and three bare floors, served alike and measured in turn, in one run.

PostgreSQL at DATABASE_URL (default 127.0.0.1:5432, user postgres); a database of its own is made
and dropped. The table goes to the screen and into docs/performance.md, then each promise that was
missed; the exit code is 1 when there is one. `--seconds` and `--rounds` set the length of each
measurement and how often the series is repeated.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[1:1] = [str(ROOT)]

from tests.bench import promises, report  # noqa: E402  (the path comes first)
from tests.bench.measure import Load, first_view, load, memory  # noqa: E402
from tests.bench.servers import Database, Server  # noqa: E402

BASE = "postgres://postgres@127.0.0.1:5432/postgres"
FLOORS = {"floor (a) hello": "/hello", "floor (b) read": "/read", "floor (c) write": "/write"}
PAGES = {
    "home": "/",
    "article": "/articles/article-42/",
    "consultation": "/consultations/consultation-12/",
    "consultation index": "/consultations/",
    "search": "/recherche/?q=place",
}
CACHED = ("home", "article", "consultation", "1,000 ideas", "idea with 50 comments")
FORMS = ("vote", "comment", "idea", "sheet")


@dataclass(frozen=True)
class Target:
    """What is asked of which server; `script` sends forms instead of reading."""

    server: Server
    path: str
    script: tuple[str, ...] = ()


def _pages_of_citizens(left: dict[str, Any]) -> dict[str, str]:
    return {
        "consultation with 20 ideas": left["page"],
        "1,000 ideas": f"/idees/boite/{left['few']}/",
        "10,000 ideas": f"/idees/boite/{left['many']}/",
        "10,000 ideas, by support": f"/idees/boite/{left['many']}/?order=supported",
        "every idea": "/idees/",
        "every idea, by support": "/idees/?order=supported",
        "idea with 50 comments": f"/idees/{left['fifty']}/",
        "idea with 500 comments": f"/idees/{left['five_hundred']}/",
        "survey": f"/enquetes/{left['survey']}/",
    }


def _forms(server: Server, left: dict[str, Any], folder: Path) -> dict[str, Target]:
    """What signed-in people send; only wrk can do it, and without it these are left out."""
    if not shutil.which("wrk"):
        print("Forms are not measured: wrk is not here.", flush=True)
        return {}
    sessions = folder / "sessions"
    sessions.write_text("\n".join(left["sessions"]))
    script = str(ROOT / "tests/bench/posts.lua")
    first, box = str(left["first_idea"]), str(left["few"])
    survey = str(left["survey"])
    return {
        f"{what}, sent": Target(
            server,
            "/",
            (script, what, survey if what == "sheet" else box, first, "900", str(sessions)),
        )
        for what in FORMS
    }


def main() -> None:
    options = _options()
    with ExitStack() as ends:
        folder = Path(ends.enter_context(tempfile.TemporaryDirectory(prefix="parvis-bench-")))
        database = Database(os.environ.get("DATABASE_URL", BASE))
        ends.callback(database.drop)
        ours, left = _prepare(folder, database)

        def serve(application: str, **environment: str) -> Server:
            server = Server(application, ours | environment)
            ends.callback(server.stop)
            return server

        floor = serve("floor:application")
        floor.wait("/read")
        kept = serve("config.wsgi")
        ready = kept.wait("/healthz")
        fresh = serve("config.wsgi", PAGE_CACHE_SECONDS="0")
        fresh.wait("/healthz")
        pages = PAGES | _pages_of_citizens(left)
        targets = {name: Target(floor, path) for name, path in FLOORS.items()}
        targets |= {f"{name}, cached": Target(kept, pages[name]) for name in CACHED}
        targets |= {f"{name}, uncached": Target(fresh, path) for name, path in pages.items()}
        targets |= _forms(fresh, left, folder)
        if options.only:
            targets = {n: t for n, t in targets.items() if n in FLOORS or options.only in n}
        result = report.Result(
            rounds=_measure(targets, database, options.rounds, options.seconds),
            queries=_queries(ours, pages),
            memory=max(memory(pid) for pid in fresh.workers()),
            floor_memory=max(memory(pid) for pid in floor.workers()),
            ready=ready,
            views={name: first_view(kept.address + pages[name]) for name in CACHED},
        )
    print(report.table(result))
    if not options.no_write and not options.only:
        report.write(result, ROOT / "docs/performance.md")
    missed = promises.missed(result)
    print(*missed or ["Every promise is kept."], sep="\n")
    if missed:
        raise SystemExit(1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seconds", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-write", action="store_true", help="leave docs/performance.md alone")
    parser.add_argument("--only", default="", help="targets with this in their name, and floors")
    return parser.parse_args()


def _prepare(folder: Path, database: Database) -> tuple[dict[str, str], dict[str, Any]]:
    """Migrate and fill the database; return the servers' environment and what citizens left."""
    said = ""
    ours = {
        "DATABASE_URL": database.url,
        "PARVIS_VAR": str(folder),
        "PARVIS_ENV": "embedded",
        "PARVIS_TASKS": "immediate",
        "REDIS_URL": "",
        "CONN_MAX_AGE": "60",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        "LOG_LEVEL": "ERROR",
        "STATIC_ROOT": str(folder / "static"),
        "SHEETS_PER_ADDRESS": "",  # all that is sent comes from one address here
    }
    for command in (
        ["manage.py", "migrate", "--verbosity", "0"],
        ["tests/bench/data.py"],
        ["manage.py", "collectstatic", "--noinput", "--verbosity", "0"],
        ["tests/bench/floor/floor.py"],
    ):
        begun = time.monotonic()
        done = subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=os.environ | ours,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        said = done.stdout if "data.py" in command[0] else said
        print(f"{' '.join(command[:2])}: {time.monotonic() - begun:.0f} s", flush=True)
    return ours, json.loads(said.splitlines()[-1])


def _measure(
    targets: dict[str, Target], database: Database, rounds: int, seconds: int
) -> list[dict[str, Load]]:
    """Each target once a round, so that what else the machine does falls on all of them."""
    for one in targets.values():
        load(one.server.address + one.path, 1, script=one.script)  # warm, in both workers
    found = []
    for number in range(rounds):
        print(f"round {number + 1} of {rounds}", flush=True)
        found.append(
            {
                name: load(
                    one.server.address + one.path,
                    seconds,
                    one.server.workers,
                    database.backends,
                    one.script,
                )
                for name, one in targets.items()
            }
        )
    return found


def _queries(ours: dict[str, str], pages: dict[str, str]) -> dict[str, int]:
    command = [sys.executable, "tests/bench/queries.py", *pages.values()]
    environment = os.environ | ours | {"PAGE_CACHE_SECONDS": "0"}
    answer = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE)
    counts: dict[str, int] = json.loads(answer.stdout.splitlines()[-1])
    return {f"{name}, uncached": counts[path] for name, path in pages.items()} | {
        f"{name}, cached": 0 for name in CACHED
    }


if __name__ == "__main__":
    main()
