"""Exports of many answers: asked for by one person, written by a worker, kept for a day."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participation.models.survey import Survey

EXPORTS_KEPT_FOR = timedelta(days=1)


class AnswerExportQuerySet(models.QuerySet["AnswerExport"]):
    def kept(self, at: datetime) -> AnswerExportQuerySet:
        """Those whose time is not over, whether or not somebody has swept the others away."""
        return self.filter(asked_at__gt=at - EXPORTS_KEPT_FOR)

    def newest_first(self) -> AnswerExportQuerySet:
        return self.order_by("-asked_at", "-pk")


class AnswerExport(models.Model):
    """One file on its way, for whoever asked for it and nobody else."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("export", "being prepared")
        READY = "ready", pgettext_lazy("export", "ready")

    class Kind(models.TextChoices):
        CSV = "csv", "CSV"
        XLSX = "xlsx", "XLSX"

    wagtail_reference_index_ignore = True  # nothing that an editor publishes

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="exports")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=4, choices=Kind.choices)
    state = models.CharField(_("state"), max_length=7, choices=State.choices, default=State.WAITING)
    language = models.CharField(max_length=5, default="fr", editable=False)
    asked_at = models.DateTimeField(_("asked at"))
    finished_at = models.DateTimeField(_("finished at"), null=True)
    sheets = models.PositiveIntegerField(_("sheets"))
    sheets_written = models.PositiveIntegerField(_("sheets written"), default=0)
    size = models.PositiveBigIntegerField(_("size"), default=0)

    objects: ClassVar[AnswerExportQuerySet] = AnswerExportQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("export of answers")
        verbose_name_plural = _("exports of answers")
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "asked_by", "kind"],
                condition=Q(state="waiting"),
                name="one_export_at_a_time_per_person_and_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.survey_id} · {self.kind} · {self.state}"

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY

    @property
    def expires_at(self) -> datetime:
        return self.asked_at + EXPORTS_KEPT_FOR


class AnswerExportPart(models.Model):
    """A piece of the file, kept in the database: no address leads to it."""

    wagtail_reference_index_ignore = True  # the same

    of = models.ForeignKey(AnswerExport, models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        verbose_name = _("part of an export")
        verbose_name_plural = _("parts of exports")
        constraints = [
            models.UniqueConstraint(fields=["of", "number"], name="one_part_per_export_and_number")
        ]

    def __str__(self) -> str:
        return f"{self.of_id} · {self.number}"
