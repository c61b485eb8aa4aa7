"""Fields that clean what people type, and refuse what programs make up."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.text import clean_line


class NameField(forms.CharField):
    """A name that others read: one line, no direction tricks."""

    def to_python(self, value: Any) -> str:
        return clean_line(super().to_python(value) or "")


class RowsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic for mypy only
    """Several rows by their numbers. A number that no database could hold is an unknown choice."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> Any:
        for number in value or ():
            if not (str(number).isascii() and str(number).isdigit() and len(str(number)) < 16):
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"], "invalid_choice", {"value": number}
                )
        return super().clean(value)
