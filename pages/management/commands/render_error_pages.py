"""Writes the error pages that the proxy answers with while the application cannot."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.template.loader import render_to_string
from django.utils import translation

STATUSES = (413, 429, 503)  # nginx shows 502 and 504 as 503: to a reader they are one thing


class Command(BaseCommand):
    help = "Writes VAR/errors/STATUS.LANGUAGE.html for nginx."

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.VAR) / "errors"
        folder.mkdir(parents=True, exist_ok=True)
        for language, _name in settings.LANGUAGES:
            for status in STATUSES:
                html = _render(status, language)
                (folder / f"{status}.{language}.html").write_text(html)
        self.stdout.write(f"Error pages: {folder}")


def _render(status: int, language: str) -> str:
    with translation.override(language):
        return render_to_string("errors/error.html", {"status": status, "language": language})
