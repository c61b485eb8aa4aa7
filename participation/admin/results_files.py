"""The results of a survey as a file for staff: CSV and XLSX to work with, PDF to hand out."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from accounts import clock
from accounts.errors import PdfUnavailable
from accounts.pdf import static_css, write_pdf
from accounts.spreadsheets import writing
from participation.admin.survey_views import for_permission
from participation.models import Survey
from participation.results.results_table import headings, rows
from participation.results.survey_results import results_of

PERMISSION = "participation.change_survey"
CSS = ("css/results-print.css",)


@for_permission(PERMISSION)
@require_safe
def results_file(request: HttpRequest, survey: Survey, kind: str) -> HttpResponseBase:
    """The figures as staff may see them; where no PDF can be made, the page to print says so."""
    if survey.count_visibility == Survey.Results.NEVER:
        raise PermissionDenied
    results = results_of(survey, with_waiting=True, is_staff=True)
    at = clock.now()
    name = f"{survey.use}-{survey.pk}-{at:%Y-%m-%d}"
    if kind != "pdf":
        return writing.download(name, kind, headings(), rows(results))
    context = {"survey": survey, "results": results, "taken_at": at}
    page = "participation/results_print.html"
    try:
        html = render_to_string(page, context | {"in_pdf": True}, request)
        content = write_pdf(html, css=static_css(*CSS))
    except PdfUnavailable as refusal:
        context |= {"notice": str(refusal), "in_browser": True}
        return HttpResponse(render_to_string(page, context, request))
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer
