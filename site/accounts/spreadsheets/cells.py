"""What may stand in a cell: numbers, local moments, and text that nothing takes for a formula."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils.encoding import force_str
from django.utils.translation import gettext as _

from accounts import clock

Cell = str | int | float | Decimal | date | time | None

# A formula begins with one of these four, or with their wide forms; blanks before it may be lost.
# A file read with another separator than ours begins a cell after each one that a text holds.
_BLANKS = '[ "\u00a0\u2007\u202f\u200b\ufeff]*'
_FORMULA = re.compile(rf"(^|[,;|\t\n])({_BLANKS})(?=[\t=+\-@＝＋－＠])")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST = 32_767  # characters: what a cell of XLSX can hold


def safe_cell(value: Any) -> Cell:
    """The value as every one of our exports writes it. Twice is harmless.

    Numbers and moments stay what they are, a yes is « oui »; anything else becomes text, with an
    apostrophe wherever it would begin a formula; its lines end with a line feed.
    """
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None or isinstance(value, int | float | Decimal | date | time):
        return value
    text = force_str(value).replace("\r\n", "\n").replace("\r", "\n")
    text = _UNWRITABLE.sub("", text)[:LONGEST]
    if _NUMBER.fullmatch(text):
        return text
    text = _FORMULA.sub(r"\1'\2", text)
    return ("'" + text if text.startswith("\n") else text)[:LONGEST]


def for_csv(value: Any) -> str | int:
    """A cell of our CSV: moments in Brussels, decimals with a comma, as its semicolons announce."""
    cell = safe_cell(value)
    if isinstance(cell, datetime):
        return _local(cell).isoformat(" ", "seconds")
    if isinstance(cell, float | Decimal):
        return str(cell).replace(".", ",")
    if cell is None:
        return ""
    return cell if isinstance(cell, int) else str(cell)


def for_xlsx(value: Any) -> Cell:
    """A cell of our XLSX, which knows no time zone: moments are what a clock in Brussels shows."""
    cell = safe_cell(value)
    return _local(cell) if isinstance(cell, datetime) else cell


def _local(at: datetime) -> datetime:
    return at if at.tzinfo is None else clock.on_the_wall(at)
