"""Mails about one's own account: written to the outbox, so that no mail server delays an answer.

A known and an unknown address cost the same time. The row holds a link or a code only until it is
sent; it is emptied then.
"""

from __future__ import annotations

from django.core.mail import EmailMessage

from accounts import outbox
from accounts.models import OutboxMessage

KIND = "account-mail"


NOWHERE = ".invalid"  # reserved: no mail ever arrives there (RFC 2606)


def is_deliverable(address: str) -> bool:
    """Whether a mail to this address could arrive: those of the demonstration never do."""
    return not address.lower().endswith(NOWHERE)


def owe(to: str, subject: str, body: str) -> None:
    """Send this to one address, soon and once; nothing where no mail could arrive."""
    outbox.add(KIND, payload={"to": to, "subject": subject, "body": body})


def send(message: OutboxMessage) -> None:
    mail = message.payload
    if not mail:
        return  # its person was erased in the meantime
    if is_deliverable(mail["to"]):
        EmailMessage(mail["subject"], mail["body"], None, [mail["to"]]).send()
    OutboxMessage.objects.filter(pk=message.pk).update(payload={})


def forget(address: str) -> None:
    """Empty what is still to be sent to an address that is being erased."""
    OutboxMessage.objects.filter(kind=KIND, payload__to=address).update(payload={})
