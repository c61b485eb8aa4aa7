"""The pictures among which a question lets choose, as a page of paper shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wagtail.images import get_image_model

from participation.surveys.definition import Definition

ON_PAPER = "max-480x360"


def pictures_of(questions: Sequence[Definition]) -> dict[int, Any]:
    """A rendition of each, by the picture's number; those that the library still has."""
    wanted = {option.image for question in questions for option in question.options}
    images = get_image_model().objects.filter(pk__in=wanted - {None})
    return {image.pk: image.get_rendition(ON_PAPER) for image in images}
