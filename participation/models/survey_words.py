"""A survey's words in another language: its questions, versions and answers stay one."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.models.box_words import LANGUAGES
from participation.models.survey import Survey


class SurveyWords(models.Model):
    """Everything in one language: by its key, the words that were translated and their translation.

    What was translated is kept: a translation of other words is not shown (surveys.wording).
    """

    wagtail_reference_index_ignore = True  # the survey's own blocks say what it refers to

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=5, choices=LANGUAGES)
    texts: models.JSONField[Any, Any] = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("translation of a survey")
        verbose_name_plural = _("translations of surveys")
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "language"], name="one_translation_per_survey_and_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.survey_id} · {self.language}"
