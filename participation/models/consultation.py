"""The facts in force of one consultation. Publishing its page writes them; the rules read them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import F, Min, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.clock import BRUSSELS
from accounts.models import District, Service, StrategicObjective

LAST_DAYS = timedelta(days=7)


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    """Every state is read from the dates and the clock; none is stored."""

    def public(self) -> ConsultationQuerySet:
        return self.filter(is_public=True, opens_at__isnull=False, closes_at__isnull=False)

    def upcoming(self, at: datetime) -> ConsultationQuerySet:
        return self.public().filter(opens_at__gt=at)

    def open(self, at: datetime) -> ConsultationQuerySet:
        return self.public().filter(opens_at__lte=at, closes_at__gt=at)

    def closed(self, at: datetime) -> ConsultationQuerySet:
        return self.public().filter(closes_at__lte=at)

    def awaiting_report(self, at: datetime) -> ConsultationQuerySet:
        return self.closed(at).filter(answered_at=None)

    def next_edge(self, at: datetime) -> datetime | None:
        """The next instant at which what the public sees changes by itself."""
        last_days = F("closes_at") - LAST_DAYS
        rows = self.public().annotate(last_days_at=last_days)
        found = rows.aggregate(
            opening=Min("opens_at", filter=Q(opens_at__gt=at)),
            closing=Min("closes_at", filter=Q(closes_at__gt=at)),
            last_days=Min("closes_at", filter=Q(closes_at__gt=at + LAST_DAYS)),
        )
        edges = [found["opening"], found["closing"]]
        if found["last_days"]:
            edges.append(found["last_days"] - LAST_DAYS)
        return min((edge for edge in edges if edge), default=None)


class Consultation(models.Model):
    """One consultation, whichever pages present it (a page, its translations, its aliases)."""

    class Kind(models.TextChoices):
        CALL_FOR_IDEAS = "call_for_ideas", _("call for ideas")
        SURVEY = "survey", _("survey")
        POLL = "poll", _("poll")
        VOTE = "vote", pgettext_lazy("kind of consultation", "vote")
        QUIZ = "quiz", _("quiz")

    class State(models.TextChoices):
        UNDATED = "undated", _("dates to be set")
        UPCOMING = "upcoming", _("upcoming")
        OPEN = "open", pgettext_lazy("consultation", "open")
        LAST_DAYS = "last_days", _("last days")
        PAUSED = "paused", _("suspended")
        AWAITING = "awaiting", _("closed, report due")
        ANSWERED = "answered", _("closed, report published")

    title = models.CharField(_("title"), max_length=255)
    kind = models.CharField(
        _("kind"), max_length=20, choices=Kind.choices, default=Kind.CALL_FOR_IDEAS
    )
    opens_at = models.DateTimeField(_("opens"), null=True)
    closes_at = models.DateTimeField(_("closes"), null=True, help_text=_("The end is exclusive."))
    answer_due_on = models.DateField(_("answer promised by"), null=True)
    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="consultations")
    objective = models.ForeignKey(
        StrategicObjective, models.PROTECT, null=True, related_name="consultations"
    )
    districts = models.ManyToManyField(District, related_name="consultations", blank=True)
    is_public = models.BooleanField(_("public"), default=False)
    first_public_at = models.DateTimeField(_("first public at"), null=True)
    answered_at = models.DateTimeField(_("report published at"), null=True)
    paused_at = models.DateTimeField(_("suspended since"), null=True)
    pause_reason = models.CharField(_("reason of the suspension"), max_length=300, blank=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        constraints = [
            models.CheckConstraint(
                name="consultation_closes_after_it_opens",
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
            )
        ]
        indexes = [models.Index(fields=["is_public", "closes_at"], name="consultation_window")]

    def __str__(self) -> str:
        return self.title

    @property
    def last_day(self) -> date | None:
        """The last open day in Brussels: 31 October when it closes on 1 November 00:00."""
        if self.closes_at is None:
            return None
        return (self.closes_at - timedelta(microseconds=1)).astimezone(BRUSSELS).date()

    @property
    def first_day(self) -> date | None:
        """The day in Brussels on which it opens."""
        return self.opens_at.astimezone(BRUSSELS).date() if self.opens_at else None

    def days_left(self, at: datetime) -> int:
        """Days after today on which it is open: 0 on its last day, negative once over."""
        assert self.last_day is not None, "asked of a consultation without dates"
        return (self.last_day - at.astimezone(BRUSSELS).date()).days

    def days_until_opening(self, at: datetime) -> int:
        """Days from today to the opening day: 1 means tomorrow."""
        assert self.first_day is not None, "asked of a consultation without dates"
        return (self.first_day - at.astimezone(BRUSSELS).date()).days

    def is_open(self, at: datetime) -> bool:
        """Whether acts are accepted at `at`: public, not suspended, opens_at ≤ at < closes_at."""
        return self.is_public and self.state(at) in (self.State.OPEN, self.State.LAST_DAYS)

    def state(self, at: datetime) -> State:
        """What the clock makes of the dates."""
        if self.opens_at is None or self.closes_at is None:
            return self.State.UNDATED
        if at < self.opens_at:
            return self.State.UPCOMING
        if at < self.closes_at:
            if self.paused_at:
                return self.State.PAUSED
            return self.State.LAST_DAYS if self.closes_at - at <= LAST_DAYS else self.State.OPEN
        return self.State.ANSWERED if self.answered_at else self.State.AWAITING
