"""What keeps the site from doing all of its work."""

from __future__ import annotations

import shutil
from datetime import timedelta

from celery import current_app
from django.conf import settings
from django.db import Error as DatabaseTrouble

from accounts import clock
from accounts.models import OutboxMessage
from pages.models import PublicationFailure
from pages.results.publication import LATE_PASS, last_pass

FULLEST_DISK = 0.8
LONGEST_CLAIM = timedelta(minutes=10)


def problems() -> list[str]:
    """One word for each: database, broker, scheduler, publishing, outbox, disk. Empty is well."""
    try:
        found = [*_late_scheduler(), *_failing_publications(), *_failing_outbox()]
    except DatabaseTrouble:
        return ["database"]
    return [*_broker(), *found, *_disk()]


def _broker() -> list[str]:
    try:
        with current_app.connection_for_read(connect_timeout=1) as connection:
            connection.ensure_connection(max_retries=0, timeout=1)
    except Exception:  # the transports' errors have no common base
        return ["broker"]
    return []


def _late_scheduler() -> list[str]:
    passed_at = last_pass()
    return ["scheduler"] if passed_at is None or clock.now() - passed_at > LATE_PASS else []


def _failing_publications() -> list[str]:
    return ["publishing"] if PublicationFailure.objects.exists() else []


def _failing_outbox() -> list[str]:
    rows = OutboxMessage.objects
    uncertain = rows.uncertain(clock.now() - LONGEST_CLAIM).exists()
    return ["outbox"] if uncertain or rows.failing().exists() else []


def _disk() -> list[str]:
    """Early enough to act: a full disk loses what people write."""
    usage = shutil.disk_usage(settings.VAR)
    return ["disk"] if usage.used / usage.total > FULLEST_DISK else []
