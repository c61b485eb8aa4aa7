"""Who enters: all the staff reads what is planned, some plan it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from pages.actions.plan_entry import CHANGE, VIEW

Screen = Callable[..., HttpResponse]


def for_readers(screen: Screen) -> Screen:
    """Only whoever may read the calendar comes through."""
    return _with(VIEW, screen)


def for_planners(screen: Screen) -> Screen:
    """Only whoever may change the calendar comes through."""
    return _with(CHANGE, screen)


def _with(permission: str, screen: Screen) -> Screen:
    @wraps(screen)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(permission):
            raise PermissionDenied
        return screen(request, *args, **kwargs)

    return guarded
