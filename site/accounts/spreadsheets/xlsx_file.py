"""The lines of the first sheet of an XLSX, read from an archive that is looked at before."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from accounts.errors import FileTooLarge, NotASpreadsheet

MOST_COLUMNS = 60
MOST_UNPACKED = 60 * 1024 * 1024  # an archive may say little and hold much
MOST_FILES = 500
MOST_EMPTY = 1000  # lines in a row, after which nothing more is expected


def is_archive(content: bytes) -> bool:
    return content.startswith(b"PK\x03\x04")


def xlsx_lines(content: bytes, notes: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Each line's number and cells, as text. Raises NotASpreadsheet, FileTooLarge."""
    _look_at(content)
    try:
        workbook = load_workbook(
            io.BytesIO(content), read_only=True, data_only=True, keep_links=False
        )
        sheets = workbook.worksheets
        if len(sheets) > 1:
            text = _("Only the first sheet is read: “%(sheet)s”.")
            notes.append(text % {"sheet": sheets[0].title})
        yield from _lines(sheets[0])
    except (FileTooLarge, NotASpreadsheet):
        raise
    except Exception as error:  # a damaged file may break openpyxl anywhere, in any way
        raise NotASpreadsheet from error


def _look_at(content: bytes) -> None:
    """Refuse an archive that unpacks into more than a table of ours can be."""
    try:
        files = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except zipfile.BadZipFile as error:
        raise NotASpreadsheet from error
    if len(files) > MOST_FILES or sum(file.file_size for file in files) > MOST_UNPACKED:
        raise FileTooLarge(MOST_UNPACKED // 1024**2)
    if "xl/workbook.xml" not in {file.filename for file in files}:
        raise NotASpreadsheet


def _lines(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """What a file says of its own size is not believed; a width of ours is enough."""
    empty = 0
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), 1):
        if all(value is None for value in row):
            empty += 1
            if empty > MOST_EMPTY:
                return
            continue
        empty = 0
        yield number, [_text(value) for value in row]


def _text(value: Any) -> str:
    """A cell as it would stand in a CSV: 62.0 is 62, a moment is ISO 8601 without zone."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value)
