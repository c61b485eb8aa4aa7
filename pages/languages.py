"""The language of the interface."""

from django.conf import settings
from django.utils import translation


def current() -> str:
    """The active language, as one of ours."""
    code = (translation.get_language() or settings.LANGUAGE_CODE).split("-")[0]
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
