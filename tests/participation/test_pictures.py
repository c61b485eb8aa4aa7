"""A citizen's picture: its pixels are kept, and nothing else of the file."""

from __future__ import annotations

import io
import struct
import zlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from participation.errors import PictureRefused
from participation.pictures import LONGEST_SIDE, redraw
from tests import make

SECRET = b"50.4833N 4.5500E zorglubine"


def upload(content: bytes, name: str = "chez-zorglubine.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/jpeg")


def drawn(
    kind: str = "JPEG", size: tuple[int, int] = (80, 60), mode: str = "RGB", **options: Any
) -> bytes:
    file = io.BytesIO()
    Image.new(mode, size, options.pop("colour", None)).save(file, kind, **options)
    return file.getvalue()


def with_place_and_owner() -> bytes:
    """A photograph as a telephone makes it: position, camera, words, an upright that is turned."""
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    exif[0x010F] = "zorglubine"  # the maker
    exif.get_ifd(0x8825)[1] = "N"  # the position
    exif[0x9286] = SECRET  # the owner's comment
    return drawn(exif=exif, comment=SECRET) + SECRET


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_of_each_format_is_drawn_anew(kind: str) -> None:
    made = redraw(upload(drawn(kind)))

    assert Image.open(made).format == "WEBP"


def test_neither_position_nor_name_nor_trailing_byte_is_left() -> None:
    file = with_place_and_owner()
    assert SECRET in file

    made = redraw(upload(file))

    kept = made.read()
    assert [word for word in (SECRET, b"zorglubine", b"Exif") if word in kept] == []
    assert not Image.open(io.BytesIO(kept)).getexif()
    assert "zorglubine" not in (made.name or "")


def test_what_was_turned_by_a_note_stands_upright() -> None:
    made = redraw(upload(with_place_and_owner()))

    assert Image.open(made).size == (60, 80)


def test_a_large_picture_is_made_smaller() -> None:
    made = redraw(upload(drawn(size=(4000, 1000))))

    assert Image.open(made).size == (LONGEST_SIDE, LONGEST_SIDE // 4)


def test_what_is_transparent_is_on_white() -> None:
    made = redraw(upload(drawn("PNG", mode="RGBA", colour=(0, 0, 0, 0))))

    assert Image.open(made).convert("RGB").getpixel((1, 1)) == (255, 255, 255)


def bomb() -> bytes:
    """A few hundred bytes that say they are 50,000 × 50,000 pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    header = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b"")


REFUSED = {
    "a bomb": bomb(),
    "nothing": b"",
    "words": b"Bonjour",
    "a page": b"<html><script>alert(1)</script></html>",
    "a drawing with a script": b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
    "half a photograph": drawn(size=(400, 300))[:400],
    "a format we do not read": drawn("TIFF"),
}


@pytest.mark.parametrize("content", REFUSED.values(), ids=list(REFUSED))
def test_what_is_no_picture_is_refused_and_never_an_error(content: bytes) -> None:
    with pytest.raises(PictureRefused):
        redraw(upload(content))


@pytest.mark.django_db
def test_the_original_is_nowhere_on_the_disk(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    make.home()
    now = timezone.now()
    consultation = make.open_consultation(
        opens_at=now - timedelta(days=7), closes_at=now + timedelta(days=28)
    )
    box, user = make.idea_box(consultation=consultation), make.citizen().user
    assert user is not None
    client = Client()
    client.force_login(user)

    address = f"/idees/boite/{box.pk}/proposer/"
    token = client.get(address).context["form"]["token"].value()
    photo = upload(with_place_and_owner())
    form = {"title": "Un abri", "token": token, "image": photo, "image_alt": "L’arrêt"}

    sent = client.post(address, form)

    assert sent.status_code == 302, sent.context["form"].errors

    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert [path.name for path in files if SECRET in path.read_bytes()] == []
    assert [path for path in files if "zorglubine" in path.name] == []
