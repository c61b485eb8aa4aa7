"""Secret codes that are printed or read aloud: sixteen characters that nobody mistakes for others.

Eighty bits cannot be guessed, so a plain hash is enough to keep them: a printed code must outlive a
change of the site's secret key.
"""

from __future__ import annotations

import hmac
import secrets
from base64 import b32encode
from hashlib import sha256

from django.conf import settings

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O and U
_LENGTH, _GROUP = 16, 4
_STANDARD = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code() -> str:
    """A fresh code, in groups of four."""
    return _grouped("".join(secrets.choice(LETTERS) for _ in range(_LENGTH)))


def code_from(secret: str, purpose: str) -> str:
    """The code of something secret that its owner already holds: the same each time it is asked."""
    digest = hmac.digest(settings.SECRET_KEY.encode(), f"{purpose}:{secret}".encode(), "sha256")
    letters = b32encode(digest)[:_LENGTH].decode()
    return _grouped(letters.translate(str.maketrans(_STANDARD, LETTERS)))


def read_code(typed: str) -> str:
    """What was typed, as it was printed; empty when it is no code. Spaces and dashes are free."""
    letters = "".join(c for c in typed.upper() if c.isalnum()).translate(_MISREAD)
    if len(letters) != _LENGTH or any(letter not in LETTERS for letter in letters):
        return ""
    return _grouped(letters)


def hash_of(code: str) -> str:
    """What is kept of a code; empty for none."""
    return sha256(f"parvis-code:{code}".encode()).hexdigest() if code else ""


def _grouped(letters: str) -> str:
    return "-".join(letters[n : n + _GROUP] for n in range(0, _LENGTH, _GROUP))
