"""One mailbox, one mark: how addresses are compared that are not kept."""

from __future__ import annotations

from contextlib import suppress

from django.utils.crypto import salted_hmac

_DOTS_DO_NOT_COUNT = {"gmail.com": "gmail.com", "googlemail.com": "gmail.com"}


def canonical(email: str) -> str:
    """The mailbox behind an address: case, « +tag » and the dots of Gmail lead to the same one."""
    local, _at, domain = email.strip().lower().rpartition("@")
    with suppress(UnicodeError):
        domain = domain.encode("idna").decode()
    local = local.partition("+")[0] or local
    if domain in _DOTS_DO_NOT_COUNT:
        local, domain = local.replace(".", ""), _DOTS_DO_NOT_COUNT[domain]
    return f"{local}@{domain}"


def mark_of(email: str, purpose: str) -> str:
    """What is kept instead of an address: it can be compared within one purpose, never read.

    It is keyed, since addresses can be guessed: another SECRET_KEY makes other marks.
    """
    value = f"{purpose}:{canonical(email)}"
    return salted_hmac("accounts.addresses", value, algorithm="sha256").hexdigest()
