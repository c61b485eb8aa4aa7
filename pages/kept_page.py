"""One page as it goes over the wire, and how it answers a request."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import get_conditional_response

SHARED_SECONDS = 5  # how long a proxy in front may keep a page


@dataclass(frozen=True)
class KeptPage:
    """One answer as it goes over the wire."""

    version: str
    until: float
    body: bytes
    zipped: bytes
    headers: dict[str, tuple[str, str]]  # as Django stores them: by the name in small letters
    turn: threading.Lock = field(default_factory=threading.Lock, compare=False)

    def is_fresh(self, known: str) -> bool:
        return self.version == known and time.monotonic() < self.until

    def size(self) -> int:
        return len(self.body) + len(self.zipped)

    def answer(self, request: HttpRequest) -> HttpResponse:
        takes_gzip = _takes_gzip(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        body = self.zipped if takes_gzip else self.body
        response = HttpResponse(b"" if request.method == "HEAD" else body)
        headers = response.headers
        # Checked when they were first set; setting a dozen anew would cost a third of the answer.
        headers._store.update(self.headers)
        headers["Content-Length"] = str(len(body))
        if takes_gzip:
            headers["Content-Encoding"] = "gzip"
        # A proxy in front may keep it for five seconds, and never past its own end.
        shared_for = max(0, min(SHARED_SECONDS, int(self.until - time.monotonic())))
        headers["Cache-Control"] = f"public, max-age=0, s-maxage={shared_for}"
        if "HTTP_IF_NONE_MATCH" in request.META:
            return get_conditional_response(request, etag=headers["ETag"], response=response) or (
                HttpResponseNotModified()
            )
        return response


def _takes_gzip(accepted: str) -> bool:
    if "gzip" not in accepted:
        return False
    return ";" not in accepted or "gzip;q=0" not in accepted.replace(" ", "")
