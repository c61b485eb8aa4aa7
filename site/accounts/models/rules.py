"""The rules of the game that participants accept, version by version."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class RulesQuerySet(models.QuerySet["RulesOfTheGame"]):
    def newest_first(self) -> RulesQuerySet:
        return self.order_by("-published_at", "-pk")


class RulesOfTheGame(models.Model):
    """One version. The newest is in force: it is never rewritten, a new one is published."""

    version = models.CharField(
        _("version"), max_length=40, unique=True, help_text=_("As 2027-01, for instance.")
    )
    text = models.TextField(_("text"))
    text_nl = models.TextField(_("text in Dutch"), blank=True)
    text_en = models.TextField(_("text in English"), blank=True)
    published_at = models.DateTimeField(_("published at"), auto_now_add=True)

    objects: ClassVar[RulesQuerySet] = RulesQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("rules of the game")
        verbose_name_plural = _("rules of the game")

    def __str__(self) -> str:
        return self.version

    def text_in(self, language: str) -> str:
        """The text in this language, else in the first one."""
        return {"nl": self.text_nl, "en": self.text_en}.get(language, "") or self.text
