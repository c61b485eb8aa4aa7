"""What was asked: a version of a questionnaire and its questions, never changed once written."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property, lru_cache
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.models.survey import Survey
from participation.surveys.definition import Definition, from_json


class SurveyVersionQuerySet(models.QuerySet["SurveyVersion"]):
    def with_questions(self) -> SurveyVersionQuerySet:
        places = VersionQuestion.objects.select_related("question")
        return self.prefetch_related(models.Prefetch("placed", places))

    def latest_first(self) -> SurveyVersionQuerySet:
        return self.order_by("-number", "-correction")

    def current(self) -> SurveyVersion | None:
        """Of one survey: the one that is asked now, with its questions."""
        latest = self.latest_first().values_list("pk", "published_at").first()
        return self.kept(*latest) if latest else None

    def kept(self, pk: int, published_at: datetime) -> SurveyVersion:
        """A version with its questions, that this process may have read before."""
        return kept_version(pk, published_at)


class SurveyVersion(models.Model):
    """Number 2 asks something else than number 1; a correction says the same in better words."""

    wagtail_reference_index_ignore = True  # the survey's own blocks say what it refers to

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    correction = models.PositiveIntegerField(_("correction"), default=0)
    changes = models.JSONField(_("changes"), default=list)
    published_at = models.DateTimeField(_("published at"))
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[SurveyVersionQuerySet] = SurveyVersionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("version of a questionnaire")
        verbose_name_plural = _("versions of questionnaires")
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "number", "correction"], name="one_survey_version_per_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}.{self.correction}" if self.correction else str(self.number)

    def questions(self) -> list[Question]:
        """In the order in which they are asked."""
        placed = sorted(self.placed.all(), key=lambda place: place.position)
        return [place.question for place in placed]

    def definitions(self) -> list[Definition]:
        return list(self._definitions)

    @cached_property
    def _definitions(self) -> list[Definition]:
        return [question.asked for question in self.questions()]


@lru_cache(maxsize=256)
def kept_version(pk: int, published_at: datetime) -> SurveyVersion:
    """The version with its questions, read once by each process: nothing changes it any more.

    Its moment tells it from one that a transaction given up had given the same number.
    """
    return SurveyVersion.objects.with_questions().get(pk=pk, published_at=published_at)


class Question(models.Model):
    """One question as it was asked. Other words or options are another row with the same code."""

    wagtail_reference_index_ignore = True

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="questions")
    code = models.CharField(_("code"), max_length=10)
    revision = models.PositiveIntegerField(_("revision"))
    definition = models.JSONField(_("definition"))

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "code", "revision"], name="one_question_per_code_and_revision"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} · {self.definition['label']}"

    @property
    def asked(self) -> Definition:
        return from_json(self.definition)


class VersionQuestion(models.Model):
    """A question's place in a version."""

    wagtail_reference_index_ignore = True

    version = models.ForeignKey(SurveyVersion, models.PROTECT, related_name="placed")
    question = models.ForeignKey(Question, models.PROTECT, related_name="places")
    position = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("question of a version")
        verbose_name_plural = _("questions of versions")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "position"], name="one_question_per_place_in_a_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.version_id} · {self.position}"
