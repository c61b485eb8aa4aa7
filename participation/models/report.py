"""What a person finds against the charter: it queues, it never hides."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from participation.models.comment import Comment
from participation.models.idea import Idea
from participation.models.moderation import CharterArticle, ModerationAct


class ReportQuerySet(models.QuerySet["Report"]):
    def waiting(self) -> ReportQuerySet:
        return self.filter(handled_at=None)

    def unfounded(self) -> ReportQuerySet:
        """A moderator read the text and left it as it was."""
        return self.filter(handled_by__act=ModerationAct.Act.KEEP)


class Report(models.Model):
    """A person finds that an idea or a comment breaks the charter. It queues; it never hides."""

    wagtail_reference_index_ignore = True  # nothing that an editor publishes

    idea = models.ForeignKey(Idea, models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    comment = models.ForeignKey(
        Comment, models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="reports")
    article = models.ForeignKey(
        CharterArticle, models.PROTECT, verbose_name=_("article"), null=True, blank=True
    )
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    created_at = models.DateTimeField(_("created at"))
    handled_at = models.DateTimeField(_("handled at"), null=True, blank=True)
    handled_by = models.ForeignKey(
        ModerationAct,
        models.PROTECT,
        verbose_name=_("what came of it"),
        null=True,
        blank=True,
        related_name="reports",
    )

    objects: ClassVar[ReportQuerySet] = ReportQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [
            models.CheckConstraint(
                name="report_of_idea_or_comment",
                condition=Q(idea=None, comment__isnull=False) | Q(idea__isnull=False, comment=None),
            ),
            models.UniqueConstraint(
                fields=["person", "idea"],
                condition=Q(idea__isnull=False),
                name="one_report_per_person_and_idea",
            ),
            models.UniqueConstraint(
                fields=["person", "comment"],
                condition=Q(comment__isnull=False),
                name="one_report_per_person_and_comment",
            ),
        ]
        indexes = [
            models.Index(fields=["created_at"], name="report_waiting", condition=Q(handled_at=None))
        ]

    def __str__(self) -> str:
        return self.reason[:60] or str(self.article or self.pk)

    @property
    def subject(self) -> Idea | Comment:
        subject = self.idea or self.comment
        assert subject is not None  # the constraint
        return subject
