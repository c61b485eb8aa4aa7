"""What somebody with a receipt types: its code, an address for news, or to be forgotten."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.forms import LineField


class CodeForm(forms.Form):
    """The code of a receipt."""

    code = LineField(
        label=_("Your code"),
        max_length=40,
        help_text=_("Sixteen letters and digits. Spaces and dashes do not matter."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class AddressForm(forms.Form):
    """Where the news goes, for whoever wants it by e-mail."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("We write when a moderator decides and when the city answers."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class ForgetForm(forms.Form):
    """What becomes of the texts of whoever asks to be forgotten."""

    contributions = forms.ChoiceField(
        label=_("What becomes of what you said?"),
        choices=[
            ("keep", _("It stays, without your name")),
            ("erase", _("Its words are erased")),
        ],
        widget=forms.RadioSelect,
    )
    is_sure = forms.BooleanField(label=_("I understand that this cannot be undone"))
