"""Imports: who brought which file in, into which activity, and what came of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from participation.models.consultation import Consultation
from participation.models.idea_box import IdeaBox
from participation.models.survey import Survey

FILES_KEPT_FOR = timedelta(days=1)


class ImportQuerySet(models.QuerySet["Import"]):
    def awaiting_confirmation(self) -> ImportQuerySet:
        return self.filter(state=Import.State.READY)

    def newest_first(self) -> ImportQuerySet:
        return self.order_by("-created_at", "-pk")

    def stale(self, at: datetime) -> ImportQuerySet:
        """Those that still hold words of their files after the time for which these are kept."""
        old = self.filter(created_at__lt=at - FILES_KEPT_FOR)
        return old.filter(Q(files__isnull=False) | ~Q(report={})).distinct()


class Import(models.Model):
    """A file on its way into a call for ideas (perhaps with one of comments), or paper sheets
    that were typed elsewhere on their way into a survey."""

    class Content(models.TextChoices):
        IDEAS = "ideas", _("ideas")
        SHEETS = "sheets", _("paper sheets")

    class State(models.TextChoices):
        CHECKING = "checking", pgettext_lazy("import", "being read")
        REFUSED = "refused", pgettext_lazy("import", "refused, to be corrected")
        READY = "ready", pgettext_lazy("import", "to be confirmed")
        RUNNING = "running", pgettext_lazy("import", "under way")
        DONE = "done", pgettext_lazy("import", "done")
        DISCARDED = "discarded", pgettext_lazy("import", "given up")

    MOVING = (State.CHECKING, State.RUNNING)
    wagtail_reference_index_ignore = True  # nothing that an editor publishes

    consultation = models.ForeignKey(
        Consultation, models.SET_NULL, verbose_name=_("consultation"), null=True, related_name="+"
    )
    box = models.ForeignKey(
        IdeaBox, models.SET_NULL, verbose_name=_("call for ideas"), null=True, related_name="+"
    )
    content = models.CharField(
        _("content"), max_length=10, choices=Content.choices, default=Content.IDEAS
    )
    survey = models.ForeignKey(
        Survey, models.SET_NULL, verbose_name=_("survey"), null=True, related_name="+"
    )
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("started by"),
        null=True,
        related_name="+",
        help_text=_("Nobody: from the command line."),
    )
    ideas_file = models.CharField(_("file"), max_length=100)
    comments_file = models.CharField(_("file of comments"), max_length=100, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.CHECKING
    )
    language = models.CharField(max_length=5, default="fr", editable=False)
    created_at = models.DateTimeField(_("created at"))
    finished_at = models.DateTimeField(_("finished at"), null=True)
    lines_read = models.PositiveIntegerField(_("lines read"), default=0)
    ideas_made = models.PositiveIntegerField(_("ideas added"), default=0)
    comments_made = models.PositiveIntegerField(_("comments added"), default=0)
    people_made = models.PositiveIntegerField(_("participants added"), default=0)
    themes_made = models.PositiveIntegerField(_("themes added"), default=0)
    ideas_there = models.PositiveIntegerField(_("ideas that were there"), default=0)
    comments_there = models.PositiveIntegerField(_("comments that were there"), default=0)
    sheets_made = models.PositiveIntegerField(_("sheets added"), default=0)
    sheets_there = models.PositiveIntegerField(_("sheets that were there"), default=0)
    faults_found = models.PositiveIntegerField(_("errors"), default=0)
    report: Any = models.JSONField(default=dict, editable=False)
    token = models.UUIDField(null=True, editable=False, help_text="of the form that sent it")

    objects: ClassVar[ImportQuerySet] = ImportQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            models.UniqueConstraint(
                fields=["started_by", "token"],
                condition=Q(token__isnull=False),
                name="one_import_per_form",
            )
        ]

    def __str__(self) -> str:
        return self.ideas_file

    def who(self) -> str:
        """Who started it, by name: an address does not leave the house with an export."""
        if self.started_by is None:
            return gettext("command line")
        number = gettext("account %(number)s") % {"number": self.started_by_id}
        return self.started_by.get_full_name() or number

    who.short_description = _("started by")  # type: ignore[attr-defined]  # how a column is named

    @property
    def is_of_sheets(self) -> bool:
        return self.content == self.Content.SHEETS

    @property
    def is_moving(self) -> bool:
        """Whether a worker has it, or will."""
        return self.state in self.MOVING


class ImportFile(models.Model):
    """What was sent, kept in the database as long as it is needed: no address leads to it."""

    class Kind(models.TextChoices):
        IDEAS = "ideas", _("ideas")
        COMMENTS = "comments", _("comments")
        SHEETS = "sheets", _("paper sheets")

    wagtail_reference_index_ignore = True  # the same

    of = models.ForeignKey(Import, models.CASCADE, related_name="files")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    content = models.BinaryField()

    class Meta:
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")
        constraints = [
            models.UniqueConstraint(fields=["of", "kind"], name="one_file_per_import_and_kind")
        ]

    def __str__(self) -> str:
        return f"{self.of_id} · {self.kind}"
