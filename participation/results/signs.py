"""What in a text deserves a second look: personal data, links, shouting. Signs decide nothing."""

from __future__ import annotations

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_PATTERNS: list[tuple[Promise, re.Pattern[str]]] = [
    (_("e-mail address"), re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}")),
    (_("telephone number"), re.compile(r"(?<!\d)(?:\+32|0032|0)[ ./-]?\d(?:[ ./-]?\d){7,9}(?!\d)")),
    (_("bank account number"), re.compile(r"\b[A-Z]{2}\d{2}(?: ?[\dA-Z]{4}){3,7}\b")),
    (_("national register number"), re.compile(r"\b\d{2}\.?\d{2}\.?\d{2}[- ]?\d{3}\.?\d{2}\b")),
    (_("link"), re.compile(r"https?://|\bwww\.", re.IGNORECASE)),
]
_LETTERS_TO_SHOUT = 20


def signs_in(text: str) -> list[Promise]:
    """The names of what was found, in a fixed order; each pattern takes linear time."""
    found = [name for name, pattern in _PATTERNS if pattern.search(text)]
    letters = [letter for letter in text if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    if len(letters) >= _LETTERS_TO_SHOUT and capitals > 0.7 * len(letters):
        found.append(_("capital letters"))
    return found
