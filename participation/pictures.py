"""Citizens' pictures: only pixels are kept. Position, camera and trailing bytes are left behind.

Their files have no public address of their own: one of ours asks first whether the idea is public.
"""

from __future__ import annotations

import io
import warnings
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils.crypto import salted_hmac
from PIL import Image, ImageOps

from participation.errors import PictureRefused
from participation.models import Idea

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


def picture_mark(idea: Idea) -> str:
    """What its address ends with: another photo has another one, and no file's name is told."""
    return salted_hmac("participation.pictures", str(idea.image.name)).hexdigest()[:20]


def picture_url(idea: Idea) -> str:
    """Where its photo is read as long as the idea is; empty without a photo."""
    if not idea.image:
        return ""
    return reverse("participation:picture", args=[idea.pk, picture_mark(idea)])
