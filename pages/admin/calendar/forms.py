"""The forms of an entry: what it says, where it stands, why it is given up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from pages.actions.place import Placement, place
from pages.actions.plan_entry import Plan
from pages.admin.calendar.filters import planners
from pages.models import CalendarEntry, EntryMove, Observance, Precision
from participation.errors import Refusal

PLAN = tuple(Plan.__dataclass_fields__)


def day_field(*, required: bool = False, **kwargs: Any) -> forms.DateField:
    """The browser's own date field: it needs no script and speaks the person's language."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(widget=widget, required=required, **kwargs)


class DatesForm(forms.Form):
    """Where an entry stands. The day of a week or of a month may be any day in it."""

    precision = forms.ChoiceField(label=_("Precision"), choices=Precision.choices)
    first_day = day_field(
        label=_("Day, or first day"),
        help_text=_("For a week or a month, any day in it will do."),
    )
    last_day = day_field(
        label=_("Last day"), help_text=_("Only “from a day to another”. It is part of the period.")
    )

    placement: Placement

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words: Any = self.fields["precision"]
        words.choices = [(value, capfirst(word)) for value, word in Precision.choices]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "precision" in cleaned and not self.errors:
            try:
                self.placement = place(
                    cleaned["precision"], cleaned.get("first_day"), cleaned.get("last_day")
                )
            except Refusal as refusal:
                self.add_error("first_day", str(refusal))
        return cleaned


class MoveForm(DatesForm):
    """« Déplacer… »: other dates, and why."""

    cause = forms.ChoiceField(label=_("Cause of the move"), required=False)
    reason = forms.CharField(label=_("In a few words"), max_length=300, required=False)
    expected = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        causes: Any = self.fields["cause"]
        words = [(value, capfirst(word)) for value, word in EntryMove.Cause.choices]
        causes.choices = [("", "—"), *words]


class PlanForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's own class takes no parameter at run time
    """What an entry says. Abandoning it is an act of its own, with a reason."""

    class Meta:
        model = CalendarEntry
        fields = PLAN

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states: Any = self.fields["state"]
        kinds: Any = self.fields["kind"]
        states.choices = [
            (state.value, capfirst(state.label))
            for state in CalendarEntry.State
            if state != CalendarEntry.State.ABANDONED
        ]
        kinds.choices = [(kind.value, capfirst(kind.label)) for kind in CalendarEntry.Kind]
        for name in ("owner", "reviewer"):
            people: Any = self.fields[name]
            people.queryset = planners()
            people.label_from_instance = lambda user: user.get_full_name()
        dates: Any = self.fields["observance"]
        dates.queryset = Observance.objects.order_by("-first_day", "name")

    def plan(self) -> Plan:
        return Plan(**{name: self.cleaned_data[name] for name in PLAN})


class AddForm(DatesForm, PlanForm):
    """A new entry: what and when, on one screen."""


class AbandonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stays with the entry, for the committee."),
    )
