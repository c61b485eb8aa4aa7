"""What people type, made safe to store: what a database refuses or a reader would be tricked by."""

from __future__ import annotations

import re
import unicodedata

MOST_MARKS = 4  # combining marks in a row: enough for any language, too few for noise
_MARKS = re.compile(
    rf"((?:[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]){{{MOST_MARKS}}})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)
_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F])


def clean_text(text: str) -> str:
    """Several lines: NFC, no control character but line breaks, at most one empty line in a row."""
    text = text.encode("utf-8", "ignore").decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    kept = _MARKS.sub(r"\1", unicodedata.normalize("NFC", kept))
    return re.sub(r"\n{3,}", "\n\n", kept).strip()


def clean_line(text: str) -> str:
    """One line: a title or a name, without direction tricks."""
    return " ".join(clean_text(text).translate(_BIDI).split())
