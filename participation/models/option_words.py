"""The words of a vote's options in the other languages: as editors write them, then as put."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from participation.models.box_words import LANGUAGES
from participation.models.idea import Idea
from participation.models.option import VoteOption


class OptionWords(models.Model):
    """A title, a text and what the image shows, in one other language."""

    language = models.CharField(_("language"), max_length=5, choices=LANGUAGES)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), max_length=12_000, blank=True)
    image_alt = models.CharField(_("text alternative"), max_length=250, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.language}: {self.title}"


class VoteOptionTranslation(OptionWords):
    """Part of the drafts and versions of its option, and so of the vote."""

    option = ParentalKey(VoteOption, on_delete=models.CASCADE, related_name="translations")

    class Meta:
        verbose_name = _("translation of an option")
        verbose_name_plural = _("translations of options")
        constraints = [
            models.UniqueConstraint(
                fields=["option", "language"], name="one_translation_per_option_and_language"
            )
        ]


class IdeaTranslation(OptionWords):
    """What is read beside a vote that is live; written by `put_to_the_vote` alone."""

    wagtail_reference_index_ignore = True  # the vote's own options say what it refers to

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="translations")

    class Meta:
        verbose_name = _("translation of a published option")
        verbose_name_plural = _("translations of published options")
        constraints = [
            models.UniqueConstraint(
                fields=["idea", "language"], name="one_translation_per_idea_and_language"
            )
        ]
