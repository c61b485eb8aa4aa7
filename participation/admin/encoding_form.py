"""The fields in which an agent types what stands on a paper sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.errors import Refusal
from participation.models import AnswerSheet
from participation.surveys.definition import Definition
from participation.surveys.encoding import Entry, hint_of, read_codes
from participation.surveys.form import numbers_of
from participation.surveys.kinds import kind_of
from participation.surveys.serial import read_serial


class CodesForm(forms.Form):
    """A field for each question of `asked`, numbered as in the `whole` questionnaire."""

    serial = forms.CharField(label=gettext_lazy("Serial number"), max_length=40)

    def __init__(
        self,
        *args: Any,
        asked: Sequence[Definition],
        whole: Sequence[Definition],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        numbers = numbers_of(whole)
        for question in (q for q in asked if kind_of(q).is_asked):
            self.fields[question.code] = _field(question, numbers[question.code])
        for field in self.fields.values():
            field.widget.attrs |= {"autocomplete": "off", "data-next": ""}

    def entry(self) -> Entry:
        """What was typed. Raises AnswersInvalid."""
        codes = {q.code: self.cleaned_data.get(q.code, "") for q in self.asked}
        return read_codes(self.asked, codes)


class EncodingForm(CodesForm):
    """One sheet: its number, its day, then the codes of each question."""

    handed_in = forms.DateField(
        label=gettext_lazy("Handed in on"), help_text=gettext_lazy("day/month/year")
    )
    field_order = ["serial", "handed_in"]


class ControlForm(CodesForm):
    """One sheet again: its number shows that it is the one that was asked for."""

    def __init__(self, *args: Any, sheet: AnswerSheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet

    def clean_serial(self) -> str:
        try:
            serial = read_serial(self.sheet.survey_id, self.cleaned_data["serial"])
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal
        if serial != self.sheet.serial:
            text = _("The control asks for sheet %(serial)s.")
            raise ValidationError(text % {"serial": self.sheet.serial})
        return serial


def _field(question: Definition, number: int) -> forms.CharField:
    is_long = question.kind == "long_text"
    return forms.CharField(
        label=f"{number}. {question.label}",
        required=False,
        max_length=3000,
        help_text=hint_of(question),
        widget=forms.Textarea(attrs={"rows": 3}) if is_long else forms.TextInput,
    )
