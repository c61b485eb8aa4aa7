"""Writing CSV (UTF-8 with its mark, semicolons) and XLSX, with the same safe cells in both."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import chain
from tempfile import TemporaryFile
from typing import IO, Any

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from accounts.spreadsheets.cells import for_csv, for_xlsx

CSV, XLSX = "csv", "xlsx"
FORMATS = (CSV, XLSX)
MARK = "\ufeff"  # without it Excel reads UTF-8 as if it were Windows-1252
SEPARATOR = ";"  # what a spreadsheet expects where the decimal sign is a comma
TYPES = {
    CSV: "text/csv",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

Row = Iterable[Any]
NOTHING: Mapping[str, tuple[Row, Iterable[Row]]] = {}


def write_csv(headings: Row, rows: Iterable[Row]) -> Iterator[bytes]:
    """The file, line by line."""
    line = io.StringIO()
    writer = csv.writer(line, delimiter=SEPARATOR)
    yield MARK.encode()
    for row in chain([headings], rows):
        writer.writerow([for_csv(value) for value in row])
        yield line.getvalue().encode()
        line.seek(0)
        line.truncate()


def write_xlsx(
    headings: Row,
    rows: Iterable[Row],
    more: Mapping[str, tuple[Row, Iterable[Row]]] = NOTHING,
    output: IO[bytes] | None = None,
) -> IO[bytes]:
    """The workbook, the first line of each sheet held in sight, ready to be read.

    `more`: further sheets by their title, each with its headings and rows. `output`: where it is
    written, default a file that disappears when it is closed. Rows pass one by one: no number of
    them fills the memory.
    """
    output = output or TemporaryFile()  # noqa: SIM115  (whoever asked for it closes it)
    workbook = Workbook(write_only=True)
    _write_sheet(workbook.create_sheet(), headings, rows)
    for title, (names, lines) in more.items():
        _write_sheet(workbook.create_sheet(title), names, lines)
    workbook.save(output)
    output.seek(0)
    return output


def _write_sheet(sheet: Any, headings: Row, rows: Iterable[Row]) -> None:
    sheet.freeze_panes = "A2"
    sheet.append([for_xlsx(heading) for heading in headings])
    for row in rows:
        sheet.append([_xlsx_cell(sheet, for_xlsx(value)) for value in row])


def _xlsx_cell(sheet: Any, value: Any) -> Any:
    if not isinstance(value, datetime):
        return value
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = "yyyy-mm-dd hh:mm"
    return cell


def download(
    name: str,
    kind: str,
    headings: Row,
    rows: Iterable[Row],
    more: Mapping[str, tuple[Row, Iterable[Row]]] = NOTHING,
) -> HttpResponseBase:
    """An answer that the browser saves as `name` with the ending of its kind, CSV or XLSX.

    A CSV has one sheet: `more` is for XLSX.
    """
    if kind == XLSX:
        workbook = write_xlsx(headings, rows, more)
        answer: HttpResponseBase = FileResponse(
            workbook, as_attachment=True, filename=f"{name}.xlsx", content_type=TYPES[XLSX]
        )
    else:
        answer = StreamingHttpResponse(write_csv(headings, rows), content_type=TYPES[CSV])
        answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    answer["Cache-Control"] = "private, no-store"
    return answer
