"""What the publisher remembers: its last pass, and what would not go out."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision


class PublisherPass(models.Model):
    """The publisher's last pass: one row, read by the editor's screen and by /readyz."""

    passed_at = models.DateTimeField(_("passed at"))
    published = models.PositiveIntegerField(_("published"), default=0)

    class Meta:
        verbose_name = _("publisher’s pass")
        verbose_name_plural = _("publisher’s passes")

    def __str__(self) -> str:
        return f"{self.passed_at:%Y-%m-%d %H:%M:%S}"


class PublicationFailure(models.Model):
    """A revision that was due and could not be published. Its schedule is intact."""

    revision = models.OneToOneField(Revision, models.CASCADE, verbose_name=_("version"))
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    first_failed_at = models.DateTimeField(_("first failed at"))
    last_failed_at = models.DateTimeField(_("last failed at"))
    next_try_at = models.DateTimeField(_("next attempt at"))
    error = models.CharField(_("error"), max_length=500)

    class Meta:
        verbose_name = _("failed publication")
        verbose_name_plural = _("failed publications")

    def __str__(self) -> str:
        return self.revision.object_str
