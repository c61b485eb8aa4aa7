"""What the editor's screen adds to Wagtail's own panels."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel, PublishingPanel
from wagtail.admin.widgets import AdminDateTimeInput


class PublicationPanel(Panel):
    """Says in one sentence what will happen to this page, and when the publisher last passed.

    It stands on the form of a new page too: the first autosave fills it in.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("heading", _("Publication"))
        kwargs.setdefault("icon", "calendar-check")
        super().__init__(**kwargs)

    class BoundPanel(Panel.BoundPanel):
        template_name = "pages/admin/publication_panel.html"


class GoLivePanel(PublishingPanel):
    """Wagtail's schedule without its expiry date: what closes stays readable for ever."""

    def __init__(self, **kwargs: Any) -> None:
        widget = AdminDateTimeInput(
            js_overlay_parent_selector="#schedule-publishing-dialog",
            attrs={
                "data-controller": "w-action",
                "data-action": "w-dialog:hidden->w-action#reset",
                "data-w-dialog-target": "notify",
            },
        )
        kwargs.setdefault("children", [FieldPanel("go_live_at", widget=widget)])
        super().__init__(**kwargs)
