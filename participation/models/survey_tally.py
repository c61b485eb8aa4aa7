"""Counters of a survey, added to in the background: a results page reads no sheet."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.models.survey import Survey


class AnswerTally(models.Model):
    """How many sheets say this: the survey (no code), a question (no option), or one option."""

    wagtail_reference_index_ignore = True

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="tallies")
    question = models.CharField(_("question"), max_length=10, blank=True)
    row = models.CharField(_("line"), max_length=10, blank=True)
    option = models.CharField(_("option"), max_length=10, blank=True)
    sheets = models.PositiveIntegerField(_("sheets"), default=0)
    on_paper = models.PositiveIntegerField(_("of which not online"), default=0)
    total = models.DecimalField(_("sum"), max_digits=24, decimal_places=4, default=0)

    class Meta:
        verbose_name = _("counter of answers")
        verbose_name_plural = _("counters of answers")
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "question", "row", "option"], name="one_counter_per_answer"
            )
        ]

    def __str__(self) -> str:
        return f"{self.survey_id} {self.question}{self.row}{self.option}: {self.sheets}"


class SheetToCount(models.Model):
    """A sheet that the counters do not hold yet: written with it, swept away by the tally."""

    survey_id = models.BigIntegerField(db_index=True)
    sheet_id = models.BigIntegerField()

    class Meta:
        verbose_name = _("sheet to count")
        verbose_name_plural = _("sheets to count")

    def __str__(self) -> str:
        return str(self.sheet_id)
