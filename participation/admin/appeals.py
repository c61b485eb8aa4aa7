"""Appeals: whoever did not act reads both sides, and decides."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from accounts import clock
from participation.actions.appeal_act import decide_appeal
from participation.admin.desk_forms import AppealForm
from participation.admin.moderators import for_moderators, moderator_of
from participation.errors import Refusal
from participation.models import Appeal, Comment, Idea
from participation.results.dossiers import dossier_of

_ACT = ("act__idea__box", "act__comment__idea__box", "act__account", "act__article")
_PEOPLE = ("act__idea__person", "act__comment__person", "act__moderator", "decided_by")


@for_moderators
@require_safe
def appeals(request: HttpRequest) -> HttpResponse:
    """Those that wait, the first that is due first, and the last that were decided."""
    found = Appeal.objects.select_related(*_ACT, *_PEOPLE)
    context = {
        "waiting": list(found.filter(outcome="").order_by("due_on", "pk")),
        "decided": list(found.exclude(outcome="").order_by("-decided_at")[:20]),
        "today": clock.now().astimezone(clock.BRUSSELS).date(),
    }
    return render(request, "participation/admin/appeals.html", context)


@for_moderators
@require_http_methods(["GET", "POST"])
def appeal(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """One appeal: the act, its reason, what the author says, and the answer."""
    found = get_object_or_404(Appeal.objects.select_related(*_ACT, *_PEOPLE), pk=appeal_id)
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            decide_appeal(appeal=found, moderator=moderator_of(request), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is done, and the author is told."))
            return redirect("parvis_appeals")
    text = found.act.subject
    is_text = isinstance(text, Idea | Comment)
    me = moderator_of(request).pk
    context = {
        "appeal": found,
        "form": form,
        "text": text if is_text else None,
        "kind": text._meta.model_name,
        "idea": found.act.idea or (found.act.comment.idea if found.act.comment else None),
        "dossier": dossier_of(text) if isinstance(text, Idea | Comment) else None,
        "may_decide": me not in (found.act.moderator_id, found.act.author.user_id),
    }
    status = 422 if form.errors else 200
    return render(request, "participation/admin/appeal.html", context, status=status)
