"""Proposing an idea: write first, identify after."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import clock
from accounts.errors import TextTooLong
from accounts.intent import keep_intent, take_intent
from accounts.people import person_of, signed_in
from participation.actions.doors import box_for_rules
from participation.actions.edit_idea import edit_idea, withdraw_idea
from participation.actions.propose_idea import keep_draft, propose_idea, submit_draft
from participation.errors import (
    ActivityClosed,
    ActivityNotOpenYet,
    ParticipationSuspended,
    Refusal,
)
from participation.forms import IdeaForm
from participation.models import Idea, IdeaBox
from participation.reader import reader
from participation.results.similar import similar_ideas
from participation.views.doors import ask_to_log_in, first_things_first, status_of

INTENT = "idea"


@never_cache
@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, box_id: int) -> HttpResponse:
    """The form of an idea. What an unknown visitor typed survives sign-up and is sent after it."""
    box = _box(box_id)
    if box is None:
        raise Http404
    name = f"{INTENT}-{box.pk}"
    if request.method == "GET":
        return _form(request, box, IdeaForm(initial=take_intent(request, name) or {}))
    form = IdeaForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, box, form, status=422)
    is_sure = "is_different" in request.POST or "draft" in request.POST
    if not is_sure and (similar := similar_ideas(box, form.cleaned_data["title"])):
        return _form(request, box, form, similar=similar)
    form.keep_picture()
    try:
        if waits := first_things_first(request, name, form.typed(), _what):
            return waits
        address = _send(request, box, form)
    except (Refusal, TextTooLong) as refusal:
        form.add_error(None, str(refusal))
        return _form(request, box, form, status=status_of(refusal))
    return redirect(address)


def resume(request: HttpRequest, what: str, data: dict[str, Any]) -> str:
    """The idea that somebody wrote before they logged in: sent now, or shown with what is wrong."""
    box = _box(int(what))
    if box is None:
        messages.error(request, str(ActivityClosed()))
        return "/"
    form = IdeaForm(data)
    try:
        if form.is_valid():
            return _send(request, box, form)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    address = reverse("participation:propose", args=[box.pk])
    keep_intent(request, f"{INTENT}-{box.pk}", data, address)
    return address


@never_cache
@require_safe
def similar(request: HttpRequest, box_id: int) -> HttpResponse:
    """Published ideas that look like the title being typed; nothing when there is none."""
    box = get_object_or_404(IdeaBox.objects.public(), pk=box_id)
    ideas = similar_ideas(box, request.GET.get("title", ""))
    return render(request, "participation/components/similar.html", {"similar": ideas})


@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, idea_id: int) -> HttpResponse:
    """Change one's own idea, or send it (again)."""
    person = reader(request)
    if person is None:
        return ask_to_log_in(request, _("to change your idea"))
    idea = get_object_or_404(Idea.objects.for_cards(), pk=idea_id, person=person)
    if request.method == "GET":
        return _form(request, idea.box, IdeaForm.of(idea), idea=idea)
    form = IdeaForm.of(idea, request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, idea.box, form, idea=idea, status=422)
    try:
        edited = edit_idea(person=person, idea=idea, text=form.idea_text(get_language() or "fr"))
        if "send" in request.POST:
            edited = submit_draft(person=person, idea=edited)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _form(request, idea.box, form, idea=idea, status=422)
    sent = "send" in request.POST
    messages.success(request, _received(edited) if sent else _saved(edited))
    return redirect("participation:idea", idea.pk)


@never_cache
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, idea_id: int) -> HttpResponse:
    """Take one's own idea back, once asked."""
    person = reader(request)
    if person is None:
        return ask_to_log_in(request, _("to withdraw your idea"))
    idea = get_object_or_404(Idea.objects.for_cards(), pk=idea_id, person=person)
    if request.method == "GET":
        return render(request, "participation/withdraw.html", {"idea": idea, "box": idea.box})
    try:
        withdraw_idea(person=person, idea=idea)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Your idea is withdrawn. Its place is kept."))
    return redirect("participation:idea", idea.pk)


def _box(number: int) -> IdeaBox | None:
    """One that is shown, and in which citizens propose."""
    box = box_for_rules(number)
    if box is None or box.is_archived or not box.is_public() or box.use == IdeaBox.Use.VOTE:
        return None
    return box


def _send(request: HttpRequest, box: IdeaBox, form: IdeaForm) -> str:
    """Send the idea, or keep it as a draft if that was asked or the box is closed; its address."""
    person = person_of(signed_in(request))
    text = form.idea_text(get_language() or "fr")
    token = form.cleaned_data["token"]
    try:
        if "draft" in request.POST:
            idea = keep_draft(person=person, box=box, text=text, token=token)
            messages.success(request, _("Your draft is kept. Only you can see it."))
        else:
            is_doubtful = bool(form.cleaned_data["website"])
            idea = propose_idea(
                person=person, box=box, text=text, token=token, is_doubtful=is_doubtful
            )
            messages.success(request, _received(idea))
    except (ActivityClosed, ActivityNotOpenYet, ParticipationSuspended) as refusal:
        idea = keep_draft(person=person, box=box, text=text, token=token)
        messages.error(request, str(refusal))
    return reverse("participation:idea", args=[idea.pk])


def _saved(idea: Idea) -> str:
    if idea.state == Idea.State.SUBMITTED:
        return _("Your idea is saved. It will appear once a moderator has read it.")
    return _("Your idea is saved.")


def _received(idea: Idea) -> str:
    thanks = _("Thank you! Your idea no. %(number)s has been received.") % {"number": idea.pk}
    is_online = _("It is online.")
    is_read_first = _("It will appear once a moderator has read it.")
    return f"{thanks} {is_online if idea.state == Idea.State.PUBLISHED else is_read_first}"


def _form(
    request: HttpRequest, box: IdeaBox, form: IdeaForm, *, status: int = 200, **context: Any
) -> HttpResponse:
    form.keep_picture()
    at = clock.now()
    context |= {"box": box, "form": form, "at": at, "is_open": box.is_open(at)}
    return render(request, "participation/propose.html", context, status=status)


def _what() -> str:
    return _("to send your idea. Your text is kept.")
