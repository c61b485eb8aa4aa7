"""Asking a server as a reader would: redirects are not followed, an error is an answer too."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message


@dataclass(frozen=True)
class Answer:
    """What came back, whatever its status; a redirect is not followed."""

    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:  # None: do not follow
        return None


_opener = urllib.request.build_opener(_NoRedirect, urllib.request.ProxyHandler({}))


def fetch(
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    data: bytes | None = None,
    seconds: float = 30,
) -> Answer:
    request = urllib.request.Request(url, data=data, headers=dict(headers or {}))
    try:
        response = _opener.open(request, timeout=seconds)
    except urllib.error.HTTPError as error:
        response = error
    with response:
        return Answer(response.status or 0, response.headers, response.read())
