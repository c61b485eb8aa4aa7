"""What the citizens' views share: who asks, from where, what must come first, where to go back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts import rules
from accounts.intent import keep_intent
from accounts.people import person_of
from participation.errors import TooManyRecently


def is_in_place(request: HttpRequest) -> bool:
    """Whether JavaScript asks for the part of the page that changes."""
    return request.headers.get("HX-Request") == "true"


def page_of(request: HttpRequest, default: str) -> str:
    """Where the act was begun, on this site, else `default`."""
    page = request.POST.get("page") or request.GET.get("page") or ""
    secure = request.is_secure()
    return page if url_has_allowed_host_and_scheme(page, {request.get_host()}, secure) else default


def go_to(request: HttpRequest, address: str) -> HttpResponse:
    """Lead the whole browser there, also when JavaScript asked for a part of a page."""
    if is_in_place(request):
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def status_of(refusal: Exception) -> int:
    """The status of a form that comes back with a refusal."""
    return 429 if isinstance(refusal, TooManyRecently) else 422


def first_things_first(
    request: HttpRequest, name: str, data: Mapping[str, Any], what: Callable[[], str]
) -> HttpResponse | None:
    """Keep an act that must wait, and ask who it is or for the rules; None when it may be done now.

    `name` and `data` are those of the intent (accounts.intent), `what()` ends the sentence « Log in
    or create an account … ». Raises TextTooLong.
    """
    if not request.user.is_authenticated:
        keep_intent(request, name, data)
        return ask_to_log_in(request, what(), is_kept=True)
    if rules.must_accept(person_of(request.user)):
        keep_intent(request, name, data)
        query = urlencode({"next": request.get_full_path()})
        return go_to(request, f"{reverse('account_rules')}?{query}")
    return None


def ask_to_log_in(request: HttpRequest, what: str, *, is_kept: bool = False) -> HttpResponse:
    """Say kindly that this needs an account, and come back here afterwards.

    An act that is kept is done at the log-in, which then leads to what it made.
    """
    query = "" if is_kept else "?" + urlencode({"next": request.get_full_path()})
    context = {
        "what": what,
        "log_in_url": f"{reverse('account_login')}{query}",
        "sign_up_url": f"{reverse('account_signup')}{query}",
    }
    in_place = is_in_place(request)
    template = "participation/components/log_in.html" if in_place else "participation/log_in.html"
    return render(request, template, context)
