"""No hidden cell can be worked out: every table is tried against all tables that look the same."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from itertools import product

import pytest

from participation.surveys import masking
from participation.surveys.masking import (
    Cell,
    exposed_cells,
    hidden_cells,
    hidden_columns,
)

Grid = list[list[int]]


def all_like(table: Grid, hidden: set[Cell]) -> Iterator[Grid]:
    """Every table with the same visible cells and the same sums, by brute force."""
    rows, columns = len(table), len(table[0])
    sums = [sum(row[j] for row in table) for j in range(columns)]

    def rest(i: int, left: list[int], built: Grid) -> Iterator[Grid]:
        if i == rows:
            if not any(left):
                yield [list(row) for row in built]
            return
        places = [j for j in range(columns) if (i, j) in hidden]
        fixed = [0 if j in places else table[i][j] for j in range(columns)]
        to_share = sum(table[i]) - sum(fixed)
        for parts in product(range(to_share + 1), repeat=len(places)):
            if sum(parts) != to_share:
                continue
            row = list(fixed)
            for j, part in zip(places, parts, strict=True):
                row[j] = part
            after = [have - use for have, use in zip(left, row, strict=True)]
            if min(after) >= 0:
                yield from rest(i + 1, after, [*built, row])

    yield from rest(0, sums, [])


def recoverable(table: Grid, hidden: set[Cell]) -> set[Cell]:
    values: dict[Cell, set[int]] = {cell: set() for cell in hidden}
    for other in all_like(table, hidden):
        for i, j in hidden:
            values[i, j].add(other[i][j])
    return {cell for cell, found in values.items() if len(found) == 1}


def everything(table: Grid) -> set[Cell]:
    return {(i, j) for i, row in enumerate(table) for j in range(len(row))}


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> int:
    """Two people are enough to be shown here: small numbers can all be tried out."""
    monkeypatch.setattr(masking, "FEWEST", 2)
    return 2


def random_tables(number: int, seed: int) -> Iterator[Grid]:
    chance = random.Random(seed)
    for _ in range(number):
        rows, columns = chance.choice([(2, 2), (2, 3), (3, 2), (3, 3)])
        yield [[chance.choice([0, 0, 1, 1, 2, 2, 3]) for _ in range(columns)] for _ in range(rows)]


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("seed", range(6))
def test_what_is_hidden_cannot_be_worked_out_from_what_is_shown(seed: int) -> None:
    for table in random_tables(25, seed):
        hidden = hidden_cells(table)

        known_from_the_sums = recoverable(table, everything(table))
        assert recoverable(table, hidden) <= known_from_the_sums, table


@pytest.mark.parametrize("seed", range(3))
def test_the_audit_agrees_with_brute_force(seed: int) -> None:
    chance = random.Random(seed)
    for table in random_tables(30, seed + 100):
        hidden = {cell for cell in everything(table) if chance.random() < 0.6}

        assert set(exposed_cells(table, hidden)) == recoverable(table, hidden), (table, hidden)


@pytest.mark.parametrize("seed", range(3))
def test_no_small_cell_is_shown_unless_its_row_or_column_is_empty(seed: int, few: int) -> None:
    for table in random_tables(60, seed + 200):
        hidden = hidden_cells(table)

        for i, j in everything(table) - hidden:
            column = sum(row[j] for row in table)
            assert table[i][j] >= few or 0 in (sum(table[i]), column)


def test_the_control_a_cell_hidden_alone_comes_back_by_subtraction() -> None:
    table = [[2, 20], [30, 40]]

    assert recoverable(table, {(0, 0)}) == {(0, 0)}
    assert exposed_cells(table, {(0, 0)}) == [(0, 0)]
    assert hidden_cells(table) == everything(table)


def test_no_more_is_hidden_than_it_takes() -> None:
    table = [[2, 20, 7], [30, 40, 9], [50, 60, 70]]

    assert hidden_cells(table) == {(0, 0), (0, 2), (1, 0), (1, 2)}


@pytest.mark.parametrize("most", [6, 12, 40])
def test_the_largest_table_is_hidden_in_no_time(most: int) -> None:
    chance = random.Random(most)
    table = [[chance.randint(0, most) for _ in range(41)] for _ in range(41)]
    begun = time.process_time()

    hidden = hidden_cells(table)

    assert exposed_cells(table, hidden) == []
    assert time.process_time() - begun < 3


def test_what_counts_enough_is_all_shown() -> None:
    assert hidden_cells([[5, 20], [30, 40]]) == set()


def test_a_cell_of_nobody_is_a_small_cell() -> None:
    assert (0, 0) in hidden_cells([[0, 20], [30, 40]])


@pytest.mark.parametrize("seed", range(4))
def test_answers_given_beside_others_cannot_be_worked_out_either(seed: int, few: int) -> None:
    chance = random.Random(seed)
    for _ in range(40):
        totals = [chance.randint(0, 4) for _ in range(chance.randint(2, 4))]
        chosen = [chance.randint(0, total) for total in totals]
        table = [chosen, [n - c for c, n in zip(chosen, totals, strict=True)]]

        columns = hidden_columns(chosen, totals)

        hidden = {(i, j) for i in (0, 1) for j in columns}
        known = recoverable(table, everything(table))
        assert {cell for cell in recoverable(table, hidden) if not cell[0]} <= known
        shown = set(range(len(totals))) - columns
        assert all(chosen[j] >= few or not totals[j] or not sum(chosen) for j in shown)
