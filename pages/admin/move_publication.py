"""« Déplacer la publication »: another moment for a page that is scheduled."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.timezone import is_naive, make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.models import Page, Revision

from accounts import clock
from accounts.models import User
from pages.actions.reschedule_page import reschedule_page
from pages.errors import NotScheduled
from pages.models.base import YEARS
from participation.errors import Refusal


class LocalMoment(forms.DateTimeField):
    """A moment in Brussels. An hour that comes twice in October means its first time."""

    def to_python(self, value: Any) -> datetime | None:
        try:
            return super().to_python(value)
        except forms.ValidationError:
            naive = self._naive(value)
            if naive is None or self._is_skipped(naive):
                raise
            return make_aware(naive, clock.BRUSSELS)

    def _naive(self, value: Any) -> datetime | None:
        for pattern in self.input_formats or ():
            try:
                return datetime.strptime(str(value).strip(), pattern)
            except ValueError:
                continue
        return None

    def _is_skipped(self, naive: datetime) -> bool:
        """Half past two in the night of March in which the clock jumps from two to three."""
        local = naive.replace(tzinfo=clock.BRUSSELS)
        back = local.astimezone(UTC).astimezone(clock.BRUSSELS)
        return back.replace(tzinfo=None) != naive


class MoveForm(forms.Form):
    to = LocalMoment(
        label=gettext_lazy("New moment"),
        help_text=gettext_lazy("Brussels time."),
        widget=AdminDateTimeInput(),
    )
    expected = forms.CharField(widget=forms.HiddenInput)

    def clean_to(self) -> datetime:
        to: datetime = self.cleaned_data["to"]
        if to.year not in YEARS:
            raise forms.ValidationError(_("Choose a year between 2000 and 2099."))
        return to

    def clean_expected(self) -> datetime:
        """The moment that the person saw, as this form wrote it."""
        try:
            seen = datetime.fromisoformat(self.cleaned_data["expected"])
        except ValueError as error:
            raise forms.ValidationError(_("Open this form again.")) from error
        if is_naive(seen):
            raise forms.ValidationError(_("Open this form again."))
        return seen


@require_http_methods(["GET", "POST"])
def move_publication(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask for another moment, and move. What was typed stays on the screen after a refusal."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    due = _due(page)
    if request.method == "GET":
        if due is None:
            messages.error(request, str(NotScheduled()))
            return redirect("wagtailadmin_pages:edit", page.pk)
        form = MoveForm(initial={"to": due, "expected": due.isoformat()})
        return _show(request, page, due, form, status=200)
    form = MoveForm(request.POST)
    if not form.is_valid():
        return _show(request, page, due, form, status=400)
    to = form.cleaned_data["to"]
    try:
        reschedule_page(
            page=page,
            user=cast(User, request.user),
            to=to,
            expected=form.cleaned_data["expected"],
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _show(request, page, _due(page), form, status=409)
    text = _("“%(title)s” will be published on %(moment)s (Brussels time).")
    moment = date_format(to.astimezone(clock.BRUSSELS), "DATETIME_FORMAT")
    messages.success(request, text % {"title": page.get_admin_display_title(), "moment": moment})
    return redirect("wagtailadmin_pages:edit", page.pk)


def _due(page: Page) -> datetime | None:
    scheduled: Revision | None = page.revisions.filter(approved_go_live_at__isnull=False).first()
    return scheduled.approved_go_live_at if scheduled else None


def _show(
    request: HttpRequest, page: Page, due: datetime | None, form: MoveForm, *, status: int
) -> HttpResponse:
    context = {"page": page, "due": due, "form": form, "media": form.media}
    return render(request, "pages/admin/move_publication.html", context, status=status)
