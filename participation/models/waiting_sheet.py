"""Answers that wait for their sender to confirm an address: counted nowhere until then."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.models.survey import Survey
from participation.models.survey_version import SurveyVersion


class WaitingSheet(models.Model):
    """A whole sheet, as it was typed. It holds no address, only what compares addresses.

    One per form; several may wait for one address: the first that is confirmed counts.
    """

    wagtail_reference_index_ignore = True

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="waiting")
    version = models.ForeignKey(SurveyVersion, models.CASCADE, related_name="+")
    token = models.UUIDField()
    address_mark = models.CharField(max_length=64)
    typed = models.JSONField(default=dict)
    language = models.CharField(max_length=5, blank=True)
    started_at = models.DateTimeField(_("started at"), null=True)
    sent_at = models.DateTimeField(_("sent at"))

    class Meta:
        verbose_name = _("answers to be confirmed")
        verbose_name_plural = _("answers to be confirmed")
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "token"], name="one_waiting_sheet_per_token_and_survey"
            )
        ]
        indexes = [
            models.Index(fields=["sent_at"], name="oldest_waiting_sheets"),
            models.Index(fields=["survey", "address_mark"], name="waiting_sheets_of_an_address"),
        ]

    def __str__(self) -> str:
        return f"{self.survey_id} · {self.token}"
