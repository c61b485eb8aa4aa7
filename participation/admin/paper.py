"""Paper forms, each with its serial number: as a PDF to print, or from the browser."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.errors import PdfUnavailable
from participation.actions.enter_sheet import PERMISSION
from participation.admin import paper_pages
from participation.models import Survey, SurveyVersion

MOST_COPIES = 50  # 100 pages: some seconds, and some 100 MB
MOST_LISTED = 100


class CopiesForm(forms.Form):
    """How many forms, from which number, in which size."""

    first = forms.IntegerField(
        label=gettext_lazy("from number"), min_value=1, max_value=9999, initial=1
    )
    copies = forms.IntegerField(
        label=gettext_lazy("how many"), min_value=1, max_value=MOST_COPIES, initial=1
    )
    is_large = forms.BooleanField(label=gettext_lazy("large print"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("language"), required=False)

    def __init__(self, *args: Any, survey: Survey, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = dict(settings.LANGUAGES)
        own = settings.LANGUAGE_CODE
        translated = survey.translations.order_by("language").values_list("language", flat=True)
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, names.get(code, code)) for code in [own, *translated]]
        if len(field.choices) == 1:
            del self.fields["language"]

    def chosen_language(self) -> str:
        return self.cleaned_data.get("language") or settings.LANGUAGE_CODE

    def numbers(self) -> range:
        first = self.cleaned_data["first"]
        return range(first, min(first + self.cleaned_data["copies"], 10_000))


def published_survey(request: HttpRequest, survey_id: int) -> tuple[Survey, SurveyVersion]:
    """The survey and what it asks, for whoever may enter paper: now, or in the version that
    `?version` names, for sheets that were printed before."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    surveys = Survey.objects.select_related("consultation").exclude(use=Survey.Use.QUIZ)
    survey = get_object_or_404(surveys, pk=survey_id)
    version = survey.current_version()
    printed = request.GET.get("version", "")
    if printed.isascii() and printed.isdigit() and len(printed) < 16:
        version = survey.versions.with_questions().filter(pk=printed).first() or version
    if version is None:
        raise PermissionDenied
    return survey, version


@never_cache
@require_safe
def surveys(request: HttpRequest) -> HttpResponse:
    """The surveys that may be printed and entered, newest first."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    asked = Survey.objects.current().exclude(use=Survey.Use.QUIZ).filter(versions__isnull=False)
    listed = asked.distinct().order_by("-pk")[:MOST_LISTED]
    return render(request, "participation/admin/paper_surveys.html", {"surveys": listed})


@never_cache
@require_safe
def paper(request: HttpRequest, survey_id: int) -> HttpResponse:
    """The forms of these numbers: a PDF, or the page to print where none can be made."""
    survey, version = published_survey(request, survey_id)
    form = CopiesForm(request.GET if "copies" in request.GET else None, survey=survey)
    if not (form.is_bound and form.is_valid()):
        context = {"survey": survey, "form": form}
        status = 422 if form.is_bound else 200
        return render(request, "participation/admin/paper_form.html", context, status=status)
    with translation.override(form.chosen_language()):
        return _printed(request, survey, version, form)


def _printed(
    request: HttpRequest, survey: Survey, version: SurveyVersion, form: CopiesForm
) -> HttpResponse:
    pages = paper_pages.PaperPages(
        request, survey, version, form.numbers(), is_large=form.cleaned_data["is_large"]
    )
    if request.GET.get("as") != "pdf":
        return HttpResponse(pages.html())
    try:
        content = pages.pdf()
    except PdfUnavailable as refusal:
        return HttpResponse(pages.html(notice=str(refusal)))
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{_name(survey, form)}"'
    return answer


def _name(survey: Survey, form: CopiesForm) -> str:
    numbers = form.numbers()
    name = _("paper-sheets")
    return f"{name}-{survey.pk}-{numbers[0]:04}-{numbers[-1]:04}.pdf"
