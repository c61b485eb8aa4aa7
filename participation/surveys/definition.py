"""A question as it was asked: what a published version keeps, for ever, as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any

WORDS = ("label", "help", "low", "high", "explanation", "source")
OTHER = "other"  # the code of « other », whose words stand beside it
NO_OPINION = "none"
ILLEGIBLE = "illegible"  # what stands on a paper sheet and cannot be read: said by no form


@dataclass(frozen=True)
class Option:
    """One thing to choose, or one row of a matrix. Its code is never given again."""

    code: str
    label: str
    block: str = ""  # the editor's block, by which the code is found again
    image: int | None = None
    alt: str = ""
    is_right: bool = False


@dataclass(frozen=True)
class Condition:
    """Ask only whoever chose one of these options of an earlier question."""

    question: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Definition:
    """Everything that the page, the paper form, the rules and the export know of a question."""

    code: str  # q1, q2…: stable for ever
    kind: str
    label: str
    block: str = ""
    help: str = ""
    is_required: bool = False
    is_confidential: bool = False
    condition: Condition | None = None
    options: tuple[Option, ...] = ()
    rows: tuple[Option, ...] = ()
    has_other: bool = False
    has_no_opinion: bool = False
    least: int | None = None
    most: int | None = None
    low: str = ""  # what the lowest point of a scale means
    high: str = ""
    explanation: str = ""  # quiz: said once answered
    source: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def option(self, code: str) -> Option | None:
        return next((option for option in self.options if option.code == code), None)

    @property
    def option_codes(self) -> list[str]:
        return [option.code for option in self.options]

    @property
    def row_codes(self) -> list[str]:
        return [row.code for row in self.rows]


def from_json(data: dict[str, Any]) -> Definition:
    """The definition that `as_json` wrote; what our code learnt since has its default."""
    known = {field.name for field in fields(Definition)}
    values = {name: value for name, value in data.items() if name in known}
    for name in ("options", "rows"):
        values[name] = tuple(Option(**option) for option in values.get(name, ()))
    if condition := values.get("condition"):
        values["condition"] = Condition(condition["question"], tuple(condition["options"]))
    return Definition(**values)


def letter(number: int) -> str:
    """a, b … z, aa, ab…: 1 is a."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(97 + rest) + text
    return text
