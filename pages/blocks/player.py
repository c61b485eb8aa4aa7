"""Videos of allow-listed providers. Nothing is asked of the provider before the reader agrees."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, parse_qs, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, StructBlockValidationError, TextBlock, URLBlock


@dataclass(frozen=True)
class Player:
    """An address that we build ourselves from the provider's video number."""

    provider: str
    frame_url: str
    page_url: str


_YOUTUBE = re.compile(r"/(?:embed|shorts|live)/([\w-]{11})/?", re.ASCII)
_YOUTUBE_SHORT = re.compile(r"/([\w-]{11})/?", re.ASCII)
_YOUTUBE_NUMBER = re.compile(r"[\w-]{11}", re.ASCII)
_VIMEO = re.compile(
    r"/(?:video/|channels/[\w-]+/|groups/[\w-]+/videos/)?(\d{5,12})(?:/([0-9a-f]{8,12}))?/?",
    re.ASCII,
)


def recognise(url: str) -> Player | None:
    """The player for a video's address, or None when its provider is not on the list."""
    try:
        parts = urlsplit(url.strip())
        has_extras = parts.username is not None or parts.port is not None
    except ValueError:  # brackets, a port that is no number
        return None
    if parts.scheme not in ("http", "https") or has_extras:
        return None
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if host in ("youtube.com", "youtube-nocookie.com", "youtu.be"):
        return _youtube(host, parts)
    if host in ("vimeo.com", "player.vimeo.com"):
        return _vimeo(parts)
    return None


def _youtube(host: str, parts: SplitResult) -> Player | None:
    if parts.path.rstrip("/") == "/watch":
        found = _YOUTUBE_NUMBER.fullmatch(parse_qs(parts.query).get("v", [""])[0])
    else:
        shape = _YOUTUBE_SHORT if host == "youtu.be" else _YOUTUBE
        found = shape.fullmatch(parts.path)
    if found is None:
        return None
    number = found[found.lastindex or 0]
    return Player(
        "YouTube",
        f"https://www.youtube-nocookie.com/embed/{number}",
        f"https://www.youtube.com/watch?v={number}",
    )


def _vimeo(parts: SplitResult) -> Player | None:
    found = _VIMEO.fullmatch(parts.path)
    if found is None:
        return None
    number, key = found.groups()  # the key opens a video that is not listed
    return Player(
        "Vimeo",
        f"https://player.vimeo.com/video/{number}?dnt=1" + (f"&h={key}" if key else ""),
        f"https://vimeo.com/{number}" + (f"/{key}" if key else ""),
    )


class PlayerBlock(StructBlock):
    """A video: its title, its address and what it says for those who cannot see or hear it."""

    title = CharBlock(label=_("title of the video"), max_length=150)
    url = URLBlock(label=_("address"), help_text=_("A video of YouTube or Vimeo."))
    transcript = TextBlock(
        label=_("what it says"),
        required=False,
        help_text=_("Transcript or summary, for those who cannot see or hear it."),
    )

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("A video that loads only once the reader agrees.")
        template = "pages/blocks/player.html"
        preview_value = {
            "title": "La participation en deux minutes",
            "url": "https://vimeo.com/123456789",
            "transcript": "",
        }

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if recognise(cleaned["url"]) is None:
            message = _("Only videos of YouTube and Vimeo can be shown here.")
            raise StructBlockValidationError({"url": ValidationError(message)})
        return cleaned

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["player"] = recognise(value["url"] or "")
        return context
