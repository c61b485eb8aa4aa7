"""What the staff's pages of one survey share: who may see them, and the survey itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from participation.models import Survey

View = Callable[..., HttpResponseBase]


def for_permission(permission: str) -> Callable[[View], View]:
    """Only whoever has this right; the survey in place of its number."""

    def decorate(view: View) -> View:
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, survey_id: int, **kwargs: Any) -> HttpResponseBase:
            if not request.user.has_perm(permission):
                raise PermissionDenied
            survey = get_object_or_404(Survey.objects.select_related("consultation"), pk=survey_id)
            return view(request, survey, **kwargs)

        return guarded

    return decorate
