"""Translating a survey: other words for the same questions, never another question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from accounts import clock, outbox
from participation.models import AnswerSheet, Survey, SurveyWords
from participation.surveys.definition import Definition
from participation.surveys.errors import MeaningToConfirm, QuestionnaireInvalid
from participation.surveys.reading import read_questionnaire
from participation.surveys.wording import Wording, translation_of, wordings_of

LONGEST = 3000
Changes = list[tuple[str, str]]


def wordings_to_translate(survey: Survey) -> list[Wording]:
    """Those of the newest draft; of what is asked now, where the draft cannot be read yet."""
    draft = survey.get_latest_revision_as_object()
    return list(wordings_of(draft, _questions(survey, draft)))


@transaction.atomic
def translate_survey(
    *, survey: Survey, language: str, texts: Mapping[str, str], is_same_meaning: bool = False
) -> Changes:
    """Keep the translations, by the key of their wording; an empty one takes it back.

    Once people have answered, changing what they read in this language needs `is_same_meaning`.
    Return what changed. Raises MeaningToConfirm.
    """
    Survey.objects.select_for_update().get(pk=survey.pk)
    row, _is_new = SurveyWords.objects.get_or_create(survey=survey, language=language)
    kept, changes = dict(row.texts), []
    for wording in wordings_to_translate(survey):
        before = translation_of(wording.key, wording.source, row.texts)
        after = texts.get(wording.key, before).strip()[:LONGEST]
        if before != after:
            changes.append((before, after))
        kept.pop(wording.key, None)
        if after:
            kept[wording.key] = [wording.source, after]
    corrections = [(before, after) for before, after in changes if before]
    if corrections and not is_same_meaning and AnswerSheet.objects.filter(survey=survey).exists():
        raise MeaningToConfirm(corrections)
    if kept != row.texts:
        row.texts = kept
        row.save(update_fields=["texts"])
        outbox.add("purge", event=f"words-{survey.pk}-{clock.now().isoformat()}")
    return changes


def _questions(survey: Survey, draft: Survey) -> Sequence[Definition]:
    earlier = [question.asked for question in survey.questions.order_by("revision")]
    try:
        return read_questionnaire(draft.questionnaire.get_prep_value(), earlier)
    except QuestionnaireInvalid:
        version = survey.current_version()
        return version.definitions() if version else []
