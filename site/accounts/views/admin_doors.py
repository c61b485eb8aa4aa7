"""Wagtail's own log-in and password pages lead to ours: theirs know no second factor."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache


@never_cache
def log_in(request: HttpRequest) -> HttpResponse:
    """Whatever is sent here is not read. Our log-in refuses a `next` on another site."""
    following = request.GET.get("next", "")
    query = f"?{urlencode({'next': following})}" if following else ""
    return redirect(f"{reverse('account_login')}{query}")


@never_cache
def reset_password(request: HttpRequest, rest: str = "") -> HttpResponse:
    return redirect("account_reset_password")
