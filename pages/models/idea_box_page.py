"""The page of the permanent idea box. The box itself is an activity that its body points to."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from pages.models.base import LeadPage


class IdeaBoxPage(LeadPage):
    """« Boîte à idées »: how a spontaneous idea is read, transmitted and answered."""

    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1
    template = "pages/idea_box_page.html"

    class Meta:
        verbose_name = _("idea box page")
        verbose_name_plural = _("idea box pages")
