"""A survey, a poll or a quiz: an activity with a questionnaire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.fields import StreamField

from participation.models.activity import Activity, ActivityQuerySet
from participation.models.survey_preview import SurveyPreview
from participation.surveys.builder import QuestionnaireBlock

if TYPE_CHECKING:
    from participation.models.survey_version import SurveyVersion


class Survey(SurveyPreview, Activity, index.Indexed):
    """Its questionnaire is a draft; what people answer is the version that publishing makes."""

    class Use(models.TextChoices):
        SURVEY = "survey", _("survey")
        POLL = "poll", _("poll")
        QUIZ = "quiz", _("quiz")

    class Respondents(models.TextChoices):
        ANYONE = "anyone", _("anyone, without an account")
        EMAIL = "email", _("whoever confirms an e-mail address, without an account")
        ACCOUNT = "account", _("whoever has an account")
        CONFIRMED = "confirmed", _("whoever has an account with a confirmed e-mail address")

    class Results(models.TextChoices):
        NEVER = "never", _("never")
        STAFF = "staff", _("to staff only")
        AFTER_ANSWER = "after_vote", _("after one’s own answer")
        AFTER_CLOSING = "after_closing", _("after the closing")
        ALWAYS = "always", _("always")

    use = models.CharField(_("use"), max_length=10, choices=Use.choices, default=Use.SURVEY)
    introduction = models.TextField(_("introduction"), max_length=1500, blank=True)
    questionnaire = StreamField(QuestionnaireBlock(), verbose_name=_("questionnaire"), blank=True)
    is_same_meaning = models.BooleanField(
        _("the meaning is the same"),
        default=False,
        help_text=_("Tick it when you correct words that people have already answered to."),
    )
    thanks = models.TextField(
        _("thanks"), max_length=800, blank=True, help_text=_("Read once the answers are sent.")
    )
    drop_off = models.CharField(
        _("where paper sheets are handed in"),
        max_length=300,
        blank=True,
        help_text=_("Printed on the paper form: “At the town hall and at the library.”"),
    )
    respondents = models.CharField(
        _("who may answer"),
        max_length=10,
        choices=Respondents.choices,
        default=Respondents.ANYONE,
    )
    count_visibility = models.CharField(
        _("results are shown"),
        max_length=15,
        choices=Results.choices,
        default=Results.AFTER_CLOSING,
    )

    has_public_splits = models.BooleanField(
        _("the public reads the results by groups too"),
        default=False,
        help_text=_(
            "Once the survey is over: one question by another one. Groups of fewer than five people"
            " stay hidden."
        ),
    )

    objects: ClassVar[ActivityQuerySet] = ActivityQuerySet.as_manager()  # type: ignore[assignment]

    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.FilterField("use"),
        index.FilterField("is_archived"),
    ]

    class Meta(Activity.Meta):
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")

    def publish(self, *args: Any, **kwargs: Any) -> Any:
        """Make a version live, with its questionnaire or not at all (participation.receivers)."""
        with transaction.atomic():
            return super().publish(*args, **kwargs)

    @property
    def needs_account(self) -> bool:
        return self.respondents in (self.Respondents.ACCOUNT, self.Respondents.CONFIRMED)

    @property
    def asks_address(self) -> bool:
        """Whether answers count once their sender has confirmed an address."""
        return self.respondents == self.Respondents.EMAIL

    @property
    def is_for_anyone(self) -> bool:
        """Whether the same person could answer twice."""
        return self.respondents == self.Respondents.ANYONE

    def has_contributions(self) -> bool:
        """What makes it stay for ever: it is archived then, never deleted."""
        return self.sheets.exists()

    def all_versions(self) -> list[SurveyVersion]:
        """Oldest first, with their questions, in two queries."""
        return list(self.versions.with_questions().order_by("number", "correction"))

    def current_version(self) -> SurveyVersion | None:
        """What is asked now, with its questions; None before it is published.

        One query once this process knows the version; none for a survey of `public_surveys()`.
        """
        pk: int | None = getattr(self, "latest_pk", 0)
        if pk == 0:
            return self.versions.current()
        return self.versions.kept(pk, self.latest_at) if pk else None
