"""A person's choice on an idea."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from participation.models.activity import Contribution
from participation.models.idea import Idea
from participation.models.idea_box import IdeaBox


class VoteQuerySet(models.QuerySet["Vote"]):
    def of(self, person: Person) -> VoteQuerySet:
        return self.filter(person=person.pk)


class Vote(Contribution):
    """One row per person and idea, whichever door; the database sees to it."""

    class Choice(models.TextChoices):
        FOR = "for", _("for")
        MIXED = "mixed", _("mixed")
        AGAINST = "against", _("against")

    idea = models.ForeignKey(Idea, models.PROTECT, related_name="votes")
    box = models.ForeignKey(IdeaBox, models.PROTECT, related_name="votes")
    choice = models.CharField(_("choice"), max_length=10, choices=Choice.choices)
    cast_at = models.DateTimeField(_("cast at"))
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[VoteQuerySet] = VoteQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.UniqueConstraint(fields=["person", "idea"], name="one_vote_per_person_and_idea")
        ]
        indexes = [models.Index(fields=["box", "person"], name="votes_of_a_person_in_a_box")]

    def __str__(self) -> str:
        return f"{self.idea_id} · {self.choice}"
