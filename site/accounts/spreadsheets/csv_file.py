"""The lines of a CSV: its encoding and its separator are found out, and said."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from accounts.errors import BrokenQuotes, BrokenText, FileInUtf16, NotASpreadsheet, OldExcel

_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"  # .xls, and .xlsx under a password
_SEPARATORS = ";,\t"


def csv_lines(content: bytes, notes: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Each line's number and cells; a cell may run over several lines, the first one counts.

    Raises NotASpreadsheet, OldExcel, FileInUtf16, BrokenText, BrokenQuotes.
    """
    text = _decode(content, notes)
    skipped = 0
    if text[:4].lower() == "sep=":  # Excel's own way to say the separator
        separator, skipped = text[4:5], 1
        text = text.partition("\n")[2]
    else:
        separator = _separator(text)
    notes.append(_("Columns are separated by: %(sign)s") % {"sign": _named(separator)})
    yield from _lines(text, separator, skipped)


def _lines(text: str, separator: str, skipped: int) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1 + skipped
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise BrokenQuotes(begins) from error
        if cells is None:
            return
        yield begins, cells
        begins = reader.line_num + 1 + skipped


def _separator(text: str) -> str:
    """The sign that cuts the headings into most columns."""
    first = text.lstrip("\r\n").partition("\n")[0]
    return max(_SEPARATORS, key=first.count)


def _named(separator: str) -> str:
    return {";": _("semicolon"), ",": _("comma"), "\t": _("tab")}.get(separator, separator)


def _decode(content: bytes, notes: list[str]) -> str:
    if content.startswith(_OLD_EXCEL):
        raise OldExcel
    if content.startswith(_UTF16_MARKS):
        raise FileInUtf16
    if content.startswith(b"%PDF") or content[:4096].count(0) > 8:
        raise NotASpreadsheet
    content = content.removeprefix(_UTF8_MARK)
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        return _decode_otherwise(content, error, notes)


def _decode_otherwise(content: bytes, error: UnicodeDecodeError, notes: list[str]) -> str:
    """Windows-1252 where nothing speaks for UTF-8; halves of characters go on to their line."""
    try:
        return content.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        pass
    hopeful = content.decode("utf-8", "ignore")
    letters = sum(ord(sign) > 127 for sign in hopeful)
    line = content[: error.start].count(b"\n") + 1
    if letters > content.decode("utf-8", "replace").count("\ufffd"):
        raise BrokenText(line) from error  # UTF-8 in which a few bytes are damaged
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as other:
        raise BrokenText(content[: other.start].count(b"\n") + 1) from other
    notes.append(_("The file was read as Windows-1252, not UTF-8: check the accented letters."))
    return text
