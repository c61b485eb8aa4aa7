"""Our site in a process that dies before its answer, where a request asks for it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable
from typing import Any

from config.wsgi import application as site

DIE = "HTTP_X_DIE_BEFORE_THE_ANSWER"


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    answer: Iterable[bytes] = site(environ, start_response)
    if DIE in environ:
        os.kill(os.getpid(), signal.SIGKILL)
    return answer
