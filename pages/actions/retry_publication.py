"""Trying again at once what would not go out, instead of waiting for the next attempt."""

from __future__ import annotations

from datetime import datetime

from wagtail.models import Page

from accounts import clock
from accounts.models import User
from pages.actions.note_failure import note_failure
from pages.actions.publish_due import publish_revision
from pages.errors import MayNotPublish
from pages.models import PublicationFailure


def retry_publication(
    *, failure: PublicationFailure, user: User, at: datetime | None = None
) -> Exception | None:
    """Publish it now; return what stopped it again, if anything did. Raises MayNotPublish.

    What is to be taken down rather than published is left to the publisher's next pass.
    """
    page = failure.revision.content_object
    if not isinstance(page, Page) or not page.permissions_for_user(user).can_publish():
        raise MayNotPublish
    at = at or clock.now()
    PublicationFailure.objects.filter(pk=failure.pk).update(next_try_at=at)
    try:
        publish_revision(pk=failure.revision_id, at=at)
    except Exception as error:  # whatever stopped it before may stop it again
        note_failure(revision_pk=failure.revision_id, error=error, at=at)
        return error
    return None
