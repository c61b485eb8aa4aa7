"""A question on paper: the same numbers and codes as on screen, and where to go next in words."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from participation.surveys.definition import Definition
from participation.surveys.encoding import STATEMENTS
from participation.surveys.form import Asked, numbers_of
from participation.surveys.kinds import kind_of


class OnPaper(Asked):
    """What the paper form prints of a question."""

    def __init__(self, question: Definition, number: int, condition: str) -> None:
        super().__init__(question, number, {})
        self.condition = condition

    @property
    def columns(self) -> list[tuple[str, str]]:
        """The answers of a table with the sign that is typed for each."""
        if self.question.kind == "statements":
            signs = {option: sign for sign, option in STATEMENTS.items()}
            return [(signs[c.value], c.label) for c in self.rows()[0].controls]
        return [(option.code, option.label) for option in self.question.options]

    @property
    def lines(self) -> range:
        """How many lines there are to write on."""
        return range({"long_text": 6, "short_text": 1}.get(self.question.kind, 1))


def on_paper(questions: Sequence[Definition]) -> list[OnPaper]:
    numbers = numbers_of(questions)
    return [
        OnPaper(question, numbers.get(question.code, 0), _condition(place, questions, numbers))
        for place, question in enumerate(questions)
    ]


def _condition(place: int, questions: Sequence[Definition], numbers: dict[str, int]) -> str:
    """« Seulement si… Sinon, passez à la question 7. »"""
    question = questions[place]
    if question.condition is None:
        return ""
    earlier = next(q for q in questions if q.code == question.condition.question)
    answers = ", ".join(o.label for o in earlier.options if o.code in question.condition.options)
    text = _("Only if you answered “%(answers)s” to question %(number)s.") % {
        "answers": answers,
        "number": numbers[earlier.code],
    }
    later = [q for q in questions[place + 1 :] if kind_of(q).is_asked]
    to = next((q for q in later if q.condition != question.condition), None)
    if to is None:
        return text + " " + _("Otherwise, you have finished.")
    return text + " " + _("Otherwise, go to question %(number)s.") % {"number": numbers[to.code]}
