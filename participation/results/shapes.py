"""What results are made of: bars, questions, a whole survey. What a report freezes of them."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass
class Bar:
    """One option: how many chose it, and which part of the bar's whole width that is."""

    label: str
    count: int
    percent: int | None
    width: float
    note: str = ""


@dataclass
class Group:
    """Bars of one row of a matrix, or of the whole question (no label)."""

    label: str
    n: int
    bars: list[Bar]
    illegible: int = 0


@dataclass
class QuestionResult:
    """One question. `n` answered it; `missing` sent a sheet without answering it; `illegible` wrote
    on paper what nobody can read."""

    code: str
    number: int
    label: str
    kind: str
    n: int
    on_paper: int
    missing: int
    illegible: int = 0
    sentence: str = ""
    groups: list[Group] = field(default_factory=list)
    is_of_respondents: bool = False  # several answers each: the parts do not sum to 100
    texts: list[str] = field(default_factory=list)
    texts_public: int = 0
    texts_waiting: int = 0  # that no moderator has read yet
    notes: list[str] = field(default_factory=list)


@dataclass
class SurveyResults:
    """Everything, and whether the same person could have answered twice."""

    sheets: int
    on_paper: int
    is_open_to_anyone: bool
    questions: list[QuestionResult]
    late: int = 0  # paper handed in before the closing and entered after it

    def as_json(self) -> dict[str, Any]:
        return asdict(self)
