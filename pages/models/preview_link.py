"""A secret address under which somebody outside the admin reads a draft, for a while."""

from __future__ import annotations

from datetime import datetime

from django.core.signing import Signer
from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    def valid(self, at: datetime) -> PreviewLinkQuerySet:
        return self.filter(revoked_at=None, expires_at__gt=at)

    def newest_first(self) -> PreviewLinkQuerySet:
        return self.order_by("-made_at", "-pk")


class PreviewLink(models.Model):
    """One such address. The secret is a signature: whoever reads the database cannot open it.

    Who made and revoked it stands in the page's history.
    """

    wagtail_reference_index_ignore = True  # a key to a draft, nothing that refers to content

    page = models.ForeignKey(Page, models.CASCADE, related_name="preview_links")
    made_at = models.DateTimeField(_("made at"))
    expires_at = models.DateTimeField(_("expires at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")

    def __str__(self) -> str:
        return f"{self.page_id} · {self.made_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        """Its path, in the language of the page."""
        with translation.override(self.page.locale.language_code):
            return reverse("preview", args=[self.pk, self._signature()])

    def is_valid(self, at: datetime) -> bool:
        return self.revoked_at is None and at < self.expires_at

    def is_signed_by(self, signature: str) -> bool:
        return constant_time_compare(signature, self._signature())

    def _signature(self) -> str:
        return Signer(salt="pages.preview-link").signature(str(self.pk))
