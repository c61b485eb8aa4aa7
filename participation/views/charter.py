"""Reporting a contribution, and appealing against what moderation did to one's own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import clock
from accounts.errors import TextTooLong
from accounts.intent import keep_intent, take_intent
from accounts.people import person_of, signed_in
from participation.actions.appeal_act import appeal, check_appealable
from participation.actions.report_abuse import report_abuse
from participation.charter_forms import ReasonForm, ReportForm
from participation.errors import Refusal
from participation.models import Appeal, Comment, Idea, ModerationAct
from participation.reader import reader
from participation.views.doors import ask_to_log_in, first_things_first, status_of

INTENT = "report"


@never_cache
@require_http_methods(["GET", "POST"])
def report_idea(request: HttpRequest, idea_id: int) -> HttpResponse:
    return _report(request, _found("idea", idea_id))


@never_cache
@require_http_methods(["GET", "POST"])
def report_comment(request: HttpRequest, comment_id: int) -> HttpResponse:
    return _report(request, _found("comment", comment_id))


def resume(request: HttpRequest, what: str, data: dict[str, Any]) -> str:
    """The report that somebody wrote before they logged in: sent now, or shown again."""
    kind, _sep, number = what.partition("-")
    try:
        subject = _found(kind, int(number))
    except Http404:
        messages.info(request, _("What you reported is no longer online."))
        return "/"
    form = ReportForm(data)
    try:
        if form.is_valid():
            return _send(request, subject, form)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    address = reverse(f"participation:report_{kind}", args=[subject.pk])
    keep_intent(request, _name(subject), data, address)
    return address


@never_cache
@require_http_methods(["GET", "POST"])
def appeal_act(request: HttpRequest, act_id: int) -> HttpResponse:
    """The author asks another moderator to look again."""
    person = reader(request)
    if person is None:
        return ask_to_log_in(request, _("to appeal"))
    acts = ModerationAct.objects.select_related("idea", "comment__idea", "account", "article")
    act = get_object_or_404(acts, pk=act_id)
    if act.author.pk != person.pk:
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            appeal(person=person, act=act, text=form.cleaned_data["reason"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your appeal is recorded. Another person will decide."))
            return redirect("participation:appeal", act.pk)
    made = Appeal.objects.filter(act=act).first()
    context = {"act": act, "appeal": made, "form": form, "why_not": _why_not(act, made)}
    status = 422 if form.errors else 200
    return render(request, "participation/appeal.html", context, status=status)


def _why_not(act: ModerationAct, made: Appeal | None) -> str:
    """Why no appeal may be made any more; empty while it may."""
    if made is None:
        try:
            check_appealable(act, clock.now())
        except Refusal as refusal:
            return str(refusal)
    return ""


def _found(kind: str, number: int) -> Idea | Comment:
    """What the public may read and citizens wrote. Raises Http404."""
    if kind == "idea":
        return get_object_or_404(Idea.objects.published().propositions(), pk=number)
    found = Comment.objects.published().filter(idea__in=Idea.objects.published())
    return get_object_or_404(found.select_related("idea"), pk=number)


def _name(subject: Idea | Comment) -> str:
    return f"{INTENT}-{subject._meta.model_name}-{subject.pk}"


def _report(request: HttpRequest, subject: Idea | Comment) -> HttpResponse:
    """Say what is wrong first, then who one is."""
    if request.method == "GET":
        kept = take_intent(request, _name(subject)) or {}
        return _form(request, subject, ReportForm(initial=kept))
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _form(request, subject, form, status=422)
    try:
        name, typed = _name(subject), form.typed()
        if waits := first_things_first(request, name, typed, _what):
            return waits
        return redirect(_send(request, subject, form))
    except (Refusal, TextTooLong) as refusal:
        form.add_error(None, str(refusal))
        return _form(request, subject, form, status=status_of(refusal))


def _what() -> str:
    return _("to send your report. Your text is kept.")


def _send(request: HttpRequest, subject: Idea | Comment, form: ReportForm) -> str:
    report_abuse(person=person_of(signed_in(request)), subject=subject, **form.cleaned_data)
    thanks = _("Thank you. A moderator will read it, and you will learn what came of it.")
    messages.success(request, thanks)
    idea_id = subject.pk if isinstance(subject, Idea) else subject.idea_id
    return reverse("participation:idea", args=[idea_id])


def _form(
    request: HttpRequest, subject: Idea | Comment, form: ReportForm, *, status: int = 200
) -> HttpResponse:
    context = {"subject": subject, "form": form}
    return render(request, "participation/report.html", context, status=status)
