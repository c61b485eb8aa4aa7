"""Which cells of a table may be read: none that counts a few people, nor any that gives one away.

The sums of rows and columns stand in the survey's results already. So hiding a small cell is not
enough: where it is alone in its row, the row's sum gives it back. Others are hidden with it, until
at least two different tables fit everything that can be read, for every hidden cell. What the sums
alone say is no secret, and nothing can hide it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

FEWEST = 5
Table = Sequence[Sequence[int]]
Cell = tuple[int, int]
Place = tuple[str, int]  # a row or a column


def hidden_cells(table: Table) -> set[Cell]:
    """Cells to hide in a table of people who stand in one cell each."""
    open_cells = [(i, j) for i, j in _cells(table) if sum(table[i]) and _sum_of_column(table, j)]
    hidden = {(i, j) for i, j in open_cells if table[i][j] < FEWEST}
    known = set(exposed_cells(table, set(open_cells)))
    while exposed := [cell for cell in exposed_cells(table, hidden) if cell not in known]:
        hidden |= _cheapest(table, exposed[0], hidden, open_cells)
    return hidden


def hidden_columns(chosen: Sequence[int], totals: Sequence[int]) -> set[int]:
    """Columns to hide in the line of one answer that people may give beside others: `chosen` gave
    it, out of `totals` in each column."""
    table = [chosen, [total - count for count, total in zip(chosen, totals, strict=True)]]
    places = [j for j, total in enumerate(totals) if total and sum(chosen)]
    hidden = {j for j in places if chosen[j] < FEWEST}
    known = set(exposed_cells(table, _both_rows(set(places))))
    while any(not i and (i, j) not in known for i, j in exposed_cells(table, _both_rows(hidden))):
        hidden.add(min((j for j in places if j not in hidden), key=lambda j: (chosen[j], j)))
    return hidden


def exposed_cells(table: Table, hidden: set[Cell]) -> list[Cell]:
    """Hidden cells that can have one value only, given the others and the sums.

    A cell can have another value if some of its people could trade places with others along a ring
    of hidden cells: one more here, one less there, and no cell below zero.
    """
    steps = _Steps(table, hidden)
    return [cell for cell in sorted(hidden) if not steps.may_differ(cell)]


class _Steps:
    """The ways along hidden cells: from a row one adds to a cell, from a column one takes away."""

    def __init__(self, table: Table, hidden: set[Cell]) -> None:
        self._table = table
        self._from_row: dict[int, list[int]] = {}
        self._from_column: dict[int, list[int]] = {}
        for i, j in sorted(hidden):
            self._from_row.setdefault(i, []).append(j)
            if table[i][j] > 0:
                self._from_column.setdefault(j, []).append(i)

    def may_differ(self, cell: Cell) -> bool:
        i, j = cell
        if self._leads(("column", j), ("row", i), cell):
            return True  # one more fits
        return self._table[i][j] > 0 and self._leads(("row", i), ("column", j), cell)  # one less

    def _leads(self, start: Place, end: Place, without: Cell) -> bool:
        """Whether a ring closes that does not come back through the cell itself."""
        seen, waiting = {start}, deque([start])
        while waiting:
            for to in self._next(waiting.popleft(), without):
                if to == end:
                    return True
                if to not in seen:
                    seen.add(to)
                    waiting.append(to)
        return False

    def _next(self, place: Place, without: Cell) -> Iterator[Place]:
        kind, number = place
        if kind == "row":
            columns = self._from_row.get(number, ())
            return (("column", j) for j in columns if (number, j) != without)
        rows = self._from_column.get(number, ())
        return (("row", i) for i in rows if (i, number) != without)


def _cheapest(table: Table, cell: Cell, hidden: set[Cell], open_cells: list[Cell]) -> set[Cell]:
    """The fewest people to hide more: three corners of a rectangle, or any cell where none fits."""
    i, j = cell
    corners = [
        {(i, k), (m, j), (m, k)}
        for m, k in open_cells
        if m != i and k != j and _turns(table, i, j, m, k)
    ]
    rings = [ring for ring in corners if ring - hidden and ring <= set(open_cells)]
    if rings:
        best = min(rings, key=lambda ring: (_people(table, ring - hidden), sorted(ring)))
        return best - hidden
    visible = [other for other in open_cells if other not in hidden]
    return {min(visible, key=lambda other: (table[other[0]][other[1]], other))}


def _turns(table: Table, i: int, j: int, m: int, k: int) -> bool:
    """Whether two people of the rectangle could trade places."""
    one_more = table[i][k] > 0 and table[m][j] > 0
    one_less = table[i][j] > 0 and table[m][k] > 0
    return one_more or one_less


def _people(table: Table, cells: set[Cell]) -> int:
    return sum(table[i][j] for i, j in cells)


def _cells(table: Table) -> Iterator[Cell]:
    return ((i, j) for i, row in enumerate(table) for j in range(len(row)))


def _sum_of_column(table: Table, j: int) -> int:
    return sum(row[j] for row in table)


def _both_rows(columns: set[int]) -> set[Cell]:
    return {(i, j) for i in (0, 1) for j in columns}
