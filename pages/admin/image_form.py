"""The form by which editors send pictures: what only claims to be one is a fault of the field."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


class ReadableImageField(WagtailImageField):
    """Wagtail 8.0.1 fails on a file that begins like a picture and is none: here it is refused."""

    def check_image_pixel_size(self, f: Any) -> None:
        try:
            super().check_image_pixel_size(f)
        except ValidationError:
            raise
        except Exception as error:  # Pillow's, of many kinds, bombs among them
            message = self.error_messages["invalid_image"]
            raise ValidationError(message, code="invalid_image") from error


class CityImageForm(BaseImageForm):
    file = ReadableImageField(label=_("File"), widget=BaseImageForm.Meta.widgets["file"])
