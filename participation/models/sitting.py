"""An agent acts for somebody: at the counter, by telephone, in a workshop, from a paper."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from participation.models.activity import Channel

LASTS = timedelta(minutes=30)
# The words that are read to the person (participation.consent): another version, other words.
CONSENT_VERSION = "2026-11"


class SittingQuerySet(models.QuerySet["Sitting"]):
    def going_on(self, at: datetime) -> SittingQuerySet:
        return self.filter(opened_at__lte=at, ends_at__gt=at)

    def newest_first(self) -> SittingQuerySet:
        return self.order_by("-opened_at", "-pk")


class Sitting(models.Model):
    """Who acted for whom, through which door, where, and on which consent. The public sees none."""

    wagtail_reference_index_ignore = True  # nothing that an editor publishes

    DOORS = (Channel.COUNTER, Channel.PHONE, Channel.WORKSHOP, Channel.PAPER)

    person = models.ForeignKey(Person, models.PROTECT, related_name="sittings")
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("agent"), related_name="+"
    )
    channel = models.CharField(
        _("channel"), max_length=10, choices=[(door.value, door.label) for door in DOORS]
    )
    place = models.CharField(_("place"), max_length=120, blank=True)
    consent_version = models.CharField(_("version of the consent"), max_length=20)
    token = models.UUIDField(editable=False, help_text="of the form: sent twice, it is done once")
    opened_at = models.DateTimeField(_("opened at"))
    ends_at = models.DateTimeField(_("ends at"))
    code_renewed_at = models.DateTimeField(_("new code given at"), null=True, editable=False)
    code_renewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects: ClassVar[SittingQuerySet] = SittingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("sitting")
        verbose_name_plural = _("sittings")
        default_permissions = ()
        permissions = [("assist_a_person", "Can act for a person who asks for it")]
        constraints = [
            models.UniqueConstraint(fields=["agent", "token"], name="one_sitting_per_form")
        ]
        indexes = [
            models.Index(fields=["agent", "opened_at"], name="sittings_of_an_agent"),
            models.Index(fields=["-opened_at", "-id"], name="sittings_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} · {self.place}"
