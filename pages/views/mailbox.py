"""The mail that the embedded default would send, to be read in the browser. Development only."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

MOST_MAILS = 50
_BETWEEN_MAILS = "\n" + "-" * 79 + "\n"


@never_cache
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """The newest mails first."""
    return render(request, "pages/mailbox.html", {"mails": _mails()[:MOST_MAILS]})


def _mails() -> list[dict[str, str]]:
    files = sorted(
        settings.MAILBOX_FOLDER.glob("*.log"), key=lambda f: f.stat().st_mtime, reverse=True
    )
    return [_readable(text) for file in files for text in reversed(_split(file))]


def _split(file: Path) -> list[str]:
    """Django's file backend writes the mails of one connection one after the other."""
    return [part for part in file.read_text(errors="replace").split(_BETWEEN_MAILS) if part.strip()]


def _readable(text: str) -> dict[str, str]:
    mail: EmailMessage = email.message_from_string(text.lstrip(), policy=email.policy.default)
    body = mail.get_body(preferencelist=("plain", "html"))
    return {
        "to": str(mail["To"] or ""),
        "subject": str(mail["Subject"] or ""),
        "date": str(mail["Date"] or ""),
        "text": body.get_content() if body else "",
    }
