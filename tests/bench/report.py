"""The measurements as a table, on the screen and in docs/performance.md."""

from __future__ import annotations

import os
import platform
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from tests.bench.measure import Load, generator

BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"
FLOORS = {"a": "floor (a) hello", "b": "floor (b) read", "c": "floor (c) write"}
QUERIES = {"floor (a) hello": 0, "floor (b) read": 1, "floor (c) write": 1}


@dataclass(frozen=True)
class Result:
    """All that one run found."""

    rounds: list[dict[str, Load]]
    queries: dict[str, int]
    memory: tuple[float, float]
    floor_memory: tuple[float, float]
    ready: float
    views: dict[str, dict[str, int]]


def table(result: Result) -> str:
    """Markdown: one line a target, then memory, start and weight."""
    lines = [
        "| what | req/s (range) | × floor (a) | × floor (b) | × floor (c) | queries "
        "| CPU ms worker + PostgreSQL | p50 ms | p99 ms |",
        "|---|---|---|---|---|---|---|---|---|",
        *(_line(result, name) for name in result.rounds[0]),
        "",
        f"- Load: {generator()}; gunicorn, 2 sync workers; `CONN_MAX_AGE=60`; median of "
        f"{len(result.rounds)} rounds, each target once a round; a ratio is within a round.",
        f"- Worker after the load: {result.memory[0]:.0f} MB resident, {result.memory[1]:.0f} MB "
        f"proportional (floor: {result.floor_memory[0]:.0f} and {result.floor_memory[1]:.0f}).",
        f"- Ready {result.ready:.1f} s after its start.",
        *(_view(name, sizes) for name, sizes in result.views.items()),
        f"- Measured on {datetime.now(UTC):%d %B %Y}, {_machine()}, commit {_commit()}.",
    ]
    if failures := sum(load.failures for one in result.rounds for load in one.values()):
        lines.append(f"- **{failures} answers were errors: this run does not count.**")
    return "\n".join(lines)


def write(result: Result, path: Path) -> None:
    """Put the table between the two marks of the page."""
    text = path.read_text()
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    path.write_text(f"{before}{BEGIN}\n{table(result)}\n{END}{after}")


def _line(result: Result, name: str) -> str:
    loads = [one[name] for one in result.rounds]
    rates = [load.per_second for load in loads]
    ratios = [
        f"{median(one[name].per_second / one[floor].per_second for one in result.rounds):.3f}"
        for floor in FLOORS.values()
    ]
    worker = median(load.worker_ms for load in loads)
    database = median(load.database_ms for load in loads)
    queries = (QUERIES | result.queries).get(name, "–")
    return (
        f"| {name} | {median(rates):.0f} ({min(rates):.0f}–{max(rates):.0f}) | "
        f"{' | '.join(ratios)} | {queries} | {worker:.2f} + {database:.2f} | "
        f"{median(load.p50_ms for load in loads):.1f} | "
        f"{median(load.p99_ms for load in loads):.1f} |"
    )


def _view(name: str, sizes: dict[str, int]) -> str:
    parts = ", ".join(
        f"{kind} {size / 1024:.1f}" for kind, size in sizes.items() if kind != "total"
    )
    return f"- First view of the {name}: {sizes['total'] / 1024:.1f} kB over the wire ({parts})."


def _machine() -> str:
    load = os.getloadavg()[2]
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, load average {load:.1f}"


def _commit() -> str:
    command = ["git", "rev-parse", "--short", "HEAD"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    return answer.stdout.strip() or "unknown"
