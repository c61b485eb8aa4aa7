"""What stands behind the calendar: observances, school holidays, sensitive periods."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ObservanceQuerySet(models.QuerySet["Observance"]):
    def between(self, first: date, last: date) -> ObservanceQuerySet:
        """Those of which at least one day is in this period, in order."""
        return self.filter(first_day__lte=last, last_day__gte=first).order_by("first_day", "name")


class Observance(models.Model):
    """One occurrence: the same week of next year is another row. Legal holidays are computed."""

    class Kind(models.TextChoices):
        OBSERVANCE = "observance", _("observance")
        HOLIDAY = "holiday", _("holiday")
        SCHOOL = "school", _("school holidays")
        SENSITIVE = "sensitive", _("sensitive period")

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.OBSERVANCE)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"), help_text=_("The last day is part of it."))

    objects = ObservanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("observance")
        verbose_name_plural = _("observances")
        constraints = [
            models.UniqueConstraint(fields=["name", "first_day"], name="observance_once"),
            models.CheckConstraint(
                name="observance_ends_after_it_begins", condition=Q(last_day__gte=F("first_day"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.first_day.year})"

    def clean(self) -> None:
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValidationError({"last_day": _("It cannot end before it begins.")})
