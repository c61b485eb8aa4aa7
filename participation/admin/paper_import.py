"""Paper sheets typed in a spreadsheet: the file to fill in, and the form that sends it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.spreadsheets import writing
from participation.actions.receive_import import receive_sheets
from participation.admin.import_form import SpreadsheetField
from participation.admin.paper import published_survey
from participation.imports.sheets import columns_of
from participation.models import SurveyVersion
from participation.surveys.encoding import codes_of, hint_of


class SheetsForm(forms.Form):
    sheets = SpreadsheetField(
        label=gettext_lazy("File of paper sheets"),
        help_text=gettext_lazy("CSV or XLSX, 7 MB at most."),
    )
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


@never_cache
@require_http_methods(["GET", "POST"])
def send_sheets(request: HttpRequest, survey_id: int) -> HttpResponse:
    """The form; what was sent is kept, and read by a worker."""
    survey, version = published_survey(request, survey_id)
    form = SheetsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        record = receive_sheets(
            who=cast(User, request.user),
            survey=survey,
            sheets=form.cleaned_data["sheets"],
            token=form.cleaned_data["token"],
        )
        return redirect("parvis_import", record.pk)
    context: dict[str, Any] = {
        "survey": survey,
        "form": form,
        "columns": columns_of(version.definitions()),
    }
    status = 400 if form.is_bound else 200
    return render(request, "participation/admin/send_sheets.html", context, status=status)


@never_cache
@require_safe
def template(request: HttpRequest, survey_id: int, kind: str) -> HttpResponseBase:
    """An empty file with the right headings; in XLSX a second sheet says what to type."""
    survey, version = published_survey(request, survey_id)
    headings = [column.name for column in columns_of(version.definitions())]
    meaning = [_("column"), _("meaning"), _("what to type"), _("codes")]
    name = _("paper-sheets")
    return writing.download(
        f"{name}-{survey.pk}", kind, headings, [], {_("Codes"): (meaning, _codes(version))}
    )


def _codes(version: SurveyVersion) -> Iterator[list[str]]:
    questions = version.definitions()
    by_code = {question.code: question for question in questions}
    for column in columns_of(questions):
        question = by_code.get(column.name)
        if question is None:
            yield [column.name, str(column.holds), "", ""]
        else:
            codes = "; ".join(f"{code} = {label}" for code, label in codes_of(question))
            yield [column.name, str(column.holds), hint_of(question), codes]
