"""A field that people do not see, and that machines fill in.

It is never the only gate, and it refuses nobody: somebody whose browser filled it in by mistake
must not lose a text. What comes with it is doubtful: a moderator reads it before it appears.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class TrapField(forms.CharField):
    """Off the screen, out of the order of the keyboard, unknown to browsers' memories."""

    def __init__(self) -> None:
        hidden = {"autocomplete": "off", "tabindex": "-1"}
        super().__init__(
            label=_("Leave this field empty"), required=False, widget=forms.TextInput(hidden)
        )

    def to_python(self, value: Any) -> str:
        return "1" if value else ""  # what it holds interests nobody
