"""The acts on one entry: read it, add it, write it anew, move it, give it up."""

from __future__ import annotations

from typing import Any, cast

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from accounts import clock
from accounts.models import User
from pages.actions.abandon_entry import abandon_entry
from pages.actions.draft_entry import draft_entry
from pages.actions.move_entry import move_entry
from pages.actions.place import Placement
from pages.actions.plan_entry import CHANGE, change_entry, plan_entry
from pages.admin.calendar.doors import for_planners, for_readers
from pages.admin.calendar.forms import AbandonForm, AddForm, MoveForm, PlanForm
from pages.errors import EntryMovedMeanwhile
from pages.models import CalendarEntry, Precision
from pages.results.calendar import Shown, calendar_entries, shown_of
from pages.results.calendar_views import background
from pages.results.calendar_warnings import AROUND, Caution, warnings_of
from participation.errors import Refusal


@for_readers
@require_safe
def entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """One entry: what is planned, what its page says, every move."""
    shown = _shown(entry_id)
    context = {
        "shown": shown,
        "warnings": _warnings(shown),
        "entry": shown.entry,
        "moves": shown.entry.moves.select_related("made_by").order_by("-made_at", "-pk"),
        "may_change": request.user.has_perm(CHANGE),
        "page": _page_for(shown.entry, request.user),
    }
    return render(request, "pages/admin/calendar/entry.html", context)


@for_planners
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new entry; the address may propose a day, or the shelf."""
    if request.method == "GET":
        day = request.GET.get("day", "")
        start = {"precision": Precision.DAY if day else Precision.MONTH, "first_day": day}
        return _form(request, AddForm(initial=start), _("Add to the calendar"))
    form = AddForm(request.POST)
    if not form.is_valid():
        return _form(request, form, _("Add to the calendar"), status=400)
    made = plan_entry(plan=form.plan(), placement=form.placement, user=_user(request))
    messages.success(request, _("“%(title)s” is in the calendar.") % {"title": made.title})
    return redirect("parvis_calendar_entry", made.pk)


@for_planners
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, entry_id: int) -> HttpResponse:
    found = get_object_or_404(CalendarEntry, pk=entry_id)
    form = PlanForm(request.POST or None, instance=found)
    if request.method == "GET":
        return _form(request, form, _("Edit the entry"), found)
    if not form.is_valid():
        return _form(request, form, _("Edit the entry"), found, status=400)
    change_entry(entry=found, plan=form.plan(), user=_user(request))
    messages.success(request, _("The entry is saved."))
    return redirect("parvis_calendar_entry", found.pk)


@for_planners
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, entry_id: int) -> HttpResponse:
    """« Déplacer… »: what was typed stays on the screen after a refusal."""
    shown = _shown(entry_id)
    found = shown.entry
    title = _("Move the entry")
    if request.method == "GET":
        start = {
            "precision": shown.precision,
            "first_day": shown.first_day,
            "last_day": shown.last_day if shown.precision == Precision.RANGE else None,
            "expected": _mark(shown),
        }
        return _form(request, MoveForm(initial=start), title, found, shown=shown)
    form = MoveForm(request.POST)
    if not form.is_valid():
        return _form(request, form, title, found, shown=shown, status=400)
    try:
        if form.cleaned_data["expected"] != _mark(shown):
            raise EntryMovedMeanwhile
        move_entry(
            entry=found,
            to=form.placement,
            expected=Placement(shown.precision, shown.first_day, shown.last_day),
            user=_user(request),
            cause=form.cleaned_data["cause"],
            reason=form.cleaned_data["reason"],
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _form(request, form, title, found, shown=shown, status=409)
    messages.success(request, _("The entry is moved."))
    return redirect("parvis_calendar_entry", found.pk)


@for_planners
@require_http_methods(["GET", "POST"])
def abandon(request: HttpRequest, entry_id: int) -> HttpResponse:
    found = get_object_or_404(CalendarEntry, pk=entry_id)
    title = _("Abandon the entry")
    form = AbandonForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _form(request, form, title, found, status=200 if request.method == "GET" else 400)
    try:
        abandon_entry(entry=found, reason=form.cleaned_data["reason"], user=_user(request))
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _form(request, form, title, found, status=409)
    messages.success(request, _("The entry is abandoned. It stays in the history."))
    return redirect("parvis_calendar_entry", found.pk)


@for_planners
@require_POST
def draft(request: HttpRequest, entry_id: int) -> HttpResponse:
    """« Créer le brouillon »; a second click opens the page that the first one made."""
    found = get_object_or_404(CalendarEntry, pk=entry_id)
    try:
        page = draft_entry(entry=found, user=_user(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("parvis_calendar_entry", found.pk)
    return redirect("wagtailadmin_pages:edit", page.pk)


def _shown(entry_id: int) -> Shown:
    found = get_object_or_404(CalendarEntry.objects.with_related(), pk=entry_id)
    return shown_of([found], clock.now())[0]


def _warnings(shown: Shown) -> list[Caution]:
    if shown.first_day is None or shown.last_day is None:
        return []
    at = clock.now()
    first, last = shown.first_day - AROUND, shown.last_day + AROUND
    today = at.astimezone(clock.BRUSSELS).date()
    found = warnings_of(calendar_entries(first, last, at=at), background(first, last), today)
    return found.get(shown.entry.pk, [])


def _mark(shown: Shown) -> str:
    """Where the person saw it, as the form carries it."""
    return f"{shown.precision}/{shown.first_day}/{shown.last_day}"


def _page_for(found: CalendarEntry, user: Any) -> Any:
    """Its page, for whoever may edit or read it."""
    page = found.page
    return page if page and page.permissions_for_user(user).can_edit() else None


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)


def _form(
    request: HttpRequest,
    form: BaseForm,
    title: str,
    found: CalendarEntry | None = None,
    *,
    shown: Shown | None = None,
    status: int = 200,
) -> HttpResponse:
    back = reverse("parvis_calendar_entry", args=[found.pk]) if found else None
    context = {
        "form": form,
        "act": title,
        "entry": found,
        "shown": shown,
        "back": back or reverse("parvis_calendar"),
    }
    return render(request, "pages/admin/calendar/form.html", context, status=status)
