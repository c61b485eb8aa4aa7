"""Reading the PDF that we make, with poppler's tools; skipped where these or pango are missing."""

from __future__ import annotations

import re
import shutil
import subprocess
import zlib
from contextlib import suppress
from pathlib import Path

import pytest

from accounts import pdf
from accounts.errors import PdfUnavailable


def _has_pango() -> bool:
    try:
        pdf.lay_out("<p>Bonjour</p>")
    except PdfUnavailable:
        return False
    return True


needs_pango = pytest.mark.skipif(not _has_pango(), reason="pango is not on this machine")
needs_poppler = pytest.mark.skipif(
    not (shutil.which("pdftotext") and shutil.which("pdfinfo")),
    reason="poppler’s tools are not on this machine",
)


def pages_of(content: bytes, folder: Path) -> list[str]:
    """The text of each page, with plain spaces."""
    text = run("pdftotext", content, folder, "-layout", end="-")
    return text.replace("\xa0", " ").split("\f")[:-1]


def run(tool: str, content: bytes, folder: Path, *options: str, end: str = "") -> str:
    """What a tool of poppler says of it."""
    file = folder / "made.pdf"
    file.write_bytes(content)
    command = [tool, *options, str(file), *([end] if end else [])]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def inflated(content: bytes) -> bytes:
    """Everything that it holds, its compressed objects included."""
    found = [content]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        with suppress(zlib.error):
            found.append(zlib.decompress(stream))
    return b"\n".join(found)
