"""The outbox: effects are rows written with their cause, done after the commit, once each.

`add` is called inside the transaction of the act. After the commit the worker is given a hint, at
best effort; a tick every ten seconds finds what a lost hint or a crash left behind.
"""

from __future__ import annotations

import json
import logging
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from celery import current_app
from django.db import connection, transaction
from django.db.models import F, Q

from accounts import clock
from accounts.models import OutboxMessage

logger = logging.getLogger(__name__)
BACK_OFF = [timedelta(seconds=s) for s in (10, 60, 300, 900, 3600)]
SILENCE_SECONDS = 10  # after a hint that the broker did not take, the ticks are enough
KEPT_FOR = timedelta(days=1)
LEASE = timedelta(minutes=2)  # how long a worker may be silent with a piece of long work
Handler = Callable[[OutboxMessage], None]


@dataclass(frozen=True)
class Kind:
    """How one kind of effect is done, whether twice is harmless, and when it is tried again."""

    handle: Handler
    is_repeatable: bool
    back_off: Sequence[timedelta]
    is_long: bool


# One statement, its moment included: every act of a citizen writes one of these or two.
_INSERT = """
INSERT INTO accounts_outboxmessage
  (event, kind, target, payload, created_at, due_at, attempts, last_error)
VALUES
  (%(event)s, %(kind)s, %(target)s, %(payload)s, {now}, COALESCE(%(due_at)s, {now}), 0, '')
ON CONFLICT DO NOTHING"""
_kinds: dict[str, Kind] = {}
_silent_until = 0.0


def register(
    name: str,
    handle: Handler,
    *,
    is_repeatable: bool,
    back_off: Sequence[timedelta] = BACK_OFF,
    is_long: bool = False,
) -> None:
    """Say who does the effects of this kind. A handler that raises says that it was not done.

    One that is not repeatable (a mail) is claimed before it is done: if the worker dies in
    between, the row stays claimed, is reported as uncertain and never done again by itself.
    A long one (an import) is claimed too, and done outside any transaction: nobody waits behind
    it, and others see how far it is. It must bear being begun again: whoever claimed it and is
    silent for longer than LEASE has died, and somebody else takes it.
    """
    assert is_repeatable or not is_long
    _kinds[name] = Kind(handle, is_repeatable, back_off, is_long)


def add(
    kind: str,
    *,
    event: str = "",
    target: str = "",
    payload: dict[str, Any] | None = None,
    due_at: datetime | None = None,
    can_wait: bool = False,
) -> None:
    """Write one effect into the running transaction; the same event, kind and target only once.

    Without an event the effect is one of its own. `due_at` is an instant in UTC, default now.
    What `can_wait` is left to the next tick: a hint costs a tenth of what a comment does.
    """
    is_postgres = connection.vendor == "postgresql"
    adapt = connection.ops.adapt_datetimefield_value
    now = "statement_timestamp()" if is_postgres else "%(now)s"  # as accounts.clock tells it
    values = {
        "event": event or uuid4().hex,
        "kind": kind,
        "target": target,
        "payload": json.dumps(payload or {}),
        "due_at": adapt(due_at),
        "now": None if is_postgres else adapt(clock.now()),
    }
    with connection.cursor() as cursor:
        cursor.execute(_INSERT.format(now=now), values)
    if not can_wait and not any(waiting[1] is hint for waiting in connection.run_on_commit):
        transaction.on_commit(hint, robust=True)


def hold(message: OutboxMessage) -> None:
    """Say that a piece of long work is still being done: its lease begins again."""
    OutboxMessage.objects.filter(pk=message.pk, done_at=None).update(claimed_at=clock.now())


def hint() -> None:
    """Ask a worker to look now. A broker that is down costs one time-out, then rests a while."""
    global _silent_until
    if time.monotonic() < _silent_until:
        return
    try:
        current_app.send_task("accounts.tasks.drain_outbox", expires=30, retry=False)
    except Exception:  # the broker's own errors are many, and the tick makes up for all of them
        _silent_until = time.monotonic() + SILENCE_SECONDS
        logger.warning("The broker did not take a hint; the tick will find the work.")


def drain(*, limit: int = 500) -> int:
    """Do what is due, oldest first; return how many were done. Several may drain at once."""
    at = clock.now()
    due = OutboxMessage.objects.due(at).filter(_free(at), kind__in=_kinds)
    done = 0
    for pk in list(due.order_by("due_at", "pk").values_list("pk", flat=True)[:limit]):
        done += _do(pk)
    return done


def forget_done() -> int:
    """Drop what was done a day ago and may be done twice; the others stay, so that once is once."""
    repeatable = [name for name, kind in _kinds.items() if kind.is_repeatable]
    old = OutboxMessage.objects.filter(kind__in=repeatable, done_at__lt=clock.now() - KEPT_FOR)
    forgotten, _ = old.delete()
    return forgotten


def _do(pk: int) -> bool:
    """Do one message in a transaction of its own; a failure waits longer each time."""
    try:
        with transaction.atomic():
            message = _take(pk)
            if message is None:
                return False
            kind = _kinds[message.kind]
            if kind.is_repeatable and not kind.is_long:
                kind.handle(message)
                _mark_done(pk)
                return True
            OutboxMessage.objects.filter(pk=pk).update(claimed_at=clock.now())
    except Exception as error:
        _postpone(pk, error)
        return False
    return _do_once(message, kind)


def _do_once(message: OutboxMessage, kind: Kind) -> bool:
    """Do what is claimed and committed: from here on a crash leaves it “uncertain”."""
    try:
        kind.handle(message)
    except Exception as error:
        _postpone(message.pk, error)
        return False
    _mark_done(message.pk)  # should this fail, it was done all the same: it stays claimed
    return True


def _take(pk: int) -> OutboxMessage | None:
    """The row, for this worker alone, if it is still to be done."""
    at = clock.now()
    rows = OutboxMessage.objects.due(at).select_for_update(
        skip_locked=connection.features.has_select_for_update_skip_locked
    )
    return rows.filter(_free(at), pk=pk).first()


def _free(at: datetime) -> Q:
    """Which rows nobody has, or somebody who has died with a piece of long work."""
    long_ones = [name for name, kind in _kinds.items() if kind.is_long]
    return Q(claimed_at=None) | Q(kind__in=long_ones, claimed_at__lt=at - LEASE)


def _mark_done(pk: int) -> None:
    OutboxMessage.objects.filter(pk=pk).update(done_at=clock.now(), last_error="")


def _postpone(pk: int, error: Exception) -> None:
    """Only the error's kind is kept: its text may hold an address."""
    name = type(error).__name__
    message = OutboxMessage.objects.filter(pk=pk, done_at=None).first()
    if message is None:
        return
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{place.filename}:{place.lineno}"
    logger.error("Outbox message %s (%s) failed: %s at %s", pk, message.kind, name, where)
    back_off = _kinds[message.kind].back_off
    OutboxMessage.objects.filter(pk=pk, done_at=None).update(
        attempts=F("attempts") + 1,
        due_at=clock.now() + back_off[min(message.attempts, len(back_off) - 1)],
        claimed_at=None,
        last_error=name[:300],
    )
