"""`make bench` fails when a promise is missed, and says which. The measures here are made up."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.bench import promises, run
from tests.bench.measure import Load
from tests.bench.report import FLOORS, Result

_IDS = ("page", "few", "many", "fifty", "five_hundred", "survey")


def _load(per_second: float, failures: int = 0) -> Load:
    return Load(per_second, 1, 2, 1, 1, failures)


def _good() -> Result:
    """Every target at exactly what was promised, above floors of a hundred a second."""
    targets = {name: _load(100) for name in FLOORS.values()}
    targets |= {f"{name}, cached": _load(100 * promises.CACHED) for name in run.CACHED}
    targets |= {name: _load(100 * least) for name, (_, least) in promises.LEAST.items()}
    targets["10,000 ideas, uncached"] = _load(8 / promises.SLOWER)
    return Result(
        rounds=[targets, targets],
        queries=dict(promises.MOST_QUERIES),
        memory=(promises.MOST_MB, 100),
        floor_memory=(45, 31),
        ready=promises.MOST_SECONDS,
        views={"home": {"total": promises.MOST_KB * 1024}},
    )


def _with(target: str, load: Load) -> Result:
    good = _good()
    return replace(good, rounds=[one | {target: load} for one in good.rounds])


def test_what_keeps_every_promise_passes() -> None:
    assert promises.missed(_good()) == []


@pytest.mark.parametrize("target", ["home, cached", *promises.LEAST])
def test_a_page_that_is_too_slow_is_named(target: str) -> None:
    (line,) = promises.missed(_with(target, _load(7.9 if "ideas" in target else 1)))[:1]

    assert line.startswith(f"MISSED: {target} × floor")


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"queries": {"consultation, uncached": 16}}, "consultation, uncached, queries: 16"),
        ({"memory": (181, 100)}, "a worker, MB: 181"),
        ({"ready": 4.1}, "ready, seconds: 4.1"),
        ({"views": {"home": {"total": 121 * 1024}}}, "first view of the home, kB: 121"),
    ],
)
def test_what_is_too_much_is_named(change: dict[str, Any], word: str) -> None:
    (line,) = promises.missed(replace(_good(), **change))

    assert word in line


def test_a_long_list_that_takes_too_long_is_named() -> None:
    (line,) = promises.missed(_with("10,000 ideas, uncached", _load(5)))

    assert "× the time of 1,000" in line


def test_an_answer_that_is_an_error_keeps_no_promise() -> None:
    (line,) = promises.missed(_with("home, cached", _load(100, failures=1)))

    assert "errors: 2" in line


def test_every_promise_is_of_a_target_that_the_run_has() -> None:
    pages = set(run.PAGES) | set(run._pages_of_citizens(dict.fromkeys(_IDS, 1)))
    targets = {f"{name}, uncached" for name in pages} | {f"{what}, sent" for what in run.FORMS}

    assert set(promises.LEAST) | set(promises.MOST_QUERIES) <= targets
