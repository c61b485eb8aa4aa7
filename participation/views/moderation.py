"""The charter and what moderation did, for everybody to read."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import clock
from accounts.caching import allow
from participation.models import CharterArticle
from participation.results.moderation_figures import moderation_of

FIRST_YEAR = 2021


@require_safe
def moderation(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """The charter, how to appeal, and the figures of one year: by default this one."""
    at = clock.now()
    this_year = at.astimezone(clock.BRUSSELS).year
    wanted = year or this_year
    if not FIRST_YEAR <= wanted <= this_year:
        raise Http404
    context = {
        "articles": CharterArticle.objects.filter(is_in_force=True).order_by("pk"),
        "figures": moderation_of(wanted, at=at),
        "years": [n for n in range(this_year, FIRST_YEAR - 1, -1) if n != wanted],
    }
    return allow(render(request, "participation/moderation.html", context))
