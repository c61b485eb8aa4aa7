"""The receipt of answers that know nobody: a code, the same for the same form sent twice."""

from __future__ import annotations

from uuid import UUID

from accounts import codes


def receipt_of(survey: int, token: UUID) -> str:
    """What their sender may note down, to put them into an account later."""
    return codes.code_from(f"{survey}:{token.hex}", "receipt")
