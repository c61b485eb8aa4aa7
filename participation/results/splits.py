"""One question by another one, or by the door through which the sheets came.

Counted from the sheets when it is asked for, and kept for a few minutes. Small cells are hidden for
staff too, with as many others as it takes (participation.surveys.masking).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.cache import caches
from django.utils.translation import gettext as _

from participation.models import AnswerTally, Channel, Survey
from participation.results.split_counts import Counts, Place, count_split
from participation.surveys.kinds import kind_of
from participation.surveys.masking import hidden_cells, hidden_columns
from participation.surveys.merging import Merged, merge
from participation.surveys.percent import FEWEST, of_respondents, shares

BY_CHANNEL = "channel"
SPLITTERS = ("single", "image", "scale")  # one answer each: everybody stands in one column
KEPT_SECONDS = 300


@dataclass(frozen=True)
class Choice:
    """What a menu offers: a question, or one line of it (`q4-b`), or the channel."""

    value: str
    label: str


@dataclass(frozen=True)
class SplitCell:
    """How many, and which part of its column; nothing where it is hidden."""

    count: int | None
    percent: int | None

    @property
    def is_hidden(self) -> bool:
        return self.count is None


@dataclass(frozen=True)
class SplitColumn:
    """One group: how many sheets it has, with or without an answer to the question."""

    label: str
    n: int


@dataclass(frozen=True)
class Split:
    """A table: answers by groups."""

    question: str
    by: str
    columns: list[SplitColumn]
    rows: list[tuple[str, list[SplitCell]]]
    is_of_respondents: bool

    @property
    def has_hidden(self) -> bool:
        return any(cell.is_hidden for _label, cells in self.rows for cell in cells)

    @property
    def has_percentages(self) -> bool:
        return any(cell.percent is not None for _label, cells in self.rows for cell in cells)


@dataclass(frozen=True)
class Asked:
    """A question that can be split, with the answers that are its rows or columns."""

    value: str
    label: str
    merged: Merged
    row: str = ""

    @property
    def place(self) -> Place:
        return self.merged.asked.code, self.row

    @property
    def is_several(self) -> bool:
        return self.merged.asked.kind == "multiple"


class Splits:
    """What can be read by what in one survey. `is_staff`: confidential questions too."""

    def __init__(self, survey: Survey, *, is_staff: bool = False) -> None:
        self.survey = survey
        merged = [m for m in merge(survey.all_versions()) if kind_of(m.asked).has_bars]
        shown = [m for m in merged if is_staff or not m.asked.is_confidential]
        self._asked = {a.value: a for m in shown if m.asked.kind != "ranking" for a in _asked(m)}
        self.question = next(iter(self._asked), "")
        self.by = next(c.value for c in self.groups() if c.value != self.question)
        self.table: Split | None = None
        self.is_same = False  # somebody asked for a question by itself

    def choose(self, question: str, by: str) -> None:
        """What somebody wants to read; the table stays empty for what is not offered."""
        if question and by:
            self.question, self.by = question, by
            self.table, self.is_same = self.split(question, by), question == by

    def questions(self) -> list[Choice]:
        return [Choice(asked.value, asked.label) for asked in self._asked.values()]

    def groups(self) -> list[Choice]:
        by = [a for a in self._asked.values() if a.merged.asked.kind in SPLITTERS]
        channel = Choice(BY_CHANNEL, _("channel (online, on paper…)"))
        return [*(Choice(asked.value, asked.label) for asked in by), channel]

    def split(self, question: str, by: str) -> Split | None:
        """The table; None for what is not offered, or a question by itself."""
        offered = {choice.value: choice.label for choice in self.groups()}
        if question not in self._asked or by not in offered or question == by:
            return None
        asked = self._asked[question]
        columns = _doors() if by == BY_CHANNEL else _options(self._asked[by])
        counts, totals = self._kept(asked, None if by == BY_CHANNEL else self._asked[by])
        return _table(asked, offered[by], columns, counts, totals)

    def _kept(self, asked: Asked, by: Asked | None) -> tuple[Counts, dict[str, int]]:
        """Counted again when sheets were added since."""
        whole = AnswerTally.objects.filter(survey=self.survey, question="", row="", option="")
        sheets = whole.values_list("sheets", flat=True).first() or 0
        key = f"split-{self.survey.pk}-{asked.value}-{by.value if by else ''}-{sheets}"
        cache = caches["fragments"]
        found: tuple[Counts, dict[str, int]] | None = cache.get(key)
        if found is None:
            found = count_split(self.survey, asked.place, by.place if by else None)
            cache.set(key, found, KEPT_SECONDS)
        return found


def _asked(merged: Merged) -> list[Asked]:
    question = merged.asked
    if not question.rows:
        return [Asked(question.code, question.label, merged)]
    return [
        Asked(f"{question.code}-{row.code}", f"{question.label} – {row.label}", merged, row.code)
        for row in question.rows
    ]


def _options(asked: Asked) -> list[tuple[str, str]]:
    options = [(option.code, option.label) for option in asked.merged.options]
    return [*options, ("", _("no answer"))]


def _doors() -> list[tuple[str, str]]:
    return [(channel.value, str(channel.label)) for channel in Channel]


def _table(
    asked: Asked,
    by: str,
    columns: Sequence[tuple[str, str]],
    counts: Counts,
    totals: dict[str, int],
) -> Split:
    columns = [(code, label) for code, label in columns if totals.get(code)]
    sizes = [totals[code] for code, _label in columns]
    rows = _options(asked)
    grid = [[counts.get((option, code), 0) for code, _l in columns] for option, _label in rows]
    hidden = _hidden(grid, sizes) if asked.is_several else hidden_cells(grid)
    parts = [_parts([row[j] for row in grid], size, asked) for j, size in enumerate(sizes)]
    found = [
        (
            label,
            [
                SplitCell(None, None) if (i, j) in hidden else SplitCell(grid[i][j], parts[j][i])
                for j in range(len(columns))
            ],
        )
        for i, (_code, label) in enumerate(rows)
    ]
    groups = [SplitColumn(label, size) for (_c, label), size in zip(columns, sizes, strict=True)]
    return Split(asked.label, by, groups, found, asked.is_several)


def _hidden(grid: list[list[int]], sizes: list[int]) -> set[tuple[int, int]]:
    """Each answer is a table of its own: who gave it, and who did not."""
    return {(i, j) for i, row in enumerate(grid) for j in hidden_columns(row, sizes)}


def _parts(column: list[int], size: int, asked: Asked) -> Sequence[int | None]:
    """Of all the sheets of the group: the number of those that answered may be a secret itself."""
    if size < FEWEST:
        return [None] * len(column)
    return of_respondents(column, size) if asked.is_several else shares(column)
