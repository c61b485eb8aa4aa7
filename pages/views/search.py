"""Searching the site's public pages, and what people proposed."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts import words as search
from pages.results.search import MOST_SUGGESTIONS, find_pages, suggest_pages, with_own_types
from participation.results.idea_search import find_ideas, suggest_ideas

PAGE_SIZE = 10
MOST_SUGGESTED_IDEAS = 3
MOST_IDEAS = 5  # the rest stands in the list of ideas


@never_cache
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """The page of results; the question stands in the address."""
    question = search.clean_question(request.GET.get("q", ""))
    found = Paginator(find_pages(question), PAGE_SIZE).get_page(request.GET.get("page"))
    found.object_list = with_own_types(list(found.object_list))
    ideas = find_ideas(question) if question else []
    context = {"question": question, "results": found, "ideas": ideas[:MOST_IDEAS]}
    return render(request, "pages/search.html", context | {"number_of_ideas": len(ideas)})


@never_cache
@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """Titles that begin with what is being typed, for the search field."""
    question = search.clean_question(request.GET.get("q", ""))
    ideas = suggest_ideas(question, most=MOST_SUGGESTED_IDEAS)
    pages = suggest_pages(request, question)[: MOST_SUGGESTIONS - len(ideas)]
    found = [{"title": page.title, "url": url} for page, url in pages]
    found += [{"title": i.title, "url": reverse("participation:idea", args=[i.pk])} for i in ideas]
    return JsonResponse({"suggestions": found})
