"""Whoever takes part: with a log-in, or without one (assisted at the counter, or imported)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.references import District, Theme
from accounts.models.user import User


class PersonQuerySet(models.QuerySet["Person"]):
    def with_account(self) -> PersonQuerySet:
        return self.filter(user__isnull=False)

    def present(self) -> PersonQuerySet:
        """Whoever has not asked to be forgotten."""
        return self.filter(erased_at=None)


class Person(models.Model):
    """One person, one voice: votes, ideas and sheets are unique per person, whichever door."""

    wagtail_reference_index_ignore = True  # nothing that an editor publishes

    class Origin(models.TextChoices):
        ACCOUNT = "account", _("account")
        ASSISTED = "assisted", _("assisted")
        IMPORTED = "imported", _("imported")
        CITY = "city", _("the city")

    class ShownAs(models.TextChoices):
        FULL_NAME = "full_name", _("first name and name")
        INITIAL = "initial", _("first name and initial")
        PSEUDONYM = "pseudonym", _("pseudonym")

    user = models.OneToOneField(User, models.SET_NULL, null=True, blank=True, related_name="person")
    origin = models.CharField(_("origin"), max_length=10, choices=Origin.choices)
    first_name = models.CharField(_("first name"), max_length=80, blank=True)
    last_name = models.CharField(_("name"), max_length=80, blank=True)
    pseudonym = models.CharField(_("pseudonym"), max_length=60, blank=True)
    shown_as = models.CharField(
        _("shown as"), max_length=10, choices=ShownAs.choices, default=ShownAs.PSEUDONYM
    )
    district = models.ForeignKey(
        District, models.SET_NULL, verbose_name=_("district"), null=True, blank=True
    )
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    followed_themes: models.ManyToManyField[Theme, models.Model] = models.ManyToManyField(
        Theme, verbose_name=_("followed themes"), blank=True, related_name="followers"
    )
    followed_districts: models.ManyToManyField[District, models.Model] = models.ManyToManyField(
        District, verbose_name=_("followed districts"), blank=True, related_name="followers"
    )
    rules_accepted = models.CharField(_("version of the rules accepted"), max_length=40, blank=True)
    rules_accepted_at = models.DateTimeField(_("rules accepted at"), null=True, blank=True)
    consent_recorded_at = models.DateTimeField(_("consent recorded at"), null=True, blank=True)
    consent_agent = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    follow_up_hash = models.CharField(max_length=64, blank=True, editable=False)
    import_source = models.CharField(
        max_length=60, blank=True, editable=False, help_text="what an imported name is unique in"
    )
    blocked_until = models.DateTimeField(
        _("may not write before"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Set by an act of moderation. Votes and appeals stay possible."),
    )
    created_at = models.DateTimeField(_("created at"))
    erased_at = models.DateTimeField(_("erased at"), null=True, blank=True)

    objects: ClassVar[PersonQuerySet] = PersonQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [
            models.UniqueConstraint(
                fields=["follow_up_hash"],
                condition=~Q(follow_up_hash=""),
                name="one_person_per_follow_up_code",
            ),
            models.UniqueConstraint(
                fields=["import_source", "pseudonym"],
                condition=~Q(import_source=""),
                name="one_person_per_imported_name",
            ),
            models.UniqueConstraint(
                fields=["origin"], condition=Q(origin="city"), name="one_person_for_the_city"
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """The name that others read, as the person chose. Frozen into each contribution."""
        if self.erased_at:
            return str(_("former participant"))
        if self.shown_as == self.ShownAs.PSEUDONYM or not self.first_name:
            is_assisted = self.origin == self.Origin.ASSISTED
            return self.pseudonym or str(_("someone") if is_assisted else _("participant"))
        if self.shown_as == self.ShownAs.INITIAL and self.last_name:
            return f"{self.first_name} {self.last_name[0]}."
        return f"{self.first_name} {self.last_name}".strip()
