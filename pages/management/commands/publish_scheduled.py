"""Wagtail's command by the name that its documentation gives, doing what our publisher does."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from pages.actions.publish_due import publish_due


class Command(BaseCommand):
    help = "Publishes what is due and takes down what expired, for where no scheduler runs."

    def handle(self, *args: Any, **options: Any) -> None:
        run = publish_due()
        self.stdout.write(f"Published {run.published}, taken down {run.expired}.")
        if run.failed:
            raise CommandError(f"{run.failed} failed; they keep their schedule and are retried.")
