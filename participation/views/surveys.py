"""The page of a survey: what it asks, who may answer, and its results."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.caching import allow
from accounts.prepared import Prepared
from accounts.spreadsheets import writing
from participation.models import Survey, SurveyVersion
from participation.respondent import standing
from participation.results.results_table import headings, rows
from participation.results.survey_results import results_of


def public_surveys() -> Any:
    """Each with its consultation, and which version of its questionnaire is asked now."""
    versions = SurveyVersion.objects.filter(survey=OuterRef("pk")).latest_first()
    return (
        Survey.objects.public()
        .select_related("consultation")
        .defer("questionnaire")  # the editor's; people are asked a version of it
        .annotate(
            latest_pk=Subquery(versions.values("pk")[:1]),
            latest_at=Subquery(versions.values("published_at")[:1]),
        )
    )


_SURVEY = Prepared(lambda pk: public_surveys().filter(pk=pk))


def public_survey(pk: int) -> Survey:
    """One of them, or 404."""
    survey = _SURVEY.get(pk)
    if survey is None:
        raise Http404
    return survey


@never_cache
@require_safe
def results_file(request: HttpRequest, survey_id: int, kind: str) -> HttpResponseBase:
    """The figures as a spreadsheet, for whoever may read them on the page."""
    survey = public_survey(survey_id)
    facts = standing(request, survey)
    if not facts["shows_results"]:
        raise Http404
    results = results_of(survey, with_waiting=facts["has_answered"], words=facts["words"])
    return writing.download(f"{survey.use}-{survey.pk}", kind, headings(), rows(results))


@require_safe
def survey_page(request: HttpRequest, survey_id: int) -> HttpResponse:
    """The same for everybody who has no cookie of ours."""
    survey = public_survey(survey_id)
    return allow(render(request, "participation/survey.html", standing(request, survey)))
