"""Reading ideas: the list of a box, and one idea with its discussion."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from accounts import clock
from accounts.caching import allow
from accounts.models import District, Theme
from participation.actions.edit_idea import may_edit
from participation.forms import CommentForm
from participation.models import Idea, IdeaBox
from participation.reader import reader
from participation.results.ideas import (
    ORDERS,
    PAGE_SIZE,
    comments_of,
    ideas_of,
    number_of_ideas,
    shows_counts_to,
    threads,
)
from participation.results.moderated import decision_on
from participation.results.tallies import bring_up_to_date
from participation.views.vote_box import vote_box

Reference = TypeVar("Reference", District, Theme)


@require_safe
def idea_list(request: HttpRequest, box_id: int) -> HttpResponse:
    """The published ideas of one box, twenty a page; or the options of a vote."""
    boxes = IdeaBox.objects.public().select_related("consultation")
    box = get_object_or_404(boxes, pk=box_id)
    person, at = reader(request), clock.now()
    if box.use == IdeaBox.Use.VOTE:
        return vote_box(request, box, at)
    counts = shows_counts_to(person, box, at)
    order = request.GET.get("order", "newest")
    if order not in ORDERS or (order == "supported" and not counts):
        order = "newest"
    districts, themes = (
        list(District.objects.order_by("name")),
        list(Theme.objects.order_by("name")),
    )
    district = _known(request.GET.get("section", ""), districts)
    theme = _known(request.GET.get("theme", ""), themes)
    about = {
        "district": district.slug if district else "",
        "theme": theme.slug if theme else "",
    }
    pages = Paginator(ideas_of(box, order=order, person=person, **about), PAGE_SIZE)
    pages.count = number_of_ideas(box, **about)
    page = pages.get_page(request.GET.get("page"))
    if person:
        page.object_list = bring_up_to_date(list(page.object_list))
    context = {
        "box": box,
        "at": at,
        "is_open": box.is_open(at),
        "shows_counts": counts,
        "person": person,
        "order": order,
        "orders": ORDERS,
        "districts": districts,
        "themes": themes,
        "district": district,
        "theme": theme,
        "here": request.get_full_path(),
        "ideas": page,
    }
    response = render(request, "participation/idea_list.html", context)
    return response if person else allow(response)


@require_safe
def idea_page(request: HttpRequest, idea_id: int) -> HttpResponse:
    """One idea, its counters and its discussion; what was withdrawn or hidden keeps its place."""
    person, at = reader(request), clock.now()
    ideas = Idea.objects.for_cards()
    idea = get_object_or_404(ideas.with_choice_of(person) if person else ideas, pk=idea_id)
    is_mine = person is not None and idea.person_id == person.pk
    is_readable = idea.box.is_public() and (idea.is_public or idea.is_tombstone)
    if not is_readable and not is_mine:
        raise Http404
    if person:
        bring_up_to_date([idea])
    is_open = idea.box.is_open(at)
    comments = Paginator(comments_of(idea), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {  # what is lazy is asked for only where no fragment holds it
        "idea": idea,
        "box": idea.box,
        "at": at,
        "person": person,
        "shared": idea.pk if is_readable and not person else "",  # read alike by everybody
        "is_mine": is_mine,
        "is_open": is_open,
        "may_comment": is_open and idea.box.has_comments and idea.state == Idea.State.PUBLISHED,
        "may_edit": is_mine and may_edit(idea, at),
        "form": CommentForm() if person else None,
        "idea_themes": idea.themes.all,
        "source": SimpleLazyObject(lambda: _source(idea)),
        "options": SimpleLazyObject(lambda: _options(idea)),
        "here": request.path,
        "comments": comments,
        "threads": SimpleLazyObject(lambda: threads(list(comments))),
        "shows_counts": shows_counts_to(person, idea.box, at),
        "decision": decision_on(idea),
    }
    response = render(request, "participation/idea_page.html", context)
    return response if person or not is_readable else allow(response)


@require_safe
def versions(request: HttpRequest, idea_id: int) -> HttpResponse:
    """What a public idea said before its author changed it."""
    idea = get_object_or_404(Idea.objects.published().for_cards(), pk=idea_id)
    earlier = idea.versions.order_by("-version")
    context = {"idea": idea, "box": idea.box, "versions": earlier}
    return allow(render(request, "participation/versions.html", context))


def _source(idea: Idea) -> Idea | None:
    """The idea that an option comes from, as long as the public may read it."""
    return Idea.objects.published().filter(pk=idea.source_id).first() if idea.source_id else None


def _options(idea: Idea) -> list[Idea]:
    """The public votes in which this idea is an option."""
    options = Idea.objects.published().filter(source=idea).select_related("box")
    return list(options.order_by("pk")) if idea.is_public else []


def _known(slug: str, choices: Sequence[Reference]) -> Reference | None:
    """An address that exists, or none: what is typed never becomes a query by itself."""
    return next((choice for choice in choices if choice.slug == slug), None)
