"""The editors' pictures: what a camera wrote beside the pixels does not reach the public."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image, ImageOps

TELLING = ("exif", "xmp", "comment", "photoshop", "XML:com.adobe.xmp")
QUALITY = 92
FORMATS = ("AVIF", "JPEG", "MPO", "PNG", "WEBP")


def leave_metadata_behind(instance: Any, **kwargs: Any) -> None:
    """Before an image is stored: draw it anew, upright, where it holds more than pixels.

    A photo of a telephone says where and when it was taken, and Wagtail copies that into every
    JPEG that it makes of it. Called for each path: form, several at once, programs.
    """
    upload = instance.file
    if not upload or getattr(upload, "_committed", True):
        return
    if (clean := _pixels_alone(upload)) is not None:
        instance.file = clean
        instance._set_image_file_metadata()


def _pixels_alone(upload: Any) -> ContentFile[bytes] | None:
    """The same picture without its metadata; None where it has none."""
    upload.seek(0)
    try:
        with Image.open(upload) as picture:
            if picture.format not in FORMATS or not _tells(picture):
                return None
            kind = "JPEG" if picture.format == "MPO" else str(picture.format)
            upright = ImageOps.exif_transpose(picture)
            upright.info = {}
            profile = picture.info.get("icc_profile")
            stream = io.BytesIO()
            upright.save(stream, kind, quality=QUALITY, exif=b"", icc_profile=profile)
    finally:
        upload.seek(0)
    return ContentFile(stream.getvalue(), name=upload.name)


def _tells(picture: Image.Image) -> bool:
    return bool(picture.getexif()) or any(name in picture.info for name in TELLING)
