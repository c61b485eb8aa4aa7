"""A photo that waits, while its author logs in or mends the form."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _


class KeptPicture(models.Model):
    """A redrawn picture of nobody in particular, kept for a day for whoever holds its key."""

    key = models.UUIDField(primary_key=True, default=uuid4)
    content = models.BinaryField()
    kept_at = models.DateTimeField(_("kept at"))

    class Meta:
        verbose_name = _("kept picture")
        verbose_name_plural = _("kept pictures")

    def __str__(self) -> str:
        return str(self.key)
