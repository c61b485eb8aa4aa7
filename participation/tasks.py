"""Background work of participation."""

from celery import shared_task

from participation.actions import (
    confirm_sheet,
    export_answers,
    follow_address,
    keep_picture,
    keep_sheet,
    retire_assisted,
    run_import,
)
from participation.actions import count_ideas as tally
from participation.actions import count_sheets as sheets
from participation.actions import purge_hidden as hidden


@shared_task
def count_ideas() -> int:
    """Recount the ideas whose rows changed."""
    return tally.count_changed_ideas()


@shared_task
def count_sheets() -> int:
    """Add the sheets that came to the counters of their surveys."""
    return sheets.count_new_sheets()


@shared_task
def check_tallies() -> int:
    """Nightly: how many counters differ from their rows. A difference is an alert, not a repair."""
    return len(tally.drifted_ideas()) + len(sheets.drifted_surveys())


@shared_task
def forget_imports() -> int:
    """Hourly: files that were sent for an import are kept for a day at most."""
    return run_import.forget_imports()


@shared_task
def forget_exports() -> int:
    """Hourly: exports of answers are kept for a day at most."""
    return export_answers.forget_exports()


@shared_task
def purge_kept_pictures() -> int:
    """Daily: forget the photos of forms that nobody came back to."""
    return keep_picture.purge_kept_pictures()


@shared_task
def retire_assisted_people() -> int:
    """Daily: forget people who were helped two years ago and never came back."""
    return retire_assisted.retire_assisted()


@shared_task
def purge_follow_addresses() -> int:
    """Daily: forget addresses for news that nobody confirmed in a week."""
    return follow_address.purge_addresses()


@shared_task
def purge_waiting_sheets() -> int:
    """Hourly: forget answers that nobody confirmed, and what compared addresses long ago."""
    return confirm_sheet.purge_waiting()


@shared_task
def purge_sheet_drafts() -> int:
    """Daily: forget answers that were begun and left for thirty days."""
    return keep_sheet.purge_drafts()


@shared_task
def purge_hidden() -> int:
    """Daily: take out the words of what moderation removed a year ago."""
    return hidden.purge_hidden()
