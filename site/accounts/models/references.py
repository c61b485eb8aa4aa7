"""What the city is made of and aims at; pages, consultations and later ideas refer to it."""

from __future__ import annotations

import re

from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase


class District(models.Model):
    """A section of the municipality (« section »): one of its villages or quarters."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    slug = models.SlugField(_("address"), max_length=100, unique=True)

    class Meta:
        verbose_name = _("district")
        verbose_name_plural = _("districts")

    def __str__(self) -> str:
        return self.name


class Service(models.Model):
    """A municipal department, by its function: never a person."""

    name = models.CharField(_("name"), max_length=150, unique=True)
    email = models.EmailField(_("role mailbox"), blank=True)

    class Meta:
        verbose_name = _("municipal service")
        verbose_name_plural = _("municipal services")

    def __str__(self) -> str:
        return self.name


class StrategicObjective(models.Model):
    """One line of the strategic plan: O.S.3, or O.O.3.1 below it."""

    code = models.CharField(_("code"), max_length=20, unique=True, help_text=_("O.S.3, O.O.3.1…"))
    label = models.CharField(_("label"), max_length=255)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("part of"),
        related_name="children",
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = _("strategic objective")
        verbose_name_plural = _("strategic objectives")

    def __str__(self) -> str:
        return f"{self.code} – {self.label}"

    @property
    def natural_order(self) -> tuple[str | int, ...]:
        """Sorts O.O.3.2 before O.O.3.10."""
        return tuple(int(p) if p.isdigit() else p for p in re.split(r"(\d+)", self.code))


class Theme(TagBase):
    """A subject that citizens follow: mobility, environment… Editors choose, they do not invent."""

    free_tagging = False

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
