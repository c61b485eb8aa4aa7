"""What becoming a participant asks, whichever way one signs up. django-allauth builds on it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.actions.note_sign_up import note_sign_up
from accounts.forms.fields import NameField


class JoiningForm(forms.Form):
    """A shown name and two ticks, none made in advance."""

    shown_name = NameField(
        label=_("Name shown with your contributions"),
        max_length=60,
        help_text=_("A pseudonym is fine. You can change it later."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    is_old_enough = forms.BooleanField(
        label=_("I am 13 or older."),
        error_messages={"required": _("You may have an account from the age of 13.")},
    )
    accepts_rules = forms.BooleanField(
        label=_("I accept the rules of the game."),
        error_messages={"required": _("Accept the rules of the game to take part.")},
    )

    def signup(self, request: HttpRequest, user: Any) -> None:
        """Called by django-allauth once the user is saved."""
        note_sign_up(
            user=user,
            shown_name=self.cleaned_data["shown_name"],
            language=(get_language() or "fr")[:5],
        )
