"""Reading every idea of the city in one list: searched, filtered, ordered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import clock, words
from accounts.caching import allow
from accounts.models import Person
from participation.models import Idea, IdeaBox
from participation.reader import reader
from participation.results.all_ideas import (
    ORDERS,
    Choices,
    Filters,
    all_ideas,
    choices,
    public_boxes,
    readable_counts,
)
from participation.results.idea_search import find_ideas
from participation.results.ideas import PAGE_SIZE
from participation.results.tallies import bring_up_to_date

RELEVANCE = "relevance"
One = TypeVar("One")


@dataclass(frozen=True)
class Card:
    """An idea with what its own box decides."""

    idea: Idea
    box: IdeaBox
    is_open: bool
    shows_counts: bool


@require_safe
def idea_index(request: HttpRequest) -> HttpResponse:
    """The published ideas of all boxes, twenty a page. What is typed picks from what there is."""
    person, at = reader(request), clock.now()
    there, asked = choices(), request.GET
    question = words.clean_question(asked.get("q", ""))
    found = find_ideas(question) if question else []
    filters = Filters(
        box=_picked(asked.get("box"), there.boxes, "pk"),
        theme=_picked(asked.get("theme"), there.themes, "slug"),
        district=_picked(asked.get("section"), there.districts, "slug"),
        state=_picked(asked.get("state"), there.states) or "",
        found=tuple(idea.pk for idea in found) if question else None,
    )
    order = _order(asked.get("order", ""), question)
    ideas: Any = all_ideas(filters, order=order, at=at, person=person)
    if order == RELEVANCE:
        ideas = _as_found(ideas, filters.found or ())
    page = Paginator(ideas, PAGE_SIZE).get_page(asked.get("page"))
    context = {
        "cards": _cards(list(page.object_list), person, at),
        "ideas": page,
        "order": order,
        "question": question,
        "filters": filters,
        "theme": filters.theme,
        "district": filters.district,
        "choices": there,
        "states": _named(there),
        "here": request.get_full_path(),
        "person": person,
    }
    response = render(request, "participation/all_ideas.html", context)
    return response if person else allow(response)


def _order(wanted: str, question: str) -> str:
    if wanted in ORDERS:
        return wanted
    return RELEVANCE if question else ORDERS[0]


def _as_found(ideas: Any, found: tuple[int, ...]) -> list[Idea]:
    """In the order of the search engine; it finds two hundred at most."""
    places = {pk: place for place, pk in enumerate(found)}
    return sorted(ideas[: len(places)], key=lambda idea: places[idea.pk])


def _cards(ideas: list[Idea], person: Person | None, at: datetime) -> list[Card]:
    boxes = {box.pk: box for box in public_boxes()}
    readable = readable_counts(boxes.values(), person, at)
    if person:
        bring_up_to_date(ideas)
    cards = []
    for idea in ideas:
        box = idea.box = boxes[idea.box_id]  # read once, with its consultation and translations
        cards.append(Card(idea, box, box.is_open(at), box.pk in readable))
    return cards


def _named(there: Choices) -> list[tuple[str, str]]:
    return [(state, str(Idea.State(state).label)) for state in there.states]


def _picked(wanted: str | None, there: Iterable[One], name: str = "") -> One | None:
    """What there is, by the word that stands for it in the address; or nothing."""
    if not wanted:
        return None
    return next((one for one in there if str(getattr(one, name) if name else one) == wanted), None)
