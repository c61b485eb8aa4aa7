"""A survey in the reader's language."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import get_language

from participation.models import Survey, SurveyWords
from participation.surveys.wording import OF_SURVEY, Words, translation_of


def words_of(survey: Survey) -> Words | None:
    """In the language of this request, in one query; None in the city's own, in none."""
    language = get_language() or settings.LANGUAGE_CODE
    if language == settings.LANGUAGE_CODE:
        return None
    found = SurveyWords.objects.filter(survey=survey.pk, language=language)
    words: Words | None = found.values_list("texts", flat=True).first()
    return words or {}


def put_into_words(survey: Survey, words: Words | None) -> None:
    """Its title, introduction and thanks, for this reader, once: the instance is not to be saved.

    `untranslated` names those that stay in the city's language, for the templates to say so.
    """
    if hasattr(survey, "untranslated"):
        return
    survey.untranslated = set()
    for name in OF_SURVEY if words is not None else ():
        source = getattr(survey, name)
        text = translation_of(name, source, words or {})
        if text:
            setattr(survey, name, text)
        elif source:
            survey.untranslated.add(name)
