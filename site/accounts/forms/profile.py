"""One's own profile, the rules, and the end of an account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.actions.save_profile import Profile
from accounts.forms.fields import NameField, RowsField
from accounts.models import District, Person, Theme

_NEEDS = {
    Person.ShownAs.PSEUDONYM: ("pseudonym",),
    Person.ShownAs.INITIAL: ("first_name", "last_name"),
    Person.ShownAs.FULL_NAME: ("first_name", "last_name"),
}


class ProfileForm(forms.Form):
    """Who I am to others, where I live, what I follow."""

    shown_as = forms.ChoiceField(
        label=_("What others see"), choices=Person.ShownAs.choices, widget=forms.RadioSelect
    )
    pseudonym = NameField(label=_("Pseudonym"), max_length=60, required=False)
    first_name = NameField(
        label=_("First name"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = NameField(
        label=_("Name"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    district = forms.ModelChoiceField(
        District.objects.order_by("name"), label=_("My district"), required=False
    )
    language = forms.ChoiceField(label=_("Language of my mails"), choices=settings.LANGUAGES)
    followed_themes = RowsField(
        Theme.objects.order_by("name"),
        label=_("Themes that I follow"),
        required=False,
    )
    followed_districts = RowsField(
        District.objects.order_by("name"),
        label=_("Districts that I follow"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in _NEEDS.get(cleaned.get("shown_as", ""), ()):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("Fill this in, or choose another way to be shown."))
        return cleaned

    def profile(self) -> Profile:
        return Profile(**self.cleaned_data)

    @classmethod
    def of(cls, person: Person, data: Any = None) -> ProfileForm:
        initial = {name: getattr(person, name) for name in cls.base_fields}
        initial |= {
            "followed_themes": person.followed_themes.all(),
            "followed_districts": person.followed_districts.all(),
        }
        return cls(data, initial=initial)


class RulesForm(forms.Form):
    """One tick, not made in advance."""

    accepts_rules = forms.BooleanField(
        label=_("I accept the rules of the game."),
        error_messages={"required": _("Accept the rules of the game to take part.")},
    )


class ErasureForm(forms.Form):
    """What becomes of the contributions, and that it is meant."""

    KEEP, ERASE = "keep", "erase"
    contributions = forms.ChoiceField(
        label=_("What becomes of my contributions?"),
        widget=forms.RadioSelect,
        choices=[
            (KEEP, _("They stay, signed “former participant”.")),
            (ERASE, _("Their texts are erased too. My votes still count, without my name.")),
        ],
    )
    is_sure = forms.BooleanField(
        label=_("I understand that this cannot be undone."),
        error_messages={"required": _("Confirm that you understand that this cannot be undone.")},
    )
