"""The survey of five questions that is measured, with a thousand sheets."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from accounts import clock
from participation.actions.count_sheets import count_new_sheets
from participation.actions.submit_sheet import Sheet, submit_sheet
from participation.models import Survey
from tests import make, surveys
from tests.surveys import question

SHEETS = 1_000
LETTERS = "abcd"


def fill() -> int:
    """Make it; return its number."""
    now = clock.now()
    page = make.consultation_page(
        opens_at=now - timedelta(days=7), closes_at=now + timedelta(days=28)
    )
    survey = surveys.survey(*_questions(), consultation=page.consultation)
    for number in range(SHEETS):
        _answer(survey, number)
    count_new_sheets()
    return int(survey.pk)


def _questions() -> list[dict[str, object]]:
    return [
        question("single", "Venez-vous souvent ?", options=["Oui", "Parfois", "Rarement", "Non"]),
        question("multiple", "Pour quoi ?", options=["Le marché", "L’école", "Le parc", "Le bus"]),
        question("scale", "Êtes-vous content ?", most=5, low="non", high="oui"),
        question("number", "Combien de fois par mois ?"),
        question("long_text", "Que faut-il changer ?"),
    ]


def _answer(survey: Survey, number: int) -> None:
    typed = {
        "q1": [LETTERS[number % 4]],
        "q2": [LETTERS[number % 4], LETTERS[(number + 1) % 4]],
        "q3": [str(number % 5 + 1)],
        "q4": [str(number % 30)],
        "q5": ["Des bancs et des arbres."],
    }
    submit_sheet(survey=survey, sheet=Sheet(typed, uuid4()))
