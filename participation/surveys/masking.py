"""Which cells of a table may be read: none that counts a few people, nor any that gives one away.

The sums of rows and columns stand in the survey's results already. So hiding a small cell is not
enough: where it is alone in its row, the row's sum gives it back. Others are hidden with it, until
at least two different tables fit everything that can be read, for every hidden cell. What the sums
alone say is no secret, and nothing can hide it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

FEWEST = 5
Table = Sequence[Sequence[int]]
Cell = tuple[int, int]


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
    return [cell for cell in sorted(hidden) if not _may_differ(table, hidden, cell)]


def _may_differ(table: Table, hidden: set[Cell], cell: Cell) -> bool:
    i, j = cell
    row, column = ("row", i), ("column", j)
    if _leads(table, hidden, cell, column, row):
        return True  # one more fits
    return table[i][j] > 0 and _leads(table, hidden, cell, row, column)  # one less fits


Place = tuple[str, int]


def _leads(table: Table, hidden: set[Cell], without: Cell, start: Place, end: Place) -> bool:
    """Whether the ring closes: from a row one adds to a cell, from a column one takes away."""
    seen, waiting = {start}, [start]
    while waiting:
        kind, number = waiting.pop()
        for i, j in hidden - {without}:
            if kind == "row" and i == number:
                to = ("column", j)
            elif kind == "column" and j == number and table[i][j] > 0:
                to = ("row", i)
            else:
                continue
            if to == end:
                return True
            if to not in seen:
                seen.add(to)
                waiting.append(to)
    return False


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
