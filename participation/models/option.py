"""What the city puts to the vote: the options of a vote, as editors write them."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.images import get_image_model_string
from wagtail.models import Orderable

from participation.models.idea import Idea
from participation.models.idea_box import IdeaBox


class VoteOption(Orderable, ClusterableModel):
    """One option of a vote: part of the vote's drafts and versions.

    Publishing the vote makes it an `Idea` of the box, which people vote on; the idea's `token` is
    this `key`, the same in every version.
    """

    box = ParentalKey(IdeaBox, on_delete=models.CASCADE, related_name="options")
    key = models.UUIDField(default=uuid4, editable=False)
    source = models.ForeignKey(
        Idea,
        models.PROTECT,
        verbose_name=_("idea chosen in another box"),
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Its supports stay with it: the vote starts at zero."),
    )
    title = models.CharField(
        _("title"), max_length=200, blank=True, help_text=_("Empty: the title of the chosen idea.")
    )
    text = models.TextField(
        _("text"),
        max_length=12_000,
        blank=True,
        help_text=_("Empty: the text of the chosen idea."),
    )
    image = models.ForeignKey(
        get_image_model_string(),
        models.SET_NULL,
        verbose_name=_("image"),
        null=True,
        blank=True,
        related_name="+",
    )
    image_alt = models.CharField(_("text alternative"), max_length=250, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("option of a vote")
        verbose_name_plural = _("options of votes")

    def __str__(self) -> str:
        return self.shown_title

    @property
    def shown_title(self) -> str:
        """Its own title, else its source's."""
        return self.title.strip() or (self.source.title if self.source else "")

    @property
    def shown_text(self) -> str:
        return self.text.strip() or (self.source.body if self.source else "")
