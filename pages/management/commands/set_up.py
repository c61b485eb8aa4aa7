"""Brings one installation up to date: tables, seeded rights, address, static files, error pages.

Safe to run again, and at every upgrade, before the new processes start.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from accounts import outbox
from pages.actions.point_site import point_site
from pages.demo.accounts import ACCOUNTS, PASSWORD
from pages.models import HomePage


class Command(BaseCommand):
    help = "Migrates, collects static files and renders the proxy's error pages."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--demo", action="store_true", help="Load the demo city if there is no home page yet."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self._say("Tables and rights …")
        call_command("migrate", interactive=False, verbosity=0)
        self._say("Static files …")
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("render_error_pages")
        if options["demo"] and not HomePage.objects.exists():
            self._say("The demo city …")
            call_command("load_demo")
            while outbox.drain():  # so that the first question asked of the search finds the demo
                pass
            _note_accounts()
        point_site(base_url=settings.BASE_URL)

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()


def _note_accounts() -> None:
    """Kept as a file: `make run` says them at every start without asking the database."""
    width = max(len(account.email) for account in ACCOUNTS)
    lines = [f"Accounts of the demo, all with the password {PASSWORD}"]
    lines += [f"  {account.email:{width}}  {account.role}" for account in ACCOUNTS]
    Path(settings.VAR, "demo-accounts.txt").write_text("\n".join(lines) + "\n")
