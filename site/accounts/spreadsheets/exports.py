"""Exports of the admin's lists: ours through our writer, Wagtail's own with safe cells."""

from __future__ import annotations

from collections.abc import Iterable
from functools import wraps
from typing import Any

from django.http import HttpResponseBase
from django.utils.timezone import localdate
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from accounts.spreadsheets import writing
from accounts.spreadsheets.cells import safe_cell


class SpreadsheetExport(SpreadsheetExportMixin):
    """For a listing view of ours: what `list_export` names, written by our own writer.

    A view with other columns overrides `export_headings_row` and `export_row`.
    """

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> HttpResponseBase:
        rows: Iterable[list[Any]] = (self.export_row(item) for item in queryset)
        name = f"{self.get_filename()}-{localdate():%Y-%m-%d}"
        headings = self.export_headings_row(queryset)
        return writing.download(name, spreadsheet_format, headings, rows)

    def export_headings_row(self, queryset: Any) -> list[str]:
        return [self.get_heading(queryset, field) for field in self.list_export]

    def export_row(self, item: Any) -> list[Any]:
        return list(self.to_row_dict(item).values())


def guard_wagtail() -> None:
    """Let no formula out of Wagtail's own reports: its project leaves that to each site.

    Every export of Wagtail's passes each value through this one method before it writes it.
    """
    unguarded = SpreadsheetExportMixin.preprocess_field_value

    @wraps(unguarded)
    def guarded(self: Any, field: str, value: Any, export_format: str) -> Any:
        return safe_cell(unguarded(self, field, value, export_format))

    SpreadsheetExportMixin.preprocess_field_value = guarded
