"""The history of an entry's dates: every move, from where, to where, why and by whom."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pages.models.calendar_entry import CalendarEntry, Precision


class EntryMove(models.Model):
    """One move. It is written with the move and never changed."""

    wagtail_reference_index_ignore = True

    class Cause(models.TextChoices):
        """The four reasons that the steering committee accepts, and « other »."""

        NEWS = "news", _("topical events")
        PROJECTS = "projects", _("progress of the projects")
        FIELD = "field", _("constraints in the field")
        PRIORITIES = "priorities", _("priorities reviewed")
        OTHER = "other", _("other reason")

    entry = models.ForeignKey(CalendarEntry, models.CASCADE, related_name="moves")
    was = models.CharField(_("precision before"), max_length=10, choices=Precision.choices)
    was_first = models.DateField(_("first day before"), null=True)
    was_last = models.DateField(_("last day before"), null=True)
    became = models.CharField(_("precision after"), max_length=10, choices=Precision.choices)
    became_first = models.DateField(_("first day after"), null=True)
    became_last = models.DateField(_("last day after"), null=True)
    cause = models.CharField(_("cause"), max_length=20, choices=Cause.choices, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("moved at"))

    class Meta:
        verbose_name = _("move in the calendar")
        verbose_name_plural = _("moves in the calendar")
        indexes = [models.Index(fields=["entry", "-made_at"], name="entry_moves")]

    def __str__(self) -> str:
        return f"{self.was_first} → {self.became_first}"
