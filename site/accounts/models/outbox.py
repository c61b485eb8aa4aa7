"""Effects that are due after a commit. The row is what survives; a queue message is only a hint."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class OutboxQuerySet(models.QuerySet["OutboxMessage"]):
    def due(self, at: datetime) -> OutboxQuerySet:
        return self.filter(done_at=None, due_at__lte=at)

    def uncertain(self, before: datetime) -> OutboxQuerySet:
        """Claimed, and nothing heard since: the worker died while it was doing them."""
        return self.filter(done_at=None, claimed_at__lt=before)

    def failing(self) -> OutboxQuerySet:
        return self.filter(done_at=None, attempts__gte=3)


class OutboxMessage(models.Model):
    """One effect due once: a purge, a mail to one person, a piece of Wagtail's background work."""

    event = models.CharField(_("event"), max_length=200, help_text=_("what happened, and to what"))
    kind = models.CharField(_("kind"), max_length=50)
    target = models.CharField(_("target"), max_length=200, blank=True)
    payload = models.JSONField(_("content"), default=dict)
    created_at = models.DateTimeField(_("created at"))
    due_at = models.DateTimeField(_("due at"))
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    last_error = models.CharField(_("last error"), max_length=300, blank=True)
    claimed_at = models.DateTimeField(_("claimed at"), null=True)
    done_at = models.DateTimeField(_("done at"), null=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("outbox message")
        verbose_name_plural = _("outbox messages")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "kind", "target"], name="one_message_per_event_kind_and_target"
            )
        ]
        indexes = [models.Index(fields=["due_at"], name="outbox_due", condition=Q(done_at=None))]

    def __str__(self) -> str:
        return f"{self.kind} · {self.event}"
