"""Where whoever has no account reads the news of what was entered for them, if they wish."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Person


class FollowAddress(models.Model):
    """Left with the code of a receipt; nothing is sent to it before its owner confirmed it."""

    wagtail_reference_index_ignore = True  # nothing that an editor publishes

    person = models.OneToOneField(Person, models.CASCADE, related_name="follow_address")
    email = models.EmailField(_("e-mail address"))
    left_at = models.DateTimeField(_("left at"))
    confirmed_at = models.DateTimeField(_("address confirmed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("address for news")
        verbose_name_plural = _("addresses for news")
        indexes = [
            models.Index(
                fields=["left_at"],
                name="follow_address_unconfirmed",
                condition=models.Q(confirmed_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}"
