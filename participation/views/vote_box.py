"""Reading a vote: what one may do now, the options in the city's order, the result."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.caching import allow
from participation.models import IdeaBox
from participation.reader import reader
from participation.results.ideas import shows_counts_to
from participation.results.tallies import bring_up_to_date
from participation.results.votes import options_of, result_of, votes_left


def vote_box(request: HttpRequest, box: IdeaBox, at: datetime) -> HttpResponse:
    """All the options of one vote, and its result for whoever may see it."""
    person = reader(request)
    options = options_of(box, person)
    if person:
        bring_up_to_date(options)
    counts = shows_counts_to(person, box, at)
    context = {
        "box": box,
        "at": at,
        "person": person,
        "is_open": box.is_open(at),
        "shows_counts": counts,
        "votes_left": votes_left(box, person),
        "ideas": options,
        "result": result_of(box, options) if counts else None,
        "here": request.get_full_path(),
    }
    response = render(request, "participation/vote_box.html", context)
    return response if person else allow(response)
