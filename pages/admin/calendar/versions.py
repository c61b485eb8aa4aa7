"""The versions presented to the Collège, and what has changed since each."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from accounts import clock
from accounts.models import User
from pages.actions.place import YEARS
from pages.actions.plan_entry import CHANGE
from pages.actions.present_calendar import present_calendar
from pages.admin.calendar.doors import for_readers
from pages.admin.calendar.forms import day_field
from pages.models import CalendarSnapshot
from pages.results.calendar_versions import causes_of, difference
from participation.errors import Refusal


class PresentForm(forms.Form):
    presented_on = day_field(label=gettext_lazy("Presented to the Collège on"), required=True)
    first_day = day_field(label=gettext_lazy("First day of the period"), required=True)
    last_day = day_field(label=gettext_lazy("Last day of the period"), required=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, value in list(cleaned.items()):
            if isinstance(value, date) and value.year not in YEARS:
                self.add_error(name, _("Choose a year between 2000 and 2099."))
        return cleaned


@for_readers
@require_http_methods(["GET", "POST"])
def versions(request: HttpRequest) -> HttpResponse:
    """What was presented and when; whoever plans may keep a new version."""
    today = clock.now().astimezone(clock.BRUSSELS).date()
    start = {
        "presented_on": today,
        "first_day": date(today.year, 1, 1),
        "last_day": date(today.year + 1, 12, 31),
    }
    if request.method == "GET":
        return _list(request, PresentForm(initial=start), today)
    form = PresentForm(request.POST)
    if not form.is_valid():
        return _list(request, form, today, status=400)
    asked = form.cleaned_data
    try:
        kept = present_calendar(
            presented_on=asked["presented_on"],
            first=asked["first_day"],
            last=asked["last_day"],
            user=cast(User, request.user),
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _list(request, form, today, status=409)
    messages.success(request, _("This version is kept. Moving what is in it now asks for a cause."))
    return redirect("parvis_calendar_version", kept.pk)


def _list(
    request: HttpRequest, form: PresentForm, today: date, *, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "versions": CalendarSnapshot.objects.order_by("-presented_on", "-pk"),
        "may_change": request.user.has_perm(CHANGE),
        "year": today.year,
        "causes": causes_of(today.year),
    }
    return render(request, "pages/admin/calendar/versions.html", context, status=status)


@for_readers
@require_safe
def version(request: HttpRequest, version_id: int) -> HttpResponse:
    """One version against the calendar as it stands."""
    snapshot = get_object_or_404(CalendarSnapshot.objects.select_related("taken_by"), pk=version_id)
    context = {"snapshot": snapshot, "difference": difference(snapshot)}
    return render(request, "pages/admin/calendar/version.html", context)
