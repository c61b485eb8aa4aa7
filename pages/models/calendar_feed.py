"""The secret address under which a calendar application reads the editorial calendar."""

from __future__ import annotations

from django.conf import settings
from django.core.signing import Signer
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _


class CalendarFeed(models.Model):
    """One person's address. The secret is a signature: whoever reads the database cannot open it.

    What it answers is what its owner may read at that moment; revoked, it answers nothing.
    """

    wagtail_reference_index_ignore = True

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feeds"
    )
    made_at = models.DateTimeField(_("made at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True)

    class Meta:
        verbose_name = _("calendar subscription")
        verbose_name_plural = _("calendar subscriptions")
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(revoked_at=None), name="calendar_feed_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.made_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("calendar_feed", args=[self.pk, self._signature()])

    def is_signed_by(self, signature: str) -> bool:
        return constant_time_compare(signature, self._signature())

    def _signature(self) -> str:
        return Signer(salt="pages.calendar-feed").signature(str(self.pk))
