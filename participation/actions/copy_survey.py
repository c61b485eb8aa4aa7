"""Making a survey like another one, empty: what a copied page shows."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from participation.models import Consultation, Survey, SurveyWords

SAME = (
    "title",
    "use",
    "introduction",
    "questionnaire",
    "thanks",
    "drop_off",
    "respondents",
    "count_visibility",
    "has_public_splits",
)


@transaction.atomic
def copy_survey(
    *, survey: Survey, consultation: Consultation | None, user: User | None = None
) -> Survey:
    """A draft that asks the same, without a window, a version or an answer of its own."""
    latest = survey.get_latest_revision_as_object()
    same = {name: getattr(latest, name) for name in SAME}
    new = Survey.objects.create(
        **same, consultation=consultation, live=False, has_unpublished_changes=True
    )
    SurveyWords.objects.bulk_create(
        SurveyWords(survey=new, language=words.language, texts=words.texts)
        for words in survey.translations.all()
    )
    new.save_revision(user=user)
    return new
