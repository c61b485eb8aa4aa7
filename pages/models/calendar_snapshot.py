"""« Version présentée au Collège le … »: the calendar as it was shown on that day, for ever."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pages.models.calendar_entry import CalendarEntry, Precision


class CalendarSnapshot(models.Model):
    """One version of a period. It is written once and never changed."""

    wagtail_reference_index_ignore = True

    presented_on = models.DateField(_("presented to the Collège on"))
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    taken_at = models.DateTimeField(_("kept at"))

    class Meta:
        verbose_name = _("presented version")
        verbose_name_plural = _("presented versions")
        constraints = [
            models.UniqueConstraint(
                fields=["presented_on", "first_day", "last_day"], name="snapshot_once"
            ),
            models.CheckConstraint(
                name="snapshot_ends_after_it_begins", condition=Q(last_day__gte=F("first_day"))
            ),
        ]

    def __str__(self) -> str:
        day = date_format(self.presented_on, "DATE_FORMAT")
        return gettext("Version presented to the Collège on %(day)s") % {"day": day}


class SnapshotLine(models.Model):
    """An entry as it stood: its words are kept apart from those that it has now."""

    wagtail_reference_index_ignore = True

    snapshot = models.ForeignKey(CalendarSnapshot, models.CASCADE, related_name="lines")
    entry = models.ForeignKey(CalendarEntry, models.CASCADE, related_name="lines")
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=CalendarEntry.Kind.choices)
    precision = models.CharField(_("precision"), max_length=10, choices=Precision.choices)
    first_day = models.DateField(_("first day"), null=True)
    last_day = models.DateField(_("last day"), null=True)

    class Meta:
        verbose_name = _("line of a presented version")
        verbose_name_plural = _("lines of a presented version")
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "entry"], name="snapshot_line_once")
        ]

    def __str__(self) -> str:
        return self.subject or str(_("Subject to be decided"))
