"""Counters of ideas, tallied in batch: a vote never writes the idea's own row."""

from __future__ import annotations

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from participation.models.idea import Idea
from participation.models.idea_box import IdeaBox


class IdeaTally(models.Model):
    """What the public reads. Made at zero with its idea, then written only by the tally."""

    wagtail_reference_index_ignore = True  # nothing that an editor publishes

    idea = models.OneToOneField(Idea, models.CASCADE, primary_key=True, related_name="tally")
    box = models.ForeignKey(IdeaBox, models.CASCADE, related_name="+")
    votes_for = models.PositiveIntegerField(_("for"), default=0)
    votes_mixed = models.PositiveIntegerField(_("mixed"), default=0)
    votes_against = models.PositiveIntegerField(_("against"), default=0)
    on_paper = models.PositiveIntegerField(_("of which not online"), default=0)
    comments = models.PositiveIntegerField(_("comments"), default=0)
    points = models.IntegerField(_("points"), default=0)
    imported_for = models.PositiveIntegerField(_("imported: for"), default=0)
    imported_mixed = models.PositiveIntegerField(_("imported: mixed"), default=0)
    imported_against = models.PositiveIntegerField(_("imported: against"), default=0)
    counted_at = models.DateTimeField(_("counted at"))

    class Meta:
        verbose_name = _("counters of an idea")
        verbose_name_plural = _("counters of ideas")
        indexes = [
            models.Index(fields=["box", "-points", "idea"], name="idea_points"),
            models.Index(fields=["box", "-comments", "idea"], name="idea_comments"),
            models.Index(fields=["-points", "idea"], name="idea_points_of_all"),
        ]

    def __str__(self) -> str:
        return f"{self.idea_id}: {self.votes_for}/{self.votes_mixed}/{self.votes_against}"

    @property
    def has_imported(self) -> bool:
        """Whether its idea came with totals, which are shown as such."""
        return bool(self.imported_for or self.imported_mixed or self.imported_against)


class IdeaToCount(models.Model):
    """An idea whose rows changed: a plain insert beside each vote, swept away by the tally."""

    idea_id = models.BigIntegerField()

    class Meta:
        verbose_name = _("idea to count")
        verbose_name_plural = _("ideas to count")

    def __str__(self) -> str:
        return str(self.idea_id)

    @classmethod
    def mark(cls, idea_id: int) -> None:
        """Have it counted, and the pages made again that show it, within five seconds."""
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {cls._meta.db_table} (idea_id) VALUES (%s)", [idea_id])
