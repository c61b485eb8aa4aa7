"""Counts what a backup must bring back: rows of every table, scheduled versions, files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection
from wagtail.models import Revision


class Command(BaseCommand):
    help = "Prints as JSON what two copies of one site have in common; deploy/drill.sh compares it."

    def handle(self, *args: Any, **options: Any) -> None:
        found = {
            "rows": dict(_rows()),
            "scheduled": list(_scheduled()),
            "files": dict(_files(Path(settings.MEDIA_ROOT))),
        }
        self.stdout.write(json.dumps(found, indent=1, sort_keys=True))


def _rows() -> Iterator[tuple[str, int]]:
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")
            yield table, cursor.fetchone()[0]


def _scheduled() -> Iterator[list[str]]:
    """Every version that waits for its moment, with a digest of its words."""
    waiting = Revision.objects.filter(approved_go_live_at__isnull=False).order_by("pk")
    for revision in waiting.iterator():
        words = json.dumps(revision.content, sort_keys=True, default=str)
        digest = hashlib.sha256(words.encode()).hexdigest()
        yield [str(revision.pk), revision.approved_go_live_at.isoformat(), digest]


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as content:
                digest = hashlib.file_digest(content, "sha256").hexdigest()
            yield str(path.relative_to(folder)), digest
