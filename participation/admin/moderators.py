"""What the moderators' screens share: who may see them, and where each text is found."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache

from accounts.models import User
from participation.actions.moderating import PERMISSION
from participation.models import Comment, Idea

View = Callable[..., HttpResponseBase]


def for_moderators(view: View) -> View:
    """Only whoever may moderate."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def moderator_of(request: HttpRequest) -> User:
    return cast(User, request.user)


def find_text(kind: str, number: int) -> Idea | Comment:
    """A text that a citizen sent: no draft, no option of a vote. Raises Http404."""
    found: Idea | Comment | None
    if kind == "idea":
        ideas = Idea.objects.propositions().exclude(state=Idea.State.DRAFT)
        found = ideas.select_related("person", "box", "district").filter(pk=number).first()
    else:
        comments = Comment.objects.select_related("person", "idea__box", "parent")
        found = comments.filter(pk=number).first()
    if found is None:
        raise Http404
    return found
