"""Background work of publishing."""

import logging
from datetime import datetime, timedelta

from celery import shared_task
from django.conf import settings

from pages.actions import publish_due as publisher

logger = logging.getLogger(__name__)
# Beyond the next tick by more than one: a late tick still hands over in time, and it stays short.
HORIZON = timedelta(seconds=settings.PUBLISHER_SECONDS * 2.5)
A_MOMENT = timedelta(milliseconds=50)  # a worker's clock may be a little ahead of the database's


@shared_task
def publish_due() -> int:
    """Publish what is due, and hand over what will be due before the next ticks."""
    run = publisher.publish_due()
    _hand_over(publisher.due_soon(within=HORIZON))
    return run.published


@shared_task
def publish_revision(pk: int) -> bool:
    """Publish one version on its second. A failure is left to the tick, which notes and retries."""
    return publisher.publish_revision(pk=pk)


def _hand_over(coming: list[tuple[int, datetime]]) -> None:
    """At best effort: without a broker the tick publishes, up to half a minute later."""
    try:
        for pk, due_at in coming:
            publish_revision.apply_async((pk,), eta=due_at + A_MOMENT, retry=False)
    except Exception:  # the broker's own errors are many
        logger.warning("The broker did not take a version to publish; the tick will.")
