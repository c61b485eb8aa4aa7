"""Looking at a consultation as it will stand at another moment of its life."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from participation.models.consultation import LAST_DAYS

A_MOMENT = timedelta(minutes=1)


class SeenAtMoments:
    """Wagtail's preview modes, and those of a preview link: now, before, while open, after."""

    opens_at: Any
    closes_at: Any

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        modes: list[tuple[str, Any]] = [("", _("Now"))]
        if self.opens_at and self.closes_at:
            modes += [
                ("upcoming", _("Before the opening")),
                ("open", _("Once it is open")),
                ("last_days", _("In its last days")),
                ("closed", _("After the closing")),
            ]
        return modes

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Wagtail's, with the clock of the page set to the chosen moment."""
        if mode_name and self.opens_at and self.closes_at:
            last_days_at = max(self.closes_at - LAST_DAYS, self.opens_at)
            moments = {
                "upcoming": self.opens_at - A_MOMENT,
                "open": self.opens_at,
                "last_days": last_days_at + A_MOMENT,
                "closed": self.closes_at,
            }
            request.preview_at = moments.get(mode_name)  # type: ignore[attr-defined]  # for get_context
        response: HttpResponse = super().serve_preview(request, mode_name)  # type: ignore[misc]  # a mixin of pages
        return response
