"""How a draft of a survey looks: to a citizen, on paper, and in results."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from participation.models.choice_pictures import pictures_of
from participation.surveys.definition import Definition
from participation.surveys.errors import QuestionnaireInvalid
from participation.surveys.form import asked
from participation.surveys.paper import on_paper
from participation.surveys.reading import read_questionnaire

PAPER, RESULTS = "paper", "results"


class SurveyPreview(models.Model):
    """What the preview panel asks of a survey: what is being typed, not a version."""

    questionnaire: Any

    class Meta:
        abstract = True

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [("", _("On screen")), (PAPER, _("On paper")), (RESULTS, _("In results"))]

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        others = {
            PAPER: "participation/admin/paper.html",
            RESULTS: "participation/results_preview.html",
        }
        return others.get(mode_name, "participation/survey_preview.html")

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        questions, fault = self._drafted()
        context: dict[str, Any] = {"survey": self, "request": request, "fault": fault}
        if mode_name == PAPER:
            sheet = {"serial": "0-0000-0", "square": ""}
            pictures = {pk: picture.url for pk, picture in pictures_of(questions).items()}
            return context | {
                "questions": on_paper(questions),
                "sheets": [sheet],
                "pictures": pictures,
            }
        if mode_name == RESULTS:
            return context | {"definitions": questions}
        return context | {"questions": asked(questions, questions, {})}

    def _drafted(self) -> tuple[list[Definition], str]:
        """The questions as they stand, and what has to be mended before they can be asked."""
        try:
            return read_questionnaire(self.questionnaire.get_prep_value()), ""
        except QuestionnaireInvalid as refusal:
            return [], str(refusal)
