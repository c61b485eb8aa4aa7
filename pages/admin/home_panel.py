"""« Publications », on the first screen of the editor."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.components import Component

from pages.results.publications import publications_for


class PublicationsPanel(Component):
    """What goes out next, what would not, and whether the publisher is at work."""

    name = "publications"
    template_name = "pages/admin/home_panel.html"
    order = 50

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        found = publications_for(self.user)
        return {
            "publications": found,
            "user": self.user,
            "csrf_token": parent_context.get("csrf_token"),
        }
