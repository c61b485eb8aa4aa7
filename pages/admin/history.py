"""What the history of a page says of our own acts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter

from pages.templatetags.editor import moment


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    @actions.register_action("pages.reschedule")
    class MovedPublication(LogFormatter):
        label = _("Move the publication")

        def format_message(self, entry: Any) -> str:
            data = entry.data or {}
            try:
                before = moment(datetime.fromisoformat(data["from"]))
                after = moment(datetime.fromisoformat(data["to"]))
            except (KeyError, ValueError):
                return gettext("Publication moved")
            return gettext("Publication moved from %(before)s to %(after)s") % {
                "before": before,
                "after": after,
            }

    @actions.register_action("pages.pause")
    class SuspendedParticipation(LogFormatter):
        label = _("Suspend participation")

        def format_message(self, entry: Any) -> str:
            reason = (entry.data or {}).get("reason", "")
            return gettext("Participation suspended: %(reason)s") % {"reason": reason}

    @actions.register_action("pages.preview_link")
    class MadePreviewLink(LogFormatter):
        label = _("Preview link")

        def format_message(self, entry: Any) -> str:
            until = datetime.fromisoformat((entry.data or {})["until"])
            return gettext("Preview link made, valid until %(until)s") % {"until": moment(until)}

    actions.register_action(
        "pages.preview_link_revoked", _("Preview link"), _("Preview link taken back")
    )
    actions.register_action("pages.resume", _("Resume participation"), _("Participation resumed"))
