"""The wordings of a survey side by side: the city's own, and another language's."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.log_actions import log

from participation.actions.translate_survey import translate_survey, wordings_to_translate
from participation.admin.survey_views import for_permission
from participation.models import AnswerSheet, Survey, SurveyWords
from participation.models.box_words import LANGUAGES
from participation.surveys.errors import MeaningToConfirm
from participation.surveys.wording import Wording, translation_of

PERMISSION = "participation.change_survey"


@for_permission(PERMISSION)
@require_http_methods(["GET", "POST"])
def translate(request: HttpRequest, survey: Survey, language: str) -> HttpResponse:
    """One form for everything; what is left empty is shown in the city's own language."""
    names = dict(LANGUAGES)
    if language not in names:
        raise Http404
    if request.method == "POST":
        try:
            return _saved(request, survey, language)
        except MeaningToConfirm as refusal:
            context = _context(survey, language, request.POST) | {"refusal": str(refusal)}
            return render(request, "participation/admin/survey_words.html", context, status=422)
    context = _context(survey, language, {})
    return render(request, "participation/admin/survey_words.html", context)


def _saved(request: HttpRequest, survey: Survey, language: str) -> HttpResponse:
    """Raises MeaningToConfirm."""
    changes = translate_survey(
        survey=survey,
        language=language,
        texts=request.POST.dict(),
        is_same_meaning="is_same_meaning" in request.POST,
    )
    if changes:
        data = {"language": language, "changes": changes}
        log(instance=survey, action="parvis.translate_survey", user=request.user, data=data)
    messages.success(request, _("Saved: whoever reads in this language sees it."))
    return redirect(request.path)


def _context(survey: Survey, language: str, typed: Any) -> dict[str, Any]:
    row = SurveyWords.objects.filter(survey=survey, language=language).first()
    texts = row.texts if row else {}
    lines = [_line(wording, texts, typed) for wording in wordings_to_translate(survey)]
    return {
        "survey": survey,
        "language": language,
        "source_language": settings.LANGUAGE_CODE,
        "language_name": dict(LANGUAGES)[language],
        "lines": lines,
        "missing": sum(not line["text"] for line in lines),
        "stale": sum(bool(line["stale"]) for line in lines),
        "has_answers": AnswerSheet.objects.filter(survey=survey).exists(),
    }


def _line(wording: Wording, texts: Any, typed: Any) -> dict[str, Any]:
    """A translation of other words is proposed again, and said to be one."""
    fresh = translation_of(wording.key, wording.source, texts)
    old_source, old_text = texts.get(wording.key, ("", ""))
    return {
        "wording": wording,
        "text": typed.get(wording.key, fresh or old_text),
        "stale": old_source if old_text and not fresh else "",
    }
