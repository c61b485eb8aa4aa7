"""What the templates of paper forms ask for."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def of(addresses: Mapping[int, str], number: int) -> str:
    """The address of the picture of this number; empty when the library no longer has it."""
    return addresses.get(number, "")
