"""What the team plans. An entry holds planned dates until its page is scheduled or live."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from accounts.models import District, Service, StrategicObjective, Theme
from pages.models.calendar_observance import Observance


class Precision(models.TextChoices):
    """How exactly a date is known. « In March » is never shown on the first of March."""

    NONE = "none", _("to be placed")
    DAY = "day", _("one day")
    WEEK = "week", _("one week")
    MONTH = "month", _("one month")
    RANGE = "range", _("from a day to another")


class CalendarEntryQuerySet(models.QuerySet["CalendarEntry"]):
    def with_related(self) -> CalendarEntryQuerySet:
        """What a card shows, in one query."""
        return self.select_related(
            "owner", "reviewer", "service", "theme", "district", "objective", "observance", "page"
        )

    def that_may_be_in(self, first: date, last: date) -> CalendarEntryQuerySet:
        """Planned in this period, undated, or with a page: its page may say another date."""
        planned = Q(first_day__lte=last, last_day__gte=first)
        return self.filter(planned | Q(first_day=None) | Q(page__isnull=False))


class CalendarEntry(models.Model):
    """One thing to publish. Whether it is scheduled, online or closed is read from its page."""

    wagtail_reference_index_ignore = True  # a plan, nothing that shows content

    class Kind(models.TextChoices):
        CALL_FOR_IDEAS = "call_for_ideas", _("call for ideas")
        SURVEY = "survey", _("survey")
        POLL = "poll", _("poll")
        VOTE = "vote", pgettext_lazy("kind of consultation", "vote")
        QUIZ = "quiz", _("quiz")
        ARTICLE = "article", _("article")
        WORKSHOP = "workshop", _("workshop")
        REPORT = "report", _("feedback report")
        UNDEFINED = "undefined", _("kind to be decided")

    class State(models.TextChoices):
        """What people set. The rest is derived: see `pages.results.calendar`."""

        TO_DEFINE = "to_define", pgettext_lazy("calendar entry", "to define")
        PLANNED = "planned", pgettext_lazy("calendar entry", "planned")
        WRITING = "writing", pgettext_lazy("calendar entry", "being written")
        TO_APPROVE = "to_approve", pgettext_lazy("calendar entry", "to approve")
        READY = "ready", pgettext_lazy("calendar entry", "ready")
        ABANDONED = "abandoned", pgettext_lazy("calendar entry", "abandoned")

    subject = models.CharField(
        _("subject"),
        max_length=200,
        blank=True,
        help_text=_("Leave it empty while it is to be decided."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.UNDEFINED)
    state = models.CharField(
        _("state"), max_length=20, choices=State.choices, default=State.TO_DEFINE
    )
    abandon_reason = models.CharField(_("reason"), max_length=300, blank=True)
    precision = models.CharField(
        _("precision"), max_length=10, choices=Precision.choices, default=Precision.NONE
    )
    first_day = models.DateField(_("first day"), null=True, blank=True)
    last_day = models.DateField(_("last day"), null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("in charge"),
        null=True,
        blank=True,
        related_name="+",
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("reviewed by"),
        null=True,
        blank=True,
        related_name="+",
    )
    service = models.ForeignKey(
        Service,
        models.SET_NULL,
        verbose_name=_("service in charge"),
        null=True,
        blank=True,
        related_name="+",
    )
    theme = models.ForeignKey(
        Theme,
        models.SET_NULL,
        verbose_name=_("theme"),
        null=True,
        blank=True,
        related_name="+",
    )
    district = models.ForeignKey(
        District,
        models.SET_NULL,
        verbose_name=_("district"),
        null=True,
        blank=True,
        related_name="+",
        help_text=_("None means the whole municipality."),
    )
    objective = models.ForeignKey(
        StrategicObjective,
        models.SET_NULL,
        verbose_name=_("strategic objective"),
        null=True,
        blank=True,
        related_name="+",
    )
    observance = models.ForeignKey(
        Observance,
        models.SET_NULL,
        verbose_name=_("observance"),
        null=True,
        blank=True,
        related_name="entries",
    )
    page = models.OneToOneField(
        Page,
        models.SET_NULL,
        verbose_name=_("page"),
        null=True,
        blank=True,
        related_name="calendar_entry",
    )
    created_at = models.DateTimeField(_("created at"))
    changed_at = models.DateTimeField(_("changed at"))

    objects = CalendarEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar entry")
        verbose_name_plural = _("calendar entries")
        constraints = [
            models.CheckConstraint(
                name="entry_days_as_its_precision_says",
                condition=Q(precision=Precision.NONE, first_day=None, last_day=None)
                | (
                    ~Q(precision=Precision.NONE)
                    & Q(first_day__isnull=False, last_day__gte=F("first_day"))
                ),
            ),
            models.CheckConstraint(
                name="entry_abandoned_with_a_reason",
                condition=~Q(state="abandoned") | ~Q(abandon_reason=""),
            ),
        ]
        indexes = [models.Index(fields=["first_day", "last_day"], name="entry_days")]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def title(self) -> Any:
        """The subject, or the words that say that there is none yet."""
        return self.subject or _("Subject to be decided")

    @property
    def is_consultation(self) -> bool:
        """Whether its page opens and closes."""
        return self.kind in CONSULTATIONS


CONSULTATIONS = {
    CalendarEntry.Kind.CALL_FOR_IDEAS,
    CalendarEntry.Kind.SURVEY,
    CalendarEntry.Kind.POLL,
    CalendarEntry.Kind.VOTE,
    CalendarEntry.Kind.QUIZ,
}
