"""What the templates of surveys ask for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django import template
from wagtail.images import get_image_model

from participation.models import Survey
from participation.results import survey_results
from participation.results.made_up import made_up_results
from participation.results.survey_results import SurveyResults
from participation.surveys.definition import Definition, Option
from participation.surveys.form import Asked, Control

register = template.Library()


@register.simple_tag
def picture_of(control: Control) -> Any:
    """The picture of a choice; None when the library no longer has it."""
    return get_image_model().objects.filter(pk=control.image).first()


@register.simple_tag
def results_of(survey: Survey, has_answered: bool) -> SurveyResults:
    """The figures of a survey; whoever has answered finds their own answer in them."""
    return survey_results.results_of(survey, with_waiting=has_answered)


@register.simple_tag
def made_up(survey: Survey, questions: Sequence[Definition]) -> SurveyResults:
    """Figures that nobody gave, for a preview."""
    return made_up_results(questions, is_open_to_anyone=survey.is_for_anyone)


@register.filter
def is_one_click(questions: Sequence[Asked]) -> bool:
    """Whether one button answers it all: one question, one choice, nothing to write."""
    if len(questions) != 1:
        return False
    question = questions[0].question
    return question.kind == "single" and not question.has_other


@register.simple_tag
def number_of_questions(questions: Sequence[Asked]) -> int:
    return max((asked.number for asked in questions), default=0)


@register.simple_tag
def window_end(survey: Survey) -> datetime | None:
    """The last instant of its window: the closing itself is outside."""
    closes = survey.window()[1]
    return closes - timedelta(seconds=1) if closes else None


@register.filter
def labels(options: Sequence[Option]) -> str:
    return ", ".join(option.label for option in options) or "–"
