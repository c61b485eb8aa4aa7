"""« À modérer » : the queue, one act by one click, and one act on many with one reason."""

from __future__ import annotations

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from accounts import clock
from participation.actions.moderate import moderate
from participation.admin.desk_forms import ActForm
from participation.admin.moderators import find_text, for_moderators, moderator_of
from participation.errors import Refusal
from participation.models import Comment, Idea, IdeaBox, ModerationAct
from participation.results.sheet_texts import surveys_with_unread_texts
from participation.results.waiting import Why, queue

Act = ModerationAct.Act
Chosen = tuple[Idea | Comment, str]  # a text, and the mark of what the moderator read
_KEY = re.compile(r"(idea|comment)-([1-9][0-9]{0,14})-([0-9a-f]{16})")
MOST_AT_ONCE = 100


@for_moderators
@require_http_methods(["GET", "POST"])
def desk(request: HttpRequest) -> HttpResponse:
    """The queue, filtered by why and by call; nothing else of the address is read."""
    if request.method == "GET":
        return _screen(request, ActForm())
    if "one" in request.POST:
        return _one(request)
    return _many(request)


def _one(request: HttpRequest) -> HttpResponse:
    """One click: publish, or nothing to object to."""
    act, _sep, key = request.POST["one"].partition(":")
    chosen = _chosen([key])
    if act not in (Act.PUBLISH, Act.KEEP) or chosen is None:
        messages.error(request, _("This choice is no longer on the list. Nothing was done."))
        return _back(request)
    _say(request, act, _do(request, act, chosen, {}))
    return _back(request)


def _many(request: HttpRequest) -> HttpResponse:
    form = ActForm(request.POST)
    keys = request.POST.getlist("chosen")[:MOST_AT_ONCE]
    chosen = _chosen(keys)
    if not keys:
        form.add_error(None, _("Tick at least one text."))
    elif chosen is None:
        form.add_error(None, _("This choice is no longer on the list. Nothing was done."))
    if not form.is_valid() or not chosen:
        return _screen(request, form, ticked=keys, status=422)
    given = {"article": form.cleaned_data["article"], "reason": form.cleaned_data["reason"]}
    act = form.cleaned_data["act"]
    _say(request, act, _do(request, act, chosen, given))
    return _back(request)


def _chosen(keys: list[str]) -> list[Chosen] | None:
    """What was ticked; None if anything is not a text that was sent: then nothing is done."""
    found: list[Chosen] = []
    for key in keys:
        parts = _KEY.fullmatch(key)
        try:
            if parts is None:
                return None
            found.append((find_text(parts[1], int(parts[2])), parts[3]))
        except Http404:
            return None
    return found


def _do(request: HttpRequest, act: str, chosen: list[Chosen], given: dict[str, Any]) -> int:
    """Each in a transaction of its own: where a colleague was faster, the others go on."""
    done = 0
    for subject, mark in chosen:
        try:
            moderate(subject=subject, act=act, moderator=moderator_of(request), seen=mark, **given)
        except Refusal as refusal:
            messages.warning(request, f"« {subject} » – {refusal}")
        else:
            done += 1
    return done


def _say(request: HttpRequest, act: str, done: int) -> None:
    if done:
        text = ngettext("%(n)s text: %(act)s.", "%(n)s texts: %(act)s.", done)
        messages.success(request, text % {"n": done, "act": Act(act).label})


def _filters(request: HttpRequest) -> dict[str, Any]:
    why, box = request.GET.get("why", ""), request.GET.get("box", "")
    number = int(box) if re.fullmatch(r"[1-9][0-9]{0,14}", box) else None
    return {"why": why if why in Why.values else "", "box_id": number}


def _back(request: HttpRequest) -> HttpResponse:
    """To the same part of the queue, where the next one is now the first."""
    chosen = {name: value for name, value in _filters(request).items() if value}
    query = urlencode({"box" if name == "box_id" else name: v for name, v in chosen.items()})
    return redirect(f"{reverse('parvis_desk')}{'?' if query else ''}{query}#waiting")


def _screen(
    request: HttpRequest, form: ActForm, *, ticked: list[str] | None = None, status: int = 200
) -> HttpResponse:
    filters = _filters(request)
    found = queue(**filters)
    context = filters | {
        "queue": found,
        "tabs": [(name, label, found.counts.get(name, 0)) for name, label in Why.choices],
        "total": sum(found.counts.values()),
        "box": IdeaBox.objects.filter(pk=filters["box_id"]).first() if filters["box_id"] else None,
        "form": form,
        "ticked": ticked or [],
        "at": clock.now(),
        "own": moderator_of(request).pk,
        "survey_texts": surveys_with_unread_texts(),
    }
    return render(request, "participation/admin/desk.html", context, status=status)
