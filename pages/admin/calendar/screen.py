"""The calendar: a year, a month, a week, a list or a board of the same entries."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts import clock
from pages.actions.plan_entry import ADD
from pages.admin.calendar import periods
from pages.admin.calendar.doors import for_readers
from pages.admin.calendar.filters import Filters
from pages.models import CalendarEntry, Observance
from pages.results.calendar import Shown, calendar_entries
from pages.results.calendar_views import (
    Note,
    background,
    months_of,
    stages_of,
    weeks_of,
    year_of,
)
from pages.results.calendar_warnings import AROUND, warnings_of

LABELS = {
    periods.YEAR: _("Year"),
    periods.MONTH: _("Month"),
    periods.WEEK: _("Week"),
    periods.LIST: _("List"),
    periods.BOARD: _("Board by state"),
}


@for_readers
@require_safe
def calendar(request: HttpRequest, view: str = periods.YEAR) -> HttpResponse:
    """One view of one period, filtered; the undated entries stand beside it."""
    if view not in periods.VIEWS:
        raise Http404
    at = clock.now()
    today = at.astimezone(clock.BRUSSELS).date()
    on = periods.day_asked(request.GET.get("on", ""), today)
    period = periods.period_of(view, on)
    filters = Filters(request.GET)
    first, last = period.first - AROUND, period.last + AROUND
    everything = calendar_entries(first, last, at=at)
    shown, notes = filters.keep(everything), background(first, last)
    context = {
        "view": view,
        "tabs": LABELS.items(),
        "on": on,
        "today": today,
        "at": at,
        "period": period,
        "filters": filters,
        "chosen": filters.query(),
        "here": filters.query(on=on.isoformat()),
        "now": filters.query(on=today.isoformat()),
        "before": _address(filters, period.before),
        "after": _address(filters, period.after),
        "shelf": [entry for entry in shown if entry.first_day is None],
        "is_empty": not any(entry.touches(period.first, period.last) for entry in shown),
        "warnings": warnings_of(everything, notes, today),
        "kinds": CalendarEntry.Kind.choices,
        "note_kinds": Observance.Kind.choices,
        "may_add": request.user.has_perm(ADD),
        **_laid_out(view, period, shown, notes, today),
    }
    return render(request, "pages/admin/calendar/screen.html", context)


def _address(filters: Filters, on: date | None) -> str:
    return filters.query(on=on.isoformat()) if on else ""


def _laid_out(
    view: str, period: periods.Period, shown: list[Shown], notes: list[Note], today: date
) -> dict[str, Any]:
    first, last = period.first, period.last
    if view == periods.YEAR:
        return {"year": year_of(shown, notes, first.year, today)}
    if view == periods.LIST:
        return {"months": months_of(shown, first, last)}
    if view == periods.BOARD:
        return {"stages": stages_of([entry for entry in shown if entry.touches(first, last)])}
    band = [entry for entry in shown if entry.precision == "month" and entry.touches(first, last)]
    return {"weeks": weeks_of(shown, notes, first, last, today), "band": band}
