"""The author of a text, or the holder of an account, asks that somebody else look again."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.models.moderation import ModerationAct


class Appeal(models.Model):
    """The author asks that somebody else look again at an act of moderation."""

    wagtail_reference_index_ignore = True  # nothing that an editor publishes

    class Outcome(models.TextChoices):
        UPHELD = "upheld", _("the act stands")
        GRANTED = "granted", _("the act is undone")

    act = models.OneToOneField(ModerationAct, models.PROTECT, related_name="appeal")
    text = models.TextField(_("why"), max_length=2000)
    created_at = models.DateTimeField(_("created at"))
    due_on = models.DateField(_("to be decided by"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices, blank=True)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")

    def __str__(self) -> str:
        return str(self.act)
