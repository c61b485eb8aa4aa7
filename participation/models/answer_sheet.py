"""What somebody answered: a sheet, submitted whole or not at all, and its answers."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from participation.models.activity import Contribution
from participation.models.survey import Survey
from participation.models.survey_version import Question, SurveyVersion


class AnswerSheetQuerySet(models.QuerySet["AnswerSheet"]):
    def of(self, person: Person) -> AnswerSheetQuerySet:
        return self.filter(person=person.pk)


class AnswerSheet(Contribution):
    """One per person where the survey asks who answers, and one per token: the database's word.

    A survey that anyone may answer keeps no person. Nothing edits a sheet.
    """

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="sheets")
    version = models.ForeignKey(SurveyVersion, models.PROTECT, related_name="sheets")
    person = models.ForeignKey(  # type: ignore[assignment]  # nobody, where anyone may answer
        Person, models.PROTECT, null=True, blank=True, related_name="answersheets"
    )
    token = models.UUIDField(_("token"), help_text="of the form: sent twice, it is kept once")
    serial = models.CharField(_("serial number"), max_length=40, blank=True)
    address_mark = models.CharField(
        max_length=64, blank=True, editable=False, help_text="what compares confirmed addresses"
    )
    receipt_hash = models.CharField(
        max_length=64, blank=True, editable=False, help_text="of the code that claims it"
    )
    language = models.CharField(_("language"), max_length=5, blank=True)
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("submitted at"))
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[AnswerSheetQuerySet] = AnswerSheetQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("answer sheet")
        verbose_name_plural = _("answer sheets")
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "person"],
                condition=Q(person__isnull=False),
                name="one_sheet_per_person_and_survey",
            ),
            models.UniqueConstraint(
                fields=["survey", "token"], name="one_sheet_per_token_and_survey"
            ),
            models.UniqueConstraint(
                fields=["survey", "address_mark"],
                condition=~Q(address_mark=""),
                name="one_sheet_per_address_and_survey",
            ),
            models.UniqueConstraint(
                fields=["receipt_hash"],
                condition=~Q(receipt_hash=""),
                name="one_sheet_per_receipt",
            ),
            models.UniqueConstraint(
                fields=["survey", "serial"],
                condition=~Q(serial=""),
                name="one_sheet_per_serial_and_survey",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.survey_id} · {self.pk}"


class Answer(models.Model):
    """One value of a sheet, of the question as it was asked."""

    wagtail_reference_index_ignore = True

    sheet = models.ForeignKey(AnswerSheet, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    row = models.CharField(max_length=10, blank=True)
    option = models.CharField(max_length=10, blank=True)
    number = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    text = models.TextField(blank=True)
    date = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(
        _("published at"), null=True, blank=True, help_text=_("A text, once a moderator read it.")
    )
    read_at = models.DateTimeField(_("read by a moderator at"), null=True, blank=True)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        indexes = [
            models.Index(
                fields=["question", "-published_at"],
                name="published_texts_of_a_question",
                condition=Q(published_at__isnull=False),
            ),
            models.Index(
                fields=["question"],
                name="unread_texts_of_a_question",
                condition=Q(read_at=None) & ~Q(text=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id} · {self.question_id}"


class SheetDraft(models.Model):
    """Answers that somebody has begun to give: kept for thirty days, counted nowhere."""

    wagtail_reference_index_ignore = True

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="drafts")
    version = models.ForeignKey(SurveyVersion, models.CASCADE, related_name="+")
    token = models.UUIDField()
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    typed = models.JSONField(default=dict)
    page = models.PositiveSmallIntegerField(default=1)
    started_at = models.DateTimeField(_("started at"))
    changed_at = models.DateTimeField(_("changed at"))

    class Meta:
        verbose_name = _("begun answers")
        verbose_name_plural = _("begun answers")
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "token"], name="one_draft_per_token_and_survey"
            )
        ]
        indexes = [models.Index(fields=["changed_at"], name="oldest_sheet_drafts")]

    def __str__(self) -> str:
        return f"{self.survey_id} · {self.token}"
