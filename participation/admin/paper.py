"""Paper: forms to print, each with its serial number, and the screen on which they are entered."""

from __future__ import annotations

from typing import Any, cast

import segno
from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from accounts.models import User
from participation.actions.enter_sheet import PERMISSION, enter_sheet
from participation.errors import Refusal
from participation.models import Survey, SurveyVersion
from participation.surveys.encoding import fields_of, hint_of
from participation.surveys.errors import AnswersInvalid
from participation.surveys.form import numbers_of
from participation.surveys.kinds import kind_of
from participation.surveys.paper import on_paper
from participation.surveys.serial import serial_of

MOST_COPIES = 100
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


class EncodingForm(forms.Form):
    """One sheet: its number, its day, then the codes of each question."""

    serial = forms.CharField(label=gettext_lazy("Serial number"), max_length=40)
    handed_in = forms.DateField(label=gettext_lazy("Handed in on"))

    def __init__(self, *args: Any, version: SurveyVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.definitions = version.definitions()
        numbers = numbers_of(self.definitions)
        for question in (q for q in self.definitions if kind_of(q).is_asked):
            self.fields[question.code] = forms.CharField(
                label=f"{numbers[question.code]}. {question.label}",
                required=False,
                max_length=3000,
                help_text=hint_of(question),
            )
        for field in self.fields.values():
            field.widget.attrs |= {"autocomplete": "off", "data-next": ""}

    def codes(self) -> dict[str, str]:
        return {q.code: self.cleaned_data.get(q.code, "") for q in self.definitions}


def _published(request: HttpRequest, survey_id: int) -> tuple[Survey, SurveyVersion]:
    """The survey and what it asks, for whoever may enter paper."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    surveys = Survey.objects.select_related("consultation").exclude(use=Survey.Use.QUIZ)
    survey = get_object_or_404(surveys, pk=survey_id)
    version = survey.current_version()
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
    """The forms, ready to print from the browser; each has its number and a square to scan."""
    survey, version = _published(request, survey_id)
    form = CopiesForm(request.GET if "copies" in request.GET else None)
    context: dict[str, Any] = {"survey": survey, "form": form, "sheets": []}
    if form.is_bound and form.is_valid():
        first, copies = form.cleaned_data["first"], form.cleaned_data["copies"]
        entry = request.build_absolute_uri(reverse("parvis_encode", args=[survey.pk]))
        numbers = range(first, min(first + copies, 10_000))
        context |= {
            "sheets": [_sheet(serial_of(survey.pk, number), entry) for number in numbers],
            "questions": on_paper(version.definitions()),
            "is_large": form.cleaned_data["is_large"],
            "closes": survey.window()[1],
        }
        return render(request, "participation/admin/paper.html", context)
    return render(request, "participation/admin/paper_form.html", context)


def _sheet(serial: str, entry: str) -> dict[str, str]:
    square = segno.make(f"{entry}?serial={serial}", error="m", micro=False)
    return {"serial": serial, "square": square.svg_inline(omitsize=True, border=0)}


@never_cache
@require_http_methods(["GET", "POST"])
def encode(request: HttpRequest, survey_id: int) -> HttpResponse:
    """One sheet after the other, by keyboard alone: Enter leads to the next field, then sends."""
    survey, version = _published(request, survey_id)
    begun = {"handed_in": request.GET.get("day") or localdate().isoformat()}
    begun["serial"] = request.GET.get("serial", "")[:40]
    form = EncodingForm(request.POST or None, version=version, initial=begun)
    if request.method == "POST" and form.is_valid():
        try:
            serial = _enter(survey, form, cast(User, request.user))
        except AnswersInvalid as refusal:
            for code, sentence in refusal.faults.items():
                form.add_error(code, sentence)
        except Refusal as refusal:
            form.add_error("serial", str(refusal))
        else:
            messages.success(request, _("Sheet %(serial)s is entered.") % {"serial": serial})
            day = form.cleaned_data["handed_in"].isoformat()
            return redirect(f"{request.path}?day={day}")
    status = 422 if form.is_bound else 200
    context = {"survey": survey, "form": form}
    return render(request, "participation/admin/encode.html", context, status=status)


def _enter(survey: Survey, form: EncodingForm, agent: User) -> str:
    """Raises what `enter_sheet` raises."""
    return enter_sheet(
        survey=survey,
        serial=form.cleaned_data["serial"],
        typed=fields_of(form.definitions, form.codes()),
        agent=agent,
        handed_in=form.cleaned_data["handed_in"],
    ).serial
