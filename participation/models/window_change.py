"""The public memory of a consultation whose dates were changed after they had been announced."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.models.consultation import Consultation


class WindowChange(models.Model):
    """One change of announced dates, with what they were. Written once, never edited or removed.

    Who published it stands in the page's own history.
    """

    wagtail_reference_index_ignore = True  # a record, nothing that an editor publishes

    consultation = models.ForeignKey(
        Consultation, models.CASCADE, related_name="window_changes", verbose_name=_("consultation")
    )
    made_at = models.DateTimeField(_("changed at"))
    opened_at = models.DateTimeField(_("opening until then"))
    closed_at = models.DateTimeField(_("closing until then"))
    answer_due_on = models.DateField(_("answer promised until then"), null=True)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    new_answer_due_on = models.DateField(_("answer promised by"), null=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("change of dates")
        verbose_name_plural = _("changes of dates")
        indexes = [
            models.Index(fields=["consultation", "made_at"], name="changes_of_a_consultation")
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id} · {self.made_at:%Y-%m-%d}"

    @property
    def moves_opening(self) -> bool:
        return self.opens_at != self.opened_at

    @property
    def moves_answer(self) -> bool:
        return self.new_answer_due_on != self.answer_due_on

    @property
    def is_extension(self) -> bool:
        """Whether it closes later than was announced."""
        return self.closes_at > self.closed_at

    @property
    def is_shortening(self) -> bool:
        """Whether it closes sooner than was announced."""
        return self.closes_at < self.closed_at
