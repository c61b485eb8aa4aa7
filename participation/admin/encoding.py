"""The screens on which paper sheets are typed: one after the other, and one in ten again."""

from __future__ import annotations

from datetime import date
from typing import cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from accounts import clock
from accounts.models import User
from participation.actions.control_sheet import control_sheet, sheet_to_control
from participation.actions.enter_sheet import enter_sheet
from participation.admin.encoding_form import CodesForm, ControlForm, EncodingForm
from participation.admin.paper import published_survey
from participation.errors import Refusal
from participation.models import AnswerSheet, ControlEntry, Survey, SurveyVersion
from participation.results.controls import (
    controls_of,
    entries_that_differ,
    sheets_to_control,
    waiting_for,
    with_differences,
)
from participation.surveys.deposit import last_day
from participation.surveys.errors import AnswersInvalid, SheetAlreadyEntered
from participation.surveys.said import controlled

PER_PAGE = 50


@never_cache
@require_http_methods(["GET", "POST"])
def encode(request: HttpRequest, survey_id: int) -> HttpResponse:
    """One sheet after the other, by keyboard alone: Enter leads to the next field, then sends."""
    survey, version = published_survey(request, survey_id)
    agent = cast(User, request.user)
    questions = version.definitions()
    begun = {"handed_in": _day(request, survey), "serial": request.GET.get("serial", "")[:40]}
    form = EncodingForm(request.POST or None, initial=begun, asked=questions, whole=questions)
    again = ""
    if request.method == "POST" and form.is_valid():
        try:
            sheet = _enter(survey, version, form, agent)
        except SheetAlreadyEntered as refusal:
            again = _control_of(survey, form.cleaned_data["serial"], agent)
            form.add_error("serial", str(refusal))
        except Refusal as refusal:
            _tell(form, refusal)
        else:
            messages.success(request, _("Sheet %(serial)s is entered.") % {"serial": sheet.serial})
            day = form.cleaned_data["handed_in"].isoformat()
            return redirect(f"{request.path}?day={day}&version={version.pk}")
    waiting = list(waiting_for(survey, agent))
    closes = survey.window()[1]
    context = {
        "survey": survey,
        "form": form,
        "waiting": waiting,
        "again": again,
        "last_day": last_day(closes) if closes else None,
        "is_over": survey.is_over(clock.now()),
        "version": version,
        "printed": _printed(survey),
    }
    return render(
        request, "participation/admin/encode.html", context, status=422 if form.is_bound else 200
    )


@never_cache
@require_http_methods(["GET", "POST"])
def control(request: HttpRequest, survey_id: int, number: int) -> HttpResponse:
    """A sheet that a colleague entered, typed again by whoever is here."""
    survey, _version = published_survey(request, survey_id)
    agent = cast(User, request.user)
    sheet = get_object_or_404(AnswerSheet.objects.exclude(serial=""), pk=number, survey=survey)
    back = redirect("parvis_controls", survey.pk)
    try:
        questions = sheet_to_control(survey, sheet.serial, agent).version.definitions()
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return back
    form = ControlForm(
        request.POST or None, asked=controlled(questions), whole=questions, sheet=sheet
    )
    if request.method == "POST" and form.is_valid():
        try:
            entry = _control(survey, form, agent)
        except Refusal as refusal:
            _tell(form, refusal)
        else:
            _say(request, sheet.serial, entry.differing)
            return back
    status = 422 if form.is_bound else 200
    context = {"survey": survey, "form": form, "sheet": sheet}
    return render(request, "participation/admin/control.html", context, status=status)


@never_cache
@require_safe
def controls(request: HttpRequest, survey_id: int) -> HttpResponse:
    """What waits for a second person, and what the controls have found."""
    survey, _version = published_survey(request, survey_id)
    agent = cast(User, request.user)
    page = Paginator(entries_that_differ(survey), PER_PAGE).get_page(request.GET.get("p"))
    waiting = list(sheets_to_control(survey))
    context = {
        "survey": survey,
        "waiting": [sheet for sheet in waiting if sheet.agent_id != agent.pk],
        "mine": sum(sheet.agent_id == agent.pk for sheet in waiting),
        "figures": controls_of(survey),
        "page": page,
        "found": with_differences(list(page.object_list)),
    }
    return render(request, "participation/admin/controls.html", context)


def _printed(survey: Survey) -> list[SurveyVersion]:
    """The versions of which sheets may have been printed, newest first; corrections of the same
    number ask the same."""
    by_number = {version.number: version for version in survey.versions.order_by("pk")}
    return list(reversed(by_number.values()))


def _day(request: HttpRequest, survey: Survey) -> date:
    """The day of the sheet before; else today, or the last day once it is over."""
    today, closes = localdate(), survey.window()[1]
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return min(today, last_day(closes)) if closes else today


def _enter(survey: Survey, version: SurveyVersion, form: EncodingForm, agent: User) -> AnswerSheet:
    """Raises what `enter_sheet` raises."""
    return enter_sheet(
        survey=survey,
        serial=form.cleaned_data["serial"],
        entry=form.entry(),
        agent=agent,
        handed_in=form.cleaned_data["handed_in"],
        version=version,
    )


def _control(survey: Survey, form: ControlForm, agent: User) -> ControlEntry:
    """Raises what `control_sheet` raises."""
    return control_sheet(
        survey=survey, serial=form.cleaned_data["serial"], entry=form.entry(), agent=agent
    )


def _say(request: HttpRequest, serial: str, differing: int) -> None:
    if not differing:
        text = _("Sheet %(serial)s is controlled: nothing differs.")
        messages.success(request, text % {"serial": serial})
        return
    text = ngettext(
        "Sheet %(serial)s is controlled: %(total)s question differs.",
        "Sheet %(serial)s is controlled: %(total)s questions differ.",
        differing,
    )
    messages.warning(request, text % {"serial": serial, "total": differing})


def _control_of(survey: Survey, serial: str, agent: User) -> str:
    """Where a sheet that was already entered may be typed again by this person, if it waits."""
    try:
        sheet = sheet_to_control(survey, serial, agent)
    except Refusal:
        return ""
    return reverse("parvis_control", args=[survey.pk, sheet.pk])


def _tell(form: CodesForm, refusal: Refusal) -> None:
    """Beside the field that it is about; what is about the whole sheet stands beside its number."""
    if isinstance(refusal, AnswersInvalid):
        for code, sentence in refusal.faults.items():
            form.add_error(code, sentence)
    else:
        form.add_error("serial", str(refusal))
