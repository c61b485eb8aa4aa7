"""The counter: an agent enters what somebody says, and hands them a receipt."""

from __future__ import annotations

from typing import Any, cast

import segno
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import clock
from accounts.models import User
from participation import consent
from participation.actions.assist import Assisted, assist
from participation.actions.doors import ASSIST
from participation.actions.follow_code import renew_code
from participation.admin.assist_form import AssistForm
from participation.errors import (
    ConsentMissing,
    NothingToEnter,
    Refusal,
    SittingOver,
    TitleOutOfLimits,
    UnknownCode,
)
from participation.models import Idea, IdeaBox, Sitting
from participation.results.sittings import by_channel, ideas_to_choose
from participation.views.doors import status_of

PER_PAGE = 50
# Which field a refusal is about; the others stand above the form.
FIELD_OF: dict[type[Refusal], str] = {
    ConsentMissing: "agrees",
    UnknownCode: "code",
    TitleOutOfLimits: "title",
}


def _agent(request: HttpRequest) -> User:
    if not request.user.has_perm(ASSIST):
        raise PermissionDenied
    return cast(User, request.user)


@never_cache
@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    """The calls, boxes and votes that are open now."""
    _agent(request)
    at = clock.now()
    boxes = IdeaBox.objects.public().current().select_related("consultation").order_by("-pk")
    context = {"boxes": [box for box in boxes if box.is_open(at)]}
    return render(request, "participation/admin/assist_calls.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def screen(request: HttpRequest, box_id: int) -> HttpResponse:
    """One person, one sitting: an idea, votes and a comment, sent together."""
    agent = _agent(request)
    boxes = IdeaBox.objects.public().select_related("consultation")
    box = get_object_or_404(boxes, pk=box_id)
    sitting = _going_on(request, agent)
    form = AssistForm(
        request.POST if request.method == "POST" else None,
        box=box,
        ideas=ideas_to_choose(box),
        is_known=sitting is not None,
        initial=_last_time(agent),
    )
    if sitting is None and request.POST.get("sitting"):
        form.add_error(None, str(SittingOver()))
    elif request.method == "POST" and form.is_valid():
        try:
            done = assist(
                agent=agent,
                box=box,
                whom=sitting or form.whom(),
                wishes=form.wishes(),
                token=form.cleaned_data["token"],
            )
        except Refusal as refusal:
            return _refused(request, form, sitting, refusal)
        return _receipt(request, done, box)
    return _screen(request, form, sitting, status=422 if form.errors else 200)


@never_cache
@require_safe
def sittings(request: HttpRequest) -> HttpResponse:
    """Who acted for whom, newest first, and how much came through each door."""
    _agent(request)
    rows = Sitting.objects.newest_first().select_related("person", "agent", "code_renewed_by")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    context = {"sittings": page, "doors": by_channel()}
    return render(request, "participation/admin/sittings.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def new_code(request: HttpRequest, sitting_id: int) -> HttpResponse:
    """Another code for whoever lost their receipt, once asked."""
    agent = _agent(request)
    sitting = get_object_or_404(Sitting.objects.select_related("person", "agent"), pk=sitting_id)
    refusal = ""
    if request.method == "POST":
        try:
            code = renew_code(sitting=sitting, agent=agent)
        except Refusal as refused:
            refusal = str(refused)
        else:
            return _receipt(request, Assisted(sitting, code), None)
    context = {"sitting": sitting, "refusal": refusal}
    status = 409 if refusal else 200
    return render(request, "participation/admin/new_code.html", context, status=status)


def _going_on(request: HttpRequest, agent: User) -> Sitting | None:
    """The sitting that this agent goes on with, as long as it lasts."""
    number = (request.POST if request.method == "POST" else request.GET).get("sitting", "")
    if not (number.isascii() and number.isdigit() and len(number) < 16):
        return None
    rows = Sitting.objects.going_on(clock.now()).select_related("person", "agent")
    return rows.filter(pk=int(number), agent=agent).first()


def _last_time(agent: User) -> dict[str, Any]:
    """Where this agent sat last: the next person is met at the same place."""
    last = Sitting.objects.filter(agent=agent).newest_first().first()
    if last is None:
        return {"channel": Sitting.DOORS[0].value}
    return {"channel": last.channel, "place": last.place}


def _refused(
    request: HttpRequest, form: AssistForm, sitting: Sitting | None, refusal: Refusal
) -> HttpResponse:
    field = FIELD_OF.get(type(refusal))
    form.add_error(field if field in form.fields else None, str(refusal))
    status = 422 if isinstance(refusal, NothingToEnter) else status_of(refusal)
    return _screen(request, form, sitting, status=status)


def _screen(
    request: HttpRequest, form: AssistForm, sitting: Sitting | None, *, status: int
) -> HttpResponse:
    context = {
        "form": form,
        "box": form.box,
        "is_open": form.box.is_open(clock.now()),
        "sitting": sitting,
        "consent": consent.WORDS,
    }
    return render(request, "participation/admin/assist.html", context, status=status)


def _receipt(request: HttpRequest, done: Assisted, box: IdeaBox | None) -> HttpResponse:
    """A page to print. It is the only one that ever shows the code."""
    address = settings.BASE_URL + reverse("participation:follow")
    square = segno.make(address, error="m", micro=False)
    numbers = [vote.idea_id for vote in done.votes]
    titles = Idea.objects.in_bulk(numbers)
    context = {
        "done": done,
        "box": box,
        "address": address,
        "square": square.svg_inline(omitsize=True, border=0),
        "votes": [(titles[vote.idea_id], vote.get_choice_display()) for vote in done.votes],
        "goes_on": box is not None and done.sitting.ends_at > clock.now(),
    }
    return render(request, "participation/admin/receipt.html", context)
