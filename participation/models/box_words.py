"""An activity's words in the other languages: its rows, votes and ideas stay one."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from participation.models.idea_box import IdeaBox

LANGUAGES = [(code, name) for code, name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


class IdeaBoxTranslation(models.Model):
    """The title, question and introduction of one box in one other language."""

    box = ParentalKey(IdeaBox, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=5, choices=LANGUAGES)
    title = models.CharField(_("title"), max_length=255)
    question = models.CharField(_("question"), max_length=255)
    introduction = models.TextField(_("introduction"), max_length=1500, blank=True)

    class Meta:
        verbose_name = _("translation of an idea box")
        verbose_name_plural = _("translations of idea boxes")
        constraints = [
            models.UniqueConstraint(
                fields=["box", "language"], name="one_translation_per_box_and_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.title}"
