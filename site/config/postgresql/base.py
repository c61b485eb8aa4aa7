"""The engine: `config.postgresql` in DATABASES. It is Django's own but for one method."""

from __future__ import annotations

import select
import time

from django.db.backends.postgresql import base

ASKED_AGAIN_AFTER = 5  # seconds without a request


class DatabaseWrapper(base.DatabaseWrapper):
    """Asks the server whether it is there only where it may not be.

    Django asks at each request (CONN_HEALTH_CHECKS), a twentieth of what a vote costs. A server
    that goes says so on the connection, or its machine does: while the connection is in use and
    there is nothing to read on it, nobody has gone. After a silence the server is asked, as ever.
    """

    _used_at = float("-inf")

    def is_usable(self) -> bool:
        """Whether the connection answers, or has answered a moment ago and said nothing since."""
        recently = time.monotonic() - self._used_at < ASKED_AGAIN_AFTER
        usable = bool((recently and self._is_silent()) or super().is_usable())
        self._used_at = time.monotonic() if usable else float("-inf")
        return usable

    def _is_silent(self) -> bool:
        if self.connection is None or self.connection.closed:
            return False
        waiting = select.poll()
        waiting.register(self.connection.fileno(), select.POLLIN)
        return not waiting.poll(0)
