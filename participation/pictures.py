"""Citizens' pictures: only pixels are kept. Position, camera and trailing bytes are left behind."""

from __future__ import annotations

import io
import warnings
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps

from participation.errors import PictureRefused

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 1600
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


def redraw(upload: UploadedFile[bytes]) -> ContentFile[bytes]:
    """The picture drawn anew as WebP under a random name, upright, 1600 pixels at most.

    Raises PictureRefused for what is too large, no picture, or of another format.
    """
    if (upload.size or 0) > MOST_BYTES:
        raise PictureRefused
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(upload, formats=FORMATS)
            if picture.width * picture.height > MOST_PIXELS:
                raise PictureRefused
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except Exception as error:  # readers of hostile bytes raise whatever their authors forgot
        raise PictureRefused from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clean = Image.new("RGB", upright.size, "white")
    clean.paste(upright, mask=upright.getchannel("A"))
    stream = io.BytesIO()
    clean.save(stream, "WEBP", quality=80, method=4)
    return ContentFile(stream.getvalue(), name=f"{uuid4().hex}.webp")
