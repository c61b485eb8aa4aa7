"""What staff read of a survey: figures, texts to publish, exports. Never who answered."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.log_actions import log

from accounts import clock
from accounts.spreadsheets import writing
from participation.actions.moderating import PERMISSION as MODERATE
from participation.actions.publish_texts import publish_texts as publish
from participation.models import Answer, Survey
from participation.results.sheet_export import SheetExport
from participation.results.survey_results import results_of

PERMISSION = "participation.change_survey"
PER_PAGE = 50
View = Callable[..., HttpResponseBase]


def _for(permission: str) -> Callable[[View], View]:
    """Only whoever has this right; the survey in place of its number."""

    def decorate(view: View) -> View:
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, survey_id: int, **kwargs: Any) -> HttpResponseBase:
            if not request.user.has_perm(permission):
                raise PermissionDenied
            survey = get_object_or_404(Survey.objects.select_related("consultation"), pk=survey_id)
            return view(request, survey, **kwargs)

        return guarded

    return decorate


@_for(PERMISSION)
@require_safe
def results(request: HttpRequest, survey: Survey) -> HttpResponse:
    """The figures as staff may see them, with where people stop."""
    begun = survey.drafts.values_list("page", flat=True)
    context = {
        "survey": survey,
        "results": results_of(survey, with_waiting=True, is_staff=True),
        "taken_at": clock.now(),
        "is_hidden": survey.count_visibility == Survey.Results.NEVER,
        "begun": len(begun),
        "may_moderate": request.user.has_perm(MODERATE),
    }
    return render(request, "participation/admin/survey_results.html", context)


@_for(MODERATE)
@require_http_methods(["GET", "POST"])
def publish_texts(request: HttpRequest, survey: Survey) -> HttpResponse:
    """The texts, a page at a time; those that are ticked are public."""
    texts = Answer.objects.filter(sheet__survey=survey).exclude(text="")
    pages = Paginator(texts.select_related("question").order_by("-pk"), PER_PAGE)
    page = pages.get_page(request.GET.get("p"))
    if request.method == "POST":
        shown, chosen = (_numbers(request.POST.getlist(name)) for name in ("shown", "text"))
        total = publish(survey=survey, shown=shown, chosen=chosen)
        words = ngettext("%(total)s text is public.", "%(total)s texts are public.", total)
        messages.success(request, words % {"total": total})
        return redirect(request.get_full_path())
    context = {"survey": survey, "texts": page}
    return render(request, "participation/admin/survey_texts.html", context)


@_for(PERMISSION)
@require_safe
def sheets(request: HttpRequest, survey: Survey, kind: str) -> HttpResponseBase:
    """One line for each sheet. The export is written down."""
    export = SheetExport(survey)
    log(instance=survey, action="parvis.export_sheets", user=request.user)
    more = {_("Definitions"): export.definitions()}
    name = f"{_name(survey)}-{clock.now():%Y-%m-%d}"
    return writing.download(name, kind, export.headings(), export.rows(), more)


@_for(PERMISSION)
@require_safe
def definitions(request: HttpRequest, survey: Survey, kind: str) -> HttpResponseBase:
    """What the columns mean."""
    headings, rows = SheetExport(survey).definitions()
    return writing.download(f"{_name(survey)}-definitions", kind, headings, rows)


def _name(survey: Survey) -> str:
    return f"{survey.use}-{survey.pk}"


def _numbers(texts: list[str]) -> list[int]:
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 16]
