"""« À modérer », on the first screen of whoever moderates."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.components import Component

from accounts import clock
from participation.results.waiting import Why, length


class WaitingPanel(Component):
    """How much waits, and since when."""

    name = "waiting"
    template_name = "participation/admin/home_panel.html"
    order = 40

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        counts, appeals, since = length()
        lines = [(why.value, why.label, counts[why]) for why in Why if counts.get(why)]
        return {"lines": lines, "appeals": appeals, "since": since, "at": clock.now()}
