"""Paper sheets that a second person typed again, to know how many slips there are."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.models.answer_sheet import AnswerSheet


class ControlEntry(models.Model):
    """Kept apart from the sheet that counts, which it never changes; one a sheet."""

    wagtail_reference_index_ignore = True  # nothing that an editor publishes

    sheet = models.ForeignKey(AnswerSheet, models.CASCADE, related_name="controls")
    agent = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(_("entered at"))
    answers: models.JSONField[Any, Any] = models.JSONField(default=dict)  # by code of the question
    compared = models.PositiveIntegerField(_("questions compared"))
    differing = models.PositiveIntegerField(_("questions that differ"))

    class Meta:
        verbose_name = _("control entry")
        verbose_name_plural = _("control entries")
        constraints = [
            models.UniqueConstraint(fields=["sheet"], name="one_control_entry_per_sheet")
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id} · {self.differing}"
