"""Blocks of surveys, polls and quizzes, and of the results that a report keeps."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StructBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from participation.models import FrozenResults
from participation.respondent import standing
from participation.results.survey_results import results_of


class SurveyBlock(StructBlock):
    """A survey: what it asks and a button to answer it, then its results."""

    survey = SnippetChooserBlock("participation.Survey", label=_("survey"))

    class Meta:
        icon = "clipboard-list"
        label = _("Survey")
        description = _("A questionnaire, and its results once they may be read.")
        template = "participation/blocks/survey.html"
        preview_template = "participation/blocks/survey_preview.html"
        preview_value: ClassVar[dict[str, Any]] = {"survey": None}

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        if survey := value["survey"]:
            context |= standing((parent_context or {}).get("request"), survey)
        return context


class PollBlock(SurveyBlock):
    """A poll: one to three questions, answered where it stands, its result at once."""

    survey = SnippetChooserBlock("participation.Survey", label=_("poll"))

    class Meta:
        icon = "tick-inverse"
        label = _("Poll")
        description = _("One to three questions, answered in place, and the result.")
        template = "participation/blocks/survey.html"
        preview_template = "participation/blocks/survey_preview.html"
        preview_value: ClassVar[dict[str, Any]] = {"survey": None}


class QuizBlock(SurveyBlock):
    """A quiz: right answers and explanations once it is answered. It keeps nothing."""

    survey = SnippetChooserBlock("participation.Survey", label=_("quiz"))

    class Meta:
        icon = "help"
        label = _("Quiz")
        description = _("Questions with right answers, an explanation and a score.")
        template = "participation/blocks/survey.html"
        preview_template = "participation/blocks/survey_preview.html"
        preview_value: ClassVar[dict[str, Any]] = {"survey": None}


class SurveyResultsBlock(StructBlock):
    """The results of a survey as of the day on which the page is published, and no later."""

    survey = SnippetChooserBlock("participation.Survey", label=_("survey"))

    class Meta:
        icon = "table"
        label = _("Results of a survey")
        description = _("Figures as of the publication of this page; later answers do not change.")
        template = "participation/blocks/survey_results.html"
        preview_template = "participation/blocks/survey_preview.html"
        preview_value: ClassVar[dict[str, Any]] = {"survey": None}

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Before they are frozen, only a preview shows the figures of this moment."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        survey, request = value["survey"], context.get("request")
        page = context.get("page")
        if survey is None:
            return context
        frozen = FrozenResults.objects.filter(page=page.pk if page else 0, survey=survey).first()
        context["survey"] = survey
        if frozen:
            context |= {"results": frozen.content, "taken_at": frozen.taken_at}
        elif getattr(request, "is_preview", False):
            context |= {"results": results_of(survey, with_waiting=True), "is_not_frozen": True}
        return context
