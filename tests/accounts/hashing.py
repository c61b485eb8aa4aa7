"""A hasher that counts its work."""

from __future__ import annotations

from typing import ClassVar

from accounts.hashers import TunedArgon2Hasher


class CountingHasher(TunedArgon2Hasher):
    seen: ClassVar[list[str]] = []

    def encode(self, password: str, salt: str) -> str:
        self.seen.append(password)
        return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        self.seen.append(password)
        return super().verify(password, encoded)
