"""Sessions in the database, as Django keeps them; each request of a signed-in person reads one."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends import db
from django.db import connection
from django.utils import timezone


class SessionStore(db.SessionStore):
    """Django's, which reads a session without building a query and a model each time."""

    def load(self) -> dict[str, Any]:
        if self.session_key is None:
            return {}
        at = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT session_data FROM django_session"
                " WHERE session_key = %s AND expire_date > %s",
                [self.session_key, at],
            )
            row = cursor.fetchone()
        if row is None:
            self._session_key = None  # unknown or expired: the next write makes a new one
            return {}
        return dict(self.decode(row[0]))
