"""Write first, identify after: an unfinished act waits in the session while its author logs in.

Whoever logs in, or accepts the rules, finds it done (`fulfil`): the app whose act it is has said
how with `register`. An act that cannot be done any more says so in a message, and loses no text.

Django keeps what an anonymous session holds when its owner logs in, under a new session key. It is
thrown away when another account logs in over it, and when its owner logs out.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.errors import TextTooLong

MOST_BYTES = 20_000
MOST_INTENTS = 5
KEPT_SECONDS = 24 * 3600
_KEY = "intents"
Act = Callable[[HttpRequest, str, dict[str, Any]], str]
_acts: dict[str, Act] = {}


def register(kind: str, act: Act) -> None:
    """Say how intents named `kind-…` are carried out: with the request of the person who is now
    known, what follows the kind in the name, and the typed fields. It returns the address to show.
    """
    _acts[kind] = act


def keep_intent(request: HttpRequest, name: str, data: Mapping[str, Any], page: str = "") -> None:
    """Keep the typed fields of an act until `take_intent`, for a day. Raises TextTooLong.

    `page` is where log-in and sign-up lead back to: by default the address of this request.
    """
    fields = {key: value for key, value in data.items() if key != "csrfmiddlewaretoken"}
    if len(json.dumps(fields).encode()) > MOST_BYTES:
        raise TextTooLong
    intents = {key: kept for key, kept in _fresh(request).items() if key != name}
    newest = sorted(intents.items(), key=lambda item: item[1]["at"])[1 - MOST_INTENTS :]
    kept = {"at": time.time(), "page": page or request.get_full_path(), "data": fields}
    request.session[_KEY] = {**dict(newest), name: kept}
    if not request.user.is_authenticated:
        request.session.set_expiry(KEPT_SECONDS)


def take_intent(request: HttpRequest, name: str) -> dict[str, Any] | None:
    """What was kept under this name, once; None when there is nothing or it is a day old."""
    if _KEY not in request.session:
        return None
    intents = _fresh(request)
    found = intents.pop(name, None)
    request.session[_KEY] = intents
    return found["data"] if found else None


def fulfil(request: HttpRequest) -> str:
    """Do every act that waits for whoever is now signed in, oldest first.

    Return the address of what the last one made; empty when none waited.
    """
    if _KEY not in request.session:
        return ""
    address = ""
    for name, kept in sorted(_fresh(request).items(), key=lambda item: item[1]["at"]):
        kind, _, what = name.partition("-")
        if kind in _acts:
            take_intent(request, name)
            address = _acts[kind](request, what, kept["data"])
    return address


def page_to_resume(request: HttpRequest) -> str:
    """The page of the newest act that waits, on this site; empty when none waits."""
    intents = _fresh(request).values()
    newest = max(intents, key=lambda kept: float(kept["at"]), default=None)
    page = str(newest["page"]) if newest else ""
    is_ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure())
    return page if is_ours else ""


def _fresh(request: HttpRequest) -> dict[str, dict[str, Any]]:
    oldest = time.time() - KEPT_SECONDS
    intents: dict[str, dict[str, Any]] = request.session.get(_KEY, {})
    return {name: kept for name, kept in intents.items() if kept["at"] > oldest}
