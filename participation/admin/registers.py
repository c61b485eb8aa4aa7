"""The registers: votes, reports, acts of moderation, appeals, messages, imports.

None holds who voted, who reported or whom a message went to.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail_modeladmin.options import ModelAdminGroup

from accounts import clock
from accounts.models import OutboxMessage
from participation.admin.register import Register
from participation.models import Appeal, Import, ModerationAct, Report, Vote
from participation.results.ideas import boxes_with_counts
from participation.results.messages import MESSAGES, fate_of, subject_of


class VoteRegister(Register):
    """Votes, without who cast them: the secret of the vote holds for staff too, and so does the
    rule of each box on when its counts may be read."""

    model = Vote
    menu_label = _("Votes")
    menu_icon = "tick-inverse"
    list_display = ("idea", "choice", "channel", "cast_at")
    list_filter = ("choice", "channel")
    list_select_related = ("idea",)
    list_export = ("idea_id", "choice", "channel", "cast_at")
    inspect_view_fields = ("idea", "choice", "channel", "cast_at")

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).filter(box__in=boxes_with_counts(clock.now()))


class ReportRegister(Register):
    """Reports, without who sent them."""

    model = Report
    menu_label = _("Reports received")
    menu_icon = "warning"
    list_display = ("subject", "article", "reason", "created_at", "handled_at", "outcome")
    list_filter = ("article", "handled_at")
    list_select_related = ("idea", "comment", "article", "handled_by")
    ordering = ("-created_at", "-pk")
    list_export = (
        "idea_id",
        "comment_id",
        "article",
        "reason",
        "created_at",
        "handled_at",
        "outcome",
    )
    inspect_view_fields = (
        "idea",
        "comment",
        "article",
        "reason",
        "created_at",
        "handled_at",
        "handled_by",
    )

    def outcome(self, report: Report) -> str:
        return report.handled_by.get_act_display() if report.handled_by else ""

    outcome.short_description = _("what came of it")  # type: ignore[attr-defined]  # Django’s way to name a column


class ActRegister(Register):
    """Who decided what, on which article: the history of every text and account."""

    model = ModerationAct
    menu_label = _("Acts of moderation")
    menu_icon = "history"
    list_display = ("subject", "act", "article", "reason", "moderator", "done_at")
    list_filter = ("act", "article")
    list_select_related = ("idea", "comment", "account", "article", "moderator")
    ordering = ("-done_at", "-pk")
    list_export = (
        "idea_id",
        "comment_id",
        "act",
        "article",
        "reason",
        "state_before",
        "until",
        "done_at",
    )
    inspect_view_fields = (
        "idea",
        "comment",
        "account",
        "act",
        "article",
        "reason",
        "state_before",
        "until",
        "moderator",
        "done_at",
    )


class AppealRegister(Register):
    """What authors contested, by when it was due, and how another person answered."""

    model = Appeal
    menu_label = _("Appeals")
    menu_icon = "comment"
    list_display = ("act", "text", "created_at", "due_on", "outcome", "decided_at")
    list_filter = ("outcome",)
    list_select_related = ("act__idea", "act__comment", "act__account")
    ordering = ("-created_at", "-pk")
    list_export = ("act_id", "text", "created_at", "due_on", "outcome", "answer", "decided_at")
    inspect_view_fields = (*list_export[1:-1], "decided_by", "decided_at")


class MessageRegister(Register):
    """What messages were about and whether they went out; never to whom, nor what they said."""

    model = OutboxMessage
    menu_label = _("Messages sent")
    menu_icon = "mail"
    list_display = ("about", "created_at", "fate", "done_at", "attempts")
    list_filter = ("created_at",)
    ordering = ("-created_at", "-pk")
    list_export = ("about", "created_at", "fate", "done_at", "attempts", "last_error")
    inspect_view_fields = ("created_at", "due_at", "done_at", "attempts", "last_error")

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).filter(kind__in=MESSAGES)

    def about(self, message: OutboxMessage) -> str:
        return str(subject_of(message))

    about.short_description = _("about")  # type: ignore[attr-defined]  # the same

    def fate(self, message: OutboxMessage) -> str:
        return str(fate_of(message))

    fate.short_description = pgettext_lazy("message", "state")  # type: ignore[attr-defined]  # the same


class ImportRegister(Register):
    """Who brought what in, when, into which activity, and what came of it."""

    model = Import
    menu_label = _("Imports")
    menu_icon = "upload"
    index_template_name = "participation/admin/imports.html"
    inspect_template_name = "participation/admin/import_record.html"
    list_display = (
        "ideas_file",
        "content",
        "box",
        "survey",
        "state",
        "ideas_made",
        "comments_made",
        "sheets_made",
        "who",
        "created_at",
    )
    list_select_related = ("box", "survey", "started_by")
    ordering = ("-created_at", "-pk")
    list_export = (
        "pk",
        "created_at",
        "finished_at",
        "who",
        "content",
        "consultation",
        "box",
        "survey",
        "ideas_file",
        "comments_file",
        "state",
        "lines_read",
        "ideas_made",
        "ideas_there",
        "comments_made",
        "comments_there",
        "sheets_made",
        "sheets_there",
        "people_made",
        "themes_made",
        "faults_found",
    )
    inspect_view_fields = list_export[1:]

    def get_queryset(self, request: Any) -> Any:
        imports = super().get_queryset(request).defer("report")
        return imports.select_related("box", "survey", "started_by", "consultation")


class Registers(ModelAdminGroup):
    """One entry of the menu; each sees the registers that they may read."""

    menu_label = _("Registers")
    menu_icon = "list-ul"
    menu_order = 160
    items = (
        VoteRegister,
        ReportRegister,
        ActRegister,
        AppealRegister,
        MessageRegister,
        ImportRegister,
    )
