"""Mails to staff about their publications: one row per event and person, sent once."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_noop as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, Revision

from accounts import clock, outbox
from accounts.groups import STRATEGY
from accounts.models import OutboxMessage, User

FAILED = "publication-failed"
PUBLISHED = "publication-done"


def owe_failure_notice(revision: Revision) -> None:
    """The owner and the strategy group are to be told that this version would not go out."""
    people = User.objects.filter(is_active=True)
    strategists = people.filter(groups__name=STRATEGY)
    for person in people.filter(Q(pk__in=_owners(revision)) | Q(pk__in=strategists)).distinct():
        outbox.add(FAILED, event=f"revision-{revision.pk}", target=str(person.pk))


def owe_publication_notice(revision: Revision) -> None:
    """Whoever wrote or owns the page is to be told that it went live by itself."""
    for person in User.objects.filter(is_active=True, pk__in=_owners(revision)):
        outbox.add(PUBLISHED, event=f"revision-{revision.pk}", target=str(person.pk))


def tell_of_failure(message: OutboxMessage) -> None:
    """Send one person the error. Nothing is sent when the version went out in the meantime."""
    revision = _revision(message)
    failure = getattr(revision, "publicationfailure", None)
    if revision and failure:
        subject = _("Not published: %(title)s")
        if revision.approved_go_live_at is None:
            subject = _("Not taken down: %(title)s")
        _send(message, revision, subject, "pages/mail/failed.txt", failure)


def tell_of_publication(message: OutboxMessage) -> None:
    """Send one person the news, unless it is none any more: the page was taken down again."""
    revision = _revision(message)
    if revision and getattr(revision.content_object, "live", False):
        _send(message, revision, _("Online: %(title)s"), "pages/mail/published.txt", None)


def _revision(message: OutboxMessage) -> Revision | None:
    found: Revision | None = Revision.objects.filter(
        pk=message.event.removeprefix("revision-")
    ).first()
    return found


def _owners(revision: Revision) -> list[int]:
    page = revision.content_object
    owner = page.owner_id if isinstance(page, Page) else None
    return [pk for pk in (owner, revision.user_id) if pk]


def _send(
    message: OutboxMessage, revision: Revision, subject: str, template: str, failure: object
) -> None:
    person = User.objects.filter(pk=message.target, is_active=True).first()
    if person is None:
        return
    with translation.override(settings.LANGUAGE_CODE):
        title = " ".join(revision.object_str.split())  # a subject is one line
        send_mail(
            translation.gettext(subject) % {"title": title},
            render_to_string(template, _context(revision, title, failure)),
            None,
            [person.email],
        )


def _context(revision: Revision, title: str, failure: object) -> dict[str, Any]:
    due = revision.approved_go_live_at
    row = revision.content_object
    path = (row and AdminURLFinder().get_edit_url(row)) or ""
    return {
        "title": title,
        "edit_url": settings.BASE_URL + path,
        "page_url": row.full_url if isinstance(row, Page) else "",
        "failure": failure,
        "due": due.astimezone(clock.BRUSSELS) if due else None,
    }
