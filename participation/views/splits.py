"""The results of a survey by groups: where the editor allows it, once it is over."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts import clock
from participation.results.splits import Splits
from participation.results.visibility import shows_splits
from participation.views.surveys import public_survey


@never_cache
@require_safe
def survey_splits(request: HttpRequest, survey_id: int) -> HttpResponse:
    """One table, of the question and the groups that were chosen."""
    survey = public_survey(survey_id)
    if not shows_splits(survey, clock.now()):
        raise Http404
    splits = Splits(survey)
    splits.choose(request.GET.get("question", ""), request.GET.get("by", ""))
    context = {"survey": survey, "box": survey, "splits": splits}
    return render(request, "participation/splits.html", context)
