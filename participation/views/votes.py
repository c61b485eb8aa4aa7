"""Supporting an idea: the act's own page, in place with JavaScript."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import clock
from accounts.models import Person
from accounts.people import person_of, signed_in
from participation.actions.cast_vote import cast_vote, withdraw_vote
from participation.errors import Refusal
from participation.models import Idea
from participation.reader import reader
from participation.results.ideas import shows_counts_to
from participation.results.tallies import counts_now
from participation.results.votes import votes_left
from participation.views.doors import first_things_first, is_in_place, page_of

WITHDRAW = "none"
INTENT = "vote"


@never_cache
@require_http_methods(["GET", "POST"])
def vote(request: HttpRequest, idea_id: int) -> HttpResponse:
    """GET asks to confirm and holds the token; POST votes, or withdraws with `choice=none`."""
    if request.method == "GET":
        return _answer(request, idea_id, reader(request), is_asking=True)
    choice = request.POST.get("choice", "for")
    if waits := first_things_first(
        request, f"{INTENT}-{idea_id}", {"choice": choice}, lambda: _what(idea_id)
    ):
        return waits
    person = person_of(signed_in(request))
    try:
        done = _cast(person, idea_id, choice)
    except Refusal as refusal:
        return _answer(request, idea_id, person, refusal=str(refusal))
    if is_in_place(request):
        return _answer(request, idea_id, person, done=done)
    messages.success(request, done)
    return redirect(page_of(request, reverse("participation:idea", args=[idea_id])))


def _what(idea_id: int) -> str:
    idea = get_object_or_404(Idea.objects.published().only("title"), pk=idea_id)
    return _("to support “%(title)s”. Your choice is kept.") % {"title": idea.title}


def resume(request: HttpRequest, what: str, data: dict[str, Any]) -> str:
    """The vote that somebody cast before they logged in; the address of its idea."""
    idea = Idea.objects.published().filter(pk=what).first()
    if idea is None:
        messages.error(request, _("This idea is no longer open to votes."))
        return "/"
    try:
        messages.success(request, _cast(person_of(signed_in(request)), idea, data["choice"]))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return reverse("participation:idea", args=[idea.pk])


def _cast(person: Person, idea: Idea | int, choice: str) -> str:
    """Vote or withdraw; what to say of it. Raises what the actions raise."""
    if choice == WITHDRAW:
        withdraw_vote(person=person, idea=idea)
        return _("Your vote is withdrawn.")
    cast_vote(person=person, idea=idea, choice=choice)
    return _("Your vote is counted.")


def _answer(
    request: HttpRequest,
    idea_id: int,
    person: Person | None,
    *,
    is_asking: bool = False,
    refusal: str = "",
    done: str = "",
) -> HttpResponse:
    """The vote as it now stands for this person: exact, whatever the tally's delay."""
    at = clock.now()
    ideas = Idea.objects.published().for_cards()
    idea = get_object_or_404(ideas.with_choice_of(person) if person else ideas, pk=idea_id)
    context = {
        "idea": idea,
        "box": idea.box,
        "at": at,
        "person": person,
        "is_open": idea.box.is_open(at),
        "refusal": refusal,
        "done": done,
        "is_asking": is_asking,
        "wanted": request.GET.get("choice", "for"),
        "page": page_of(request, ""),
        "votes_left": votes_left(idea.box, person),
        "shows_counts": shows_counts_to(person, idea.box, at),
    }
    if context["shows_counts"]:
        idea.tally = counts_now(idea)
    in_place = is_in_place(request)
    template = "participation/components/vote_done.html" if in_place else "participation/vote.html"
    status = 409 if refusal and not in_place else 200
    return render(request, template, context, status=status)
