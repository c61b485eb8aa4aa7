"""Background work of accounts."""

from celery import shared_task

from accounts import outbox
from accounts.actions import retire_unused as retire
from accounts.actions.forget_sessions import forget_ended_sessions
from accounts.actions.purge_unconfirmed import purge_unconfirmed as purge


@shared_task
def drain_outbox() -> int:
    """Do the effects that are due."""
    return outbox.drain()


@shared_task
def forget_done_effects() -> int:
    """Keep the outbox small."""
    return outbox.forget_done()


@shared_task
def purge_unconfirmed() -> int:
    """Daily: drop sign-ups that nobody confirmed, and ended sessions with what they keep."""
    forget_ended_sessions()
    return purge()


@shared_task
def retire_unused() -> int:
    """Daily: announce, and a month later erase, accounts that nobody uses."""
    return retire.tell_unused() + retire.erase_unused()
