"""`manage.py load_demo`: the demonstration site, in one command that may be run again."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from pages.demo.accounts import ACCOUNTS, PASSWORD
from pages.demo.build import CityIsThere, load


class Command(BaseCommand):
    help = "Load the demonstration site. Run again, it adds what is missing and changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--without-accounts",
            action="store_true",
            help="make no account: their password is public (required in production)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with_accounts = not options["without_accounts"]
        if with_accounts and settings.IS_PRODUCTION:
            raise CommandError(
                "The demo accounts have a public password: not in production."
                " Use --without-accounts."
            )
        logging.getLogger("wagtail").setLevel(logging.WARNING)  # it would tell of each page
        try:
            loaded = load(with_accounts=with_accounts)
        except CityIsThere as refusal:
            raise CommandError(
                "This site already has a home page of its own. The demo is for an empty site."
            ) from refusal
        self.stdout.write(f"Demo: {loaded.pages} pages and {loaded.accounts} accounts added.")
        if with_accounts:
            self._tell_accounts()

    def _tell_accounts(self) -> None:
        self.stdout.write(f"Accounts of the demo, all with the password {PASSWORD}:")
        for account in ACCOUNTS:
            self.stdout.write(f"  {account.email:<30}{account.role}")
