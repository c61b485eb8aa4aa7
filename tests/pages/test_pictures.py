"""Pictures that editors send: no position of a telephone, no bomb, nothing that is no picture."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form

from participation.errors import PictureRefused
from participation.pictures import redraw
from tests import make

pytestmark = pytest.mark.django_db
GPS, ORIENTATION, MAKER = 0x8825, 0x0112, 0x010F


def _photo(kind: str = "JPEG", *, turned: bool = False) -> bytes:
    """A picture of 40 × 20, red on its left, as a telephone at 50.48° N writes it."""
    picture = Image.new("RGB", (40, 20), "blue")
    picture.paste("red", (0, 0, 20, 20))
    exif = Image.Exif()
    exif[MAKER] = "CANARY"
    exif.get_ifd(GPS)[2] = (50.0, 29.0, 1.0)
    if turned:
        exif[ORIENTATION] = 6  # to be turned by a quarter, clockwise
    stream = io.BytesIO()
    picture.save(stream, kind, exif=exif)
    return stream.getvalue()


def _stored(data: bytes, name: str) -> Any:
    form = get_image_form(get_image_model())(
        {"title": "X"}, {"file": SimpleUploadedFile(name, data)}
    )
    assert form.is_valid(), form.errors
    return form.save()


def _bomb(side: int = 30_000) -> bytes:
    """A PNG of a few hundred bytes that says it is of 900 million pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_position_of_a_telephone_is_not_stored(kind: str) -> None:
    data = _photo(kind)
    assert b"CANARY" in data  # the control: it was there

    image = _stored(data, f"photo.{kind.lower()}")

    with image.file.open() as file:
        kept = file.read()
    assert b"CANARY" not in kept
    assert not Image.open(io.BytesIO(kept)).getexif()
    assert image.file_size == len(kept)
    with image.get_rendition("width-30|format-jpeg").file.open() as shared:
        assert b"CANARY" not in shared.read()


def test_it_stays_upright_when_its_orientation_goes() -> None:
    image = _stored(_photo(turned=True), "photo.jpg")

    assert (image.width, image.height) == (20, 40)
    with image.file.open() as file:
        red, _, blue = Image.open(file).convert("RGB").getpixel((10, 5))  # type: ignore[misc]  # three bands
    assert red > 200 > 60 > blue


def test_a_picture_without_metadata_is_stored_as_it_is() -> None:
    stream = io.BytesIO()
    Image.new("RGB", (10, 10)).save(stream, "PNG")

    image = _stored(stream.getvalue(), "dessin.png")

    with image.file.open() as file:
        assert file.read() == stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.jpg", b"<html><script>alert(1)</script>"),
        ("page.gif", b"GIF89a<script>alert(1)</script>"),
        ("livre.png", b"%PDF-1.7 nothing of a picture"),
        ("bombe.png", _bomb()),
        ("vide.png", b""),
    ],
)
def test_what_only_claims_to_be_a_picture_is_refused_in_the_form(name: str, data: bytes) -> None:
    form = get_image_form(get_image_model())(
        {"title": "X"}, {"file": SimpleUploadedFile(name, data)}
    )

    assert "file" in form.errors


def test_a_citizen_s_bomb_is_refused_before_it_unpacks() -> None:
    with pytest.raises(PictureRefused):
        redraw(SimpleUploadedFile("bombe.png", _bomb()))


def test_the_original_is_served_by_nobody_and_what_pages_show_is(client: Client) -> None:
    image = make.image()

    assert client.get(image.file.url).status_code == 404
    assert client.get(image.get_rendition("width-10").url).status_code == 200
