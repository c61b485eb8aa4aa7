"""The answers of a survey as a file: at once when they are few, else prepared by a worker."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.log_actions import log

from accounts import clock
from accounts.models import User
from accounts.spreadsheets import writing
from participation.actions.export_answers import (
    PERMISSION,
    ask_for_export,
    content_of,
    is_long,
)
from participation.admin.survey_views import for_permission
from participation.models import AnswerExport, Survey
from participation.results.sheet_export import SheetExport


@for_permission(PERMISSION)
@require_safe
def sheets(request: HttpRequest, survey: Survey, kind: str) -> HttpResponseBase:
    """One line for each sheet. The export is written down."""
    if is_long(survey):
        return redirect("parvis_answer_exports", survey.pk)
    export = SheetExport(survey)
    log(instance=survey, action="parvis.export_sheets", user=request.user)
    more = {_("Definitions"): export.definitions()}
    return writing.download(_dated(survey), kind, export.headings(), export.rows(), more)


@for_permission(PERMISSION)
@require_safe
def definitions(request: HttpRequest, survey: Survey, kind: str) -> HttpResponseBase:
    """What the columns mean."""
    headings, rows = SheetExport(survey).definitions()
    return writing.download(f"{_name(survey)}-definitions", kind, headings, rows)


@for_permission(PERMISSION)
@require_http_methods(["GET", "POST"])
def exports(request: HttpRequest, survey: Survey) -> HttpResponse:
    """Ask for a file; see how far mine are, and fetch them."""
    address = reverse("parvis_answer_exports", args=[survey.pk])
    if request.method == "POST":
        kind = request.POST.get("kind", "")
        if kind not in AnswerExport.Kind.values:
            raise Http404
        ask_for_export(who=cast(User, request.user), survey=survey, kind=kind)
        log(instance=survey, action="parvis.export_sheets", user=request.user)
        return redirect(address)
    mine = list(_mine(request, survey).newest_first())
    moves = any(not export.is_ready for export in mine)
    context = {"survey": survey, "exports": mine, "moves": moves, "address": address}
    if request.headers.get("HX-Request") == "true":
        return render(request, "participation/admin/answer_exports_list.html", context)
    return render(request, "participation/admin/answer_exports.html", context)


@for_permission(PERMISSION)
@require_safe
def fetch(request: HttpRequest, survey: Survey, export_id: int) -> HttpResponseBase:
    """The file, to whoever asked for it, for a day. That it was fetched is written down."""
    ready = _mine(request, survey).filter(state=AnswerExport.State.READY)
    export = get_object_or_404(ready, pk=export_id)
    log(instance=survey, action="parvis.fetch_sheets", user=request.user)
    answer: Any = StreamingHttpResponse(content_of(export), content_type=writing.TYPES[export.kind])
    name = f"{_name(survey)}-{export.asked_at:%Y-%m-%d}.{export.kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Content-Length"] = str(export.size)
    answer["Cache-Control"] = "private, no-store"
    return cast(HttpResponseBase, answer)


def _mine(request: HttpRequest, survey: Survey) -> Any:
    return AnswerExport.objects.kept(clock.now()).filter(survey=survey, asked_by=request.user.pk)


def _dated(survey: Survey) -> str:
    return f"{_name(survey)}-{clock.now():%Y-%m-%d}"


def _name(survey: Survey) -> str:
    return f"{survey.use}-{survey.pk}"
