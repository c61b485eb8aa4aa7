"""The facts of a consultation as a page states them, and the row that they are mirrored into.

A page made anew or copied has a row of its own; its aliases and translations present the same row.
The original alone owns the dates. All this is the page's affair: no version of it changes it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField

from accounts import clock
from accounts.models import District, Service, StrategicObjective
from pages.activities import activities_in
from pages.models.base import LeadPage
from pages.models.consultation_form import DATES, FACTS
from participation.actions.discard_consultation import check_discardable
from participation.actions.put_in_force import Facts
from participation.actions.show_activity import adopt_activity
from participation.models import Consultation

SHORTEST_DAYS, LONGEST_DAYS = 28, 42
FORGIVEN = timedelta(minutes=10)  # an opening at nine that is published at five past


class FactsPage(LeadPage):
    """The part of a consultation page that its row mirrors once it is published."""

    consultation = models.ForeignKey(
        Consultation, models.PROTECT, related_name="pages", editable=False
    )
    owns_consultation = models.BooleanField(editable=False, default=False)
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=Consultation.Kind.choices,
        default=Consultation.Kind.CALL_FOR_IDEAS,
    )
    opens_at = models.DateTimeField(_("opens"), null=True, help_text=_("Brussels time."))
    closes_at = models.DateTimeField(
        _("closes"),
        null=True,
        help_text=_("The first moment when it is closed: 1 November 00:00 for “until 31 October”."),
    )
    answer_due_on = models.DateField(_("answer promised by"), null=True)
    change_reason = models.CharField(
        _("reason of the change of dates"),
        max_length=300,
        blank=True,
        help_text=_(
            "For the public. Needed when announced dates are shortened, moved or reopened;"
            " an extension is announced with or without it."
        ),
    )
    service = models.ForeignKey(
        Service, models.PROTECT, verbose_name=_("service in charge"), null=True, related_name="+"
    )
    objective = models.ForeignKey(
        StrategicObjective,
        models.PROTECT,
        verbose_name=_("strategic objective"),
        null=True,
        blank=True,
        related_name="+",
    )
    districts = ParentalManyToManyField(
        District,
        verbose_name=_("districts"),
        blank=True,
        related_name="+",
        help_text=_("None means the whole municipality."),
    )

    _was_born_undated = False

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Give a new page its row; a translation or alias presents the row of its original."""
        if self.alias_of_id:
            self.owns_consultation = False
        with transaction.atomic():
            if self.consultation_id is None:
                self._find_its_row()
            self._stay_draft_without_dates()
            return super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Keep a version; an activity made in its body becomes its consultation's."""
        for activity in activities_in(self):
            if adopt_activity(activity=activity, consultation=self.consultation):
                activity.consultation = self.consultation
        return super().save_revision(*args, **kwargs)

    def _find_its_row(self) -> None:
        pages: Any = type(self)._default_manager
        twins = pages.filter(translation_key=self.translation_key).exclude(pk=self.pk)
        twin = twins.select_related("consultation").first()
        if twin:
            self.consultation = twin.consultation
        else:
            self.consultation = Consultation.objects.create(title=self.title, kind=self.kind)
            self.owns_consultation = True

    def _stay_draft_without_dates(self) -> None:
        """A copy has no dates yet: it is a draft, even where its copies were to be published."""
        undated = not all(getattr(self, name) for name in DATES)
        if self._state.adding and self.live and self.owns_consultation and undated:  # type: ignore[has-type]  # a base without types
            self.live = False
            self.has_unpublished_changes = True
            self._was_born_undated = True
        if self._was_born_undated:  # Wagtail notes a publication of the copy in a second step
            self.live_revision = self.first_published_at = self.last_published_at = None

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """Which row it presents, and whether it owns it, is the page's affair, not a version's."""
        version = super().with_content_json(content)
        version.consultation_id = self.consultation_id
        version.owns_consultation = self.owns_consultation
        if not content.get("owns_consultation"):  # written before it inherited the consultation
            for name in DATES:
                setattr(version, name, getattr(self, name))
        return version

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """A translation or alias has no facts of its own to check."""
        without = set() if self.owns_consultation else set(FACTS)
        super().clean_fields(exclude={*(exclude or ()), *without})

    def facts(self) -> Facts:
        """What this version of the page says of its consultation."""
        return Facts(
            title=self.title,
            kind=self.kind,
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            answer_due_on=self.answer_due_on,
            service=self.service,
            objective=self.objective,
            districts=self.districts.all(),
            change_reason=self.change_reason,
        )

    def date_warning(self) -> str:
        """A sentence when this version would be announced too late, or lasts an unusual time."""
        if self.owns_consultation and not self.consultation.first_public_at:
            published_at = max(clock.now(), self.go_live_at or clock.now())
            if self.closes_at and self.closes_at <= published_at:
                return gettext("The closing is past: nobody could take part. Check the dates.")
            if self.opens_at and self.opens_at < published_at - FORGIVEN:
                return gettext("The opening is past: it opens as soon as it is published.")
        return self.length_warning()

    def length_warning(self) -> str:
        """A sentence when the consultation is shorter than four weeks or longer than six."""
        if not (self.opens_at and self.closes_at):
            return ""
        first = self.opens_at.astimezone(clock.BRUSSELS).date()
        days = (self.closes_at.astimezone(clock.BRUSSELS).date() - first).days
        if SHORTEST_DAYS <= days <= LONGEST_DAYS:
            return ""
        return gettext("A consultation of %(days)s days: the usual length is 4 to 6 weeks.") % {
            "days": days
        }

    def check_deletable(self) -> None:
        """Raise ConsultationHasALife when this address was the public's, or its row is needed."""
        if self.alias_of_id or not self.consultation_id:
            return
        if self.owns_consultation or self.first_published_at:
            check_discardable(self.consultation)

    def inherit_consultation(self) -> None:
        """The original is gone: this translation owns the consultation, with its planned dates."""
        self.owns_consultation = True
        for name in FACTS:
            if name != "districts":
                setattr(self, name, getattr(self.consultation, name))
        self.districts.set(self.consultation.districts.all())
        self.save(update_fields=["owns_consultation", *FACTS], clean=False)
