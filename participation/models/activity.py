"""What a participation block points to: an activity with a window, rules and a visibility."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import models
from django.db.models import F, Min, Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin

from accounts.models import Person
from participation.models.consultation import Consultation


class ActivityQuerySet(models.QuerySet[Any]):
    def public(self) -> ActivityQuerySet:
        """Published, and its consultation is public or a live page shows it."""
        seen = Q(consultation__is_public=True) | Q(consultation=None, is_shown=True)
        return self.filter(seen, live=True)

    def current(self) -> ActivityQuerySet:
        return self.filter(is_archived=False)

    def next_edge(self, at: datetime) -> datetime | None:
        """The next opening or closing of an activity with a window of its own."""
        found = self.current().aggregate(
            opening=Min("opens_at", filter=Q(opens_at__gt=at)),
            closing=Min("closes_at", filter=Q(closes_at__gt=at)),
        )
        return min((edge for edge in found.values() if edge), default=None)


class Activity(PreviewableMixin, DraftStateMixin, RevisionMixin, ClusterableModel):
    """The base of every activity. Its window is its own, or else its consultation's.

    A draft of it changes nothing: publishing writes the row, and the rules read the row.
    """

    class Visibility(models.TextChoices):
        ALWAYS = "always", _("always")
        AFTER_VOTE = "after_vote", _("after one’s own vote")
        AFTER_CLOSING = "after_closing", _("after the closing")

    title = models.CharField(_("title"), max_length=255)
    consultation = models.ForeignKey(
        Consultation,
        models.PROTECT,
        verbose_name=_("consultation"),
        null=True,
        blank=True,
        related_name="%(class)ses",
    )
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    count_visibility = models.CharField(
        _("counts are shown"), max_length=15, choices=Visibility.choices, default=Visibility.ALWAYS
    )
    is_archived = models.BooleanField(_("archived"), default=False)
    is_shown = models.BooleanField(_("shown by a live page"), default=False, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_closes_after_it_opens",
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def window(self) -> tuple[datetime | None, datetime | None]:
        """First instant open and first instant closed, in UTC. None on a side means no limit there,
        save for an activity of a consultation without dates, which accepts nothing.

        Its own window never begins before its consultation's, nor outlives it."""
        whole = self.consultation
        if whole is None:
            return self.opens_at, self.closes_at
        opens = max((o for o in (self.opens_at, whole.opens_at) if o), default=None)
        closes = min((c for c in (self.closes_at, whole.closes_at) if c), default=None)
        return opens, closes

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """A version of it. Whose it is and who shows it are the row's affair, not a version's."""
        version = super().with_content_json(content)
        version.is_shown = self.is_shown
        if self.consultation_id:  # adopted, once and for ever
            version.consultation_id = self.consultation_id
        return version

    def is_public(self) -> bool:
        """Whether the public may see it: a draft never."""
        shown = self.consultation.is_public if self.consultation else self.is_shown
        return bool(self.live) and shown

    def is_open(self, at: datetime) -> bool:
        """Whether acts are accepted at `at`; its own window never outlives its consultation's."""
        if self.is_archived or not self.is_public():
            return False
        if self.consultation and not self.consultation.is_open(at):
            return False
        opens, closes = self.window()
        return (opens is None or opens <= at) and (closes is None or at < closes)

    def is_suspended(self, at: datetime) -> bool:
        """Whether only the city's emergency stop keeps it from accepting acts."""
        facts = self.consultation
        if facts is None or self.is_archived or not facts.is_public:
            return False
        return facts.state(at) == facts.State.PAUSED and not self.is_over(at)

    def is_over(self, at: datetime) -> bool:
        """Whether its closing has passed."""
        closes = self.window()[1]
        return self.is_archived or (closes is not None and at >= closes)


class Showing(models.Model):
    """A live page shows an activity. Pages say so when they go live and when they leave."""

    page = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=30)  # the activity's model
    activity = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("activity shown by a page")
        verbose_name_plural = _("activities shown by pages")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "activity", "page"], name="one_showing_per_activity_and_page"
            )
        ]
        indexes = [models.Index(fields=["page"], name="shown_by_a_page")]

    def __str__(self) -> str:
        return f"{self.kind} {self.activity} · {self.page}"


class Channel(models.TextChoices):
    """The door through which a contribution came."""

    WEB = "web", _("online")
    PAPER = "paper", _("on paper")
    COUNTER = "counter", _("at the counter")
    PHONE = "phone", _("by telephone")
    WORKSHOP = "workshop", _("in a workshop")
    IMPORT = "import", _("imported")


class Contribution(models.Model):
    """What a person adds: a plain row with its door and, for what staff typed in, their name."""

    wagtail_reference_index_ignore = True  # nothing that an editor publishes

    person = models.ForeignKey(Person, models.PROTECT, related_name="%(class)ss")
    channel = models.CharField(
        _("channel"), max_length=10, choices=Channel.choices, default=Channel.WEB
    )

    class Meta:
        abstract = True

    @property
    def is_assisted(self) -> bool:
        """Whether an agent of the city typed it in for its author."""
        return self.channel not in (Channel.WEB, Channel.IMPORT)


class ModeratedContribution(Contribution):
    """A text that the public may read, and that moderators answer for."""

    read_at = models.DateTimeField(
        _("read by a moderator at"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("What it says now; empty again once its author has changed it."),
    )
    emptied_at = models.DateTimeField(null=True, editable=False)  # by actions.purge_hidden

    class Meta:
        abstract = True

    def written(self) -> tuple[str, ...]:
        """All that its author wrote and that the public may read."""
        raise NotImplementedError

    def mark(self) -> str:
        """Short mark of what it says now: another text has another one."""
        return sha256("\0".join(self.written()).encode()).hexdigest()[:16]

    def history(self) -> str:
        """What moderators did, oldest first: a line of the inspection."""
        acts = self.moderationacts.select_related("article").order_by("pk")  # type: ignore[attr-defined]  # ModerationAct’s keys
        return "\n".join(
            f"{date_format(localtime(act.done_at), 'SHORT_DATETIME_FORMAT')}"
            f" · {act.get_act_display()} · {act.article or ''} {act.reason}"
            for act in acts
        )

    history.short_description = _("history")  # type: ignore[attr-defined]  # Django’s way to name a column
