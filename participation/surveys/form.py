"""A question as a form shows it: its controls, what was typed, what has to be mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from participation.surveys.definition import NO_OPINION, OTHER, Definition, Option
from participation.surveys.kinds import Typed, kind_of
from participation.surveys.kinds.base import row_name
from participation.surveys.kinds.ranking import Ranking
from participation.surveys.kinds.rows import Matrix
from participation.surveys.kinds.scale import Scale

TEMPLATES = {
    "single": "choices",
    "multiple": "choices",
    "image": "choices",
    "scale": "scale",
    "matrix": "rows",
    "statements": "rows",
    "ranking": "ranking",
    "information": "information",
    "long_text": "text",
}


@dataclass(frozen=True)
class Control:
    """One thing to tick or choose."""

    id: str
    name: str
    value: str
    label: str
    is_chosen: bool
    image: int | None = None
    alt: str = ""


@dataclass(frozen=True)
class Row:
    """A line of a matrix, or an option to rank."""

    id: str
    name: str
    label: str
    controls: Sequence[Control]


class Asked:
    """What the template of its kind prints. `number` is what people see; 0 for mere words."""

    def __init__(self, question: Definition, number: int, typed: Typed, fault: str = "") -> None:
        self.question = question
        self.number = number
        self.fault = fault
        self._typed = typed
        self.id = f"question-{question.code}"

    @property
    def template(self) -> str:
        return f"participation/questions/{TEMPLATES.get(self.question.kind, 'line')}.html"

    @property
    def is_several(self) -> bool:
        return self.question.kind == "multiple"

    @property
    def value(self) -> str:
        return self._values(self.question.code)[0] if self._values(self.question.code) else ""

    @property
    def other(self) -> str:
        """What stands in the field beside « other »."""
        return (self._values(f"{self.question.code}-other") or [""])[0]

    @property
    def first_control(self) -> str:
        """Where the list of errors leads."""
        rows = self.rows()
        if rows:
            return rows[0].controls[0].id if self.question.kind != "ranking" else rows[0].id
        controls = self.choices()
        return controls[0].id if controls else f"{self.id}-text"

    def described_by(self) -> str:
        """The hint and the error, for whoever listens to the page."""
        names = [("hint", self.question.help or self.limits()), ("error", self.fault)]
        return " ".join(f"{self.id}-{name}" for name, is_there in names if is_there)

    def choices(self) -> list[Control]:
        question = self.question
        if question.kind == "scale":
            points = [Option(point, point) for point in Scale.points(question)]
            return self._controls(question.code, [*points, *self._no_opinion()])
        other = [Option(OTHER, _("Other"))] if question.has_other else []
        return self._controls(question.code, [*question.options, *other])

    def rows(self) -> list[Row]:
        question, kind = self.question, kind_of(self.question)
        if isinstance(kind, Matrix):
            return [self._row(row, list(kind.offered(question))) for row in question.rows]
        if isinstance(kind, Ranking):
            places = [Option(place, place) for place in kind.places(question)]
            return [self._row(option, places) for option in question.options]
        return []

    def limits(self) -> str:
        """How many may be chosen, in words."""
        least, most = self.question.least, self.question.most
        if self.question.kind != "multiple" or not (least or most):
            return ""
        if least and most:
            return _("Choose %(least)s to %(most)s answers.") % {"least": least, "most": most}
        if most:
            return _("At most %(most)s answers.") % {"most": most}
        return _("At least %(least)s answers.") % {"least": least}

    def _no_opinion(self) -> list[Option]:
        is_offered = self.question.has_no_opinion
        return [Option(NO_OPINION, _("No opinion"))] if is_offered else []

    def _values(self, name: str) -> Sequence[str]:
        return self._typed.get(name, ())

    def _row(self, row: Option, offered: list[Option]) -> Row:
        name = row_name(self.question, row.code)
        return Row(f"{self.id}-{row.code}", name, row.label, self._controls(name, offered))

    def _controls(self, name: str, options: Sequence[Option]) -> list[Control]:
        chosen = self._values(name)
        return [
            Control(
                id=f"{self.id}-{name}-{option.code}",
                name=name,
                value=option.code,
                label=option.label,
                is_chosen=option.code in chosen,
                image=option.image,
                alt=option.alt,
            )
            for option in options
        ]


def asked(
    page: Sequence[Definition],
    whole: Sequence[Definition],
    typed: Typed,
    faults: Mapping[str, str] | None = None,
) -> list[Asked]:
    """The questions of one page, numbered as in the whole questionnaire (and on paper)."""
    numbers = numbers_of(whole)
    return [Asked(q, numbers.get(q.code, 0), typed, (faults or {}).get(q.code, "")) for q in page]


def numbers_of(whole: Sequence[Definition]) -> dict[str, int]:
    codes = [question.code for question in whole if kind_of(question).is_asked]
    return {code: number for number, code in enumerate(codes, 1)}
