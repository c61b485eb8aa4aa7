"""Contrast of the city's colour, by the formula of WCAG 2.2 (relative luminance)."""

from __future__ import annotations

import re
from colorsys import hls_to_rgb, rgb_to_hls
from math import floor

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

LIGHT_GROUNDS = ("#ffffff", "#f6f4ef")  # --ground and --ground-soft of static/css/site.css
DARK_GROUNDS = ("#14181b", "#1d2327")
READABLE = 4.5


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, from 0 (black) to 1 (white)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, from 1 to 21."""
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def check_accent(value: str) -> str:
    """Why this colour cannot be the accent, or an empty string when it can."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        return str(_("Write the colour as #0b5c6b."))
    worst = min(contrast(value, ground) for ground in LIGHT_GROUNDS)
    if worst < READABLE:
        sentence = _(
            "This colour is too pale: its contrast is %(ratio)s : 1, below %(needed)s : 1."
        )
        return str(sentence) % {"ratio": _one_digit(worst), "needed": _one_digit(READABLE)}
    return ""


def _one_digit(ratio: float) -> str:
    """In the reader's language, rounded down: what is refused never reads as 4.5."""
    return number_format(floor(ratio * 10) / 10, 1)


def accent_for_dark(value: str) -> str:
    """The same hue, lightened until it can be read on the dark grounds."""
    red, green, blue = (int(value[i : i + 2], 16) / 255 for i in (1, 3, 5))
    hue, lightness, saturation = rgb_to_hls(red, green, blue)
    colour = value
    while min(contrast(colour, ground) for ground in DARK_GROUNDS) < READABLE:
        lightness += 0.02
        rgb = hls_to_rgb(hue, min(lightness, 1.0), saturation)
        colour = "#" + "".join(f"{round(channel * 255):02x}" for channel in rgb)
    return colour


def palette(accent: str) -> dict[str, str]:
    """Both accents, and what is written on each."""
    dark = accent_for_dark(accent)
    return {
        "accent": accent,
        "on_accent": "#ffffff",
        "dark_accent": dark,
        "on_dark_accent": "#14181b",
    }
