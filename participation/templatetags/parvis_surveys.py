"""What the templates of surveys ask for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.images import get_image_model

from participation.models import Survey
from participation.results import survey_results
from participation.results.made_up import made_up_results
from participation.results.shapes import SurveyResults
from participation.results.survey_words import words_of
from participation.surveys.definition import Definition, Option
from participation.surveys.form import Asked, Control
from participation.surveys.wording import Untranslated

register = template.Library()


@register.simple_tag
def picture_of(control: Control) -> Any:
    """The picture of a choice; None when the library no longer has it."""
    return get_image_model().objects.filter(pk=control.image).first()


@register.simple_tag
def results_of(survey: Survey, has_answered: bool) -> SurveyResults:
    """The figures of a survey; whoever has answered finds their own answer in them."""
    words = words_of(survey)
    return survey_results.results_of(survey, with_waiting=has_answered, words=words)


@register.filter
def lang_of(text: str) -> SafeString:
    """The attribute of an element that holds words which nobody has translated."""
    is_foreign = isinstance(text, Untranslated)
    return format_html(' lang="{}"', settings.LANGUAGE_CODE) if is_foreign else SafeString("")


@register.filter
def stays(survey: Survey, name: str) -> SafeString:
    """The same for the title, introduction or thanks of a survey."""
    stays_so = name in getattr(survey, "untranslated", ())
    return format_html(' lang="{}"', settings.LANGUAGE_CODE) if stays_so else SafeString("")


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
