"""The results of a survey as a page showed them on the day of its publication."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.models.survey import Survey


class FrozenResults(models.Model):
    """What `results_of` said then, in the words of then: later answers change nothing of it."""

    wagtail_reference_index_ignore = True

    page = models.PositiveBigIntegerField()
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="frozen")
    taken_at = models.DateTimeField(_("figures as of"))
    content: models.JSONField[Any, Any] = models.JSONField()

    class Meta:
        verbose_name = _("frozen results")
        verbose_name_plural = _("frozen results")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "survey"], name="one_frozen_result_per_page_and_survey"
            )
        ]

    def __str__(self) -> str:
        return f"{self.survey_id} · {self.page}"
