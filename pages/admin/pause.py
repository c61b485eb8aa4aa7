"""« Suspendre la participation »: the emergency stop of one consultation, and its end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.log_actions import log

from pages.models import ConsultationPage
from participation.actions.pause import (
    LONGEST_REASON,
    pause_participation,
    resume_participation,
)


class PauseForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The public reads it, on the page and where somebody wants to act."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@require_http_methods(["GET", "POST"])
def pause(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask for the reason, and stop at once."""
    page = _page(request, page_id)
    form = PauseForm(request.POST or None, initial={"reason": page.consultation.pause_reason})
    if request.method == "GET" or not form.is_valid():
        context = {"page": page, "form": form}
        status = 200 if request.method == "GET" else 400
        return render(request, "pages/admin/pause.html", context, status=status)
    reason = form.cleaned_data["reason"]
    pause_participation(consultation=page.consultation, reason=reason)
    log(instance=page, action="pages.pause", user=request.user, data={"reason": reason})
    messages.success(request, _("Participation is suspended. The page stays readable."))
    return redirect("wagtailadmin_pages:edit", page.pk)


@require_POST
def resume(request: HttpRequest, page_id: int) -> HttpResponse:
    """Accept acts again."""
    page = _page(request, page_id)
    if resume_participation(consultation=page.consultation):
        log(instance=page, action="pages.resume", user=request.user)
        messages.success(request, _("Participation goes on."))
    return redirect("wagtailadmin_pages:edit", page.pk)


def may_pause(page: Any, user: Any) -> bool:
    """Whoever may publish the page that owns the consultation may stop and resume it."""
    return (
        isinstance(page, ConsultationPage)
        and page.owns_consultation
        and page.live
        and page.permissions_for_user(user).can_publish()
    )


def _page(request: HttpRequest, page_id: int) -> ConsultationPage:
    pages = ConsultationPage.objects.select_related("consultation")
    page = get_object_or_404(pages, pk=page_id)
    if not may_pause(page, request.user):
        raise PermissionDenied
    return page
