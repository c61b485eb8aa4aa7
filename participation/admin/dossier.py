"""One text before a moderator: all of it, what was reported, what was decided, what may be done."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from accounts import clock
from participation.actions.block_account import block_account, is_blocked, unblock_account
from participation.actions.moderate import moderate, possible_acts
from participation.actions.redact import redact
from participation.admin.desk_forms import ActForm, BlockForm, RedactForm
from participation.admin.moderators import find_text, for_moderators, moderator_of
from participation.errors import Refusal
from participation.models import Comment, Idea, ModerationAct
from participation.results.dossiers import dossier_of

Act = ModerationAct.Act


@for_moderators
@require_safe
def dossier(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """The text and its forms; `act` in the address chooses one to begin with."""
    return _screen(request, find_text(kind, number))


@for_moderators
@require_POST
def decide(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """Publish, return, refuse, hide, publish again, or leave it as it is."""
    text = find_text(kind, number)
    form = ActForm(request.POST, acts=possible_acts(text))
    if form.is_valid():
        seen = request.POST.get("seen", "")
        try:
            moderate(subject=text, moderator=moderator_of(request), seen=seen, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is done, and the author is told."))
            return redirect("parvis_dossier", kind, number)
    return _screen(request, find_text(kind, number), decision=form)


@for_moderators
@require_POST
def take_out(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """Personal data out of the text."""
    text = find_text(kind, number)
    form = RedactForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            redact(
                subject=text,
                passages=data["passages"].splitlines(),
                with_picture=data["with_picture"],
                moderator=moderator_of(request),
                article=data["article"],
                reason=data["reason"],
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is done, and the author is told."))
            return redirect("parvis_dossier", kind, number)
    return _screen(request, text, redaction=form)


@for_moderators
@require_POST
def block(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """The author's account, for a while; or open it again."""
    text = find_text(kind, number)
    form = BlockForm(request.POST)
    moderator = moderator_of(request)
    try:
        if "unblock" in request.POST:
            unblock_account(person=text.person, moderator=moderator)
        elif form.is_valid():
            block_account(person=text.person, moderator=moderator, **form.cleaned_data)
        else:
            return _screen(request, text, blocking=form)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _screen(request, text, blocking=form)
    messages.success(request, _("It is done, and the author is told."))
    return redirect("parvis_dossier", kind, number)


def _screen(request: HttpRequest, text: Idea | Comment, **bound: forms.Form) -> HttpResponse:
    at, acts = clock.now(), possible_acts(text)
    wanted = request.GET.get("act", "")
    context: dict[str, Any] = {
        "text": text,
        "kind": text._meta.model_name,
        "idea": text if isinstance(text, Idea) else text.idea,
        "dossier": dossier_of(text),
        "is_own": text.person.user_id == moderator_of(request).pk,
        "decision": ActForm(acts=acts, initial={"act": wanted if wanted in acts else ""}),
        "redaction": RedactForm(),
        "blocking": BlockForm(),
        "is_blocked": is_blocked(text.person, at),
        "has_forms": bool(acts),
        "at": at,
    }
    status = 422 if bound else 200
    return render(request, "participation/admin/dossier.html", context | bound, status=status)
