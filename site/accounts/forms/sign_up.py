"""The sign-up form by e-mail."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import SignupForm
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class SignUpForm(SignupForm):
    """E-mail, a password or none, a shown name, two ticks."""

    field_order = ["email", "password1", "shown_name", "is_old_enough", "accepts_rules"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = _(
            "12 characters or more. Without one, each log-in asks for a code that we e-mail you."
        )

    def try_save(self, request: HttpRequest) -> Any:
        """A known address costs the time of a password too: a clock does not tell it apart."""
        if self.account_already_exists and self.cleaned_data.get("password1"):
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)
