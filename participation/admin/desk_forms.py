"""What a moderator fills in: an act, an article of the charter, a reason for the author."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from participation.actions.block_account import BLOCK_DAYS
from participation.forms import TextField
from participation.models import Appeal, CharterArticle, ModerationAct

Act = ModerationAct.Act
ON_MANY = (Act.PUBLISH, Act.KEEP, Act.RETURN, Act.REFUSE, Act.HIDE)


def articles() -> QuerySet[CharterArticle]:
    return CharterArticle.objects.filter(is_in_force=True).order_by("pk")


class ReasonForm(forms.Form):
    """One article and one reason."""

    article = forms.ModelChoiceField(
        articles(), label=_("Article of the charter"), empty_label=_("Choose an article")
    )
    reason = TextField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The author will read it. Say what to change, and name nobody."),
    )

    names = "reason"  # before the identifiers: several of these forms stand on one screen

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"auto_id": f"{self.names}-%s", "label_suffix": ""}
        super().__init__(*args, **kwargs)


class ActForm(ReasonForm):
    """An act on one text or on many: some need no reason."""

    LABELS: ClassVar[dict[str, Any]] = {
        Act.PUBLISH: _("Publish"),
        Act.KEEP: _("Nothing to object to"),
        Act.RETURN: _("Return to the author, who may correct it"),
        Act.REFUSE: _("Refuse"),
        Act.HIDE: _("Hide"),
        Act.RESTORE: _("Publish again"),
    }
    names = "decision"
    act = forms.ChoiceField(label=_("Decision"), choices=LABELS.items())
    field_order = ("act", "article", "reason")

    def __init__(self, *args: Any, acts: Any = ON_MANY, **kwargs: Any) -> None:
        """`acts` are offered; another one is told why it is too late, by the action."""
        super().__init__(*args, **kwargs)
        self.fields["article"].required = self.fields["reason"].required = False
        offered = [("", _("Choose a decision")), *((act, self.LABELS[act]) for act in acts)]
        self.fields["act"].widget.choices = offered

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("act") in ModerationAct.NEEDS_REASON:
            for name in ("article", "reason"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("This decision needs it: the author will read it."))
        return cleaned


class RedactForm(ReasonForm):
    """Which words go."""

    names = "redaction"
    passages = TextField(
        label=_("Passages to take out"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line, as they stand in the text. “[…]” takes their place for good."),
    )
    with_picture = forms.BooleanField(label=_("Take the photo out too"), required=False)
    field_order = ("passages", "with_picture", "article", "reason")


class BlockForm(ReasonForm):
    """For how long."""

    names = "block"
    days = forms.TypedChoiceField(
        label=_("For how long"),
        coerce=int,
        choices=[
            (days, ngettext_lazy("%(n)s day", "%(n)s days", days) % {"n": days})
            for days in BLOCK_DAYS
        ],
    )
    field_order = ("days", "article", "reason")


class AppealForm(forms.Form):
    """What another moderator answers."""

    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            (Appeal.Outcome.UPHELD.value, _("The decision stands")),
            (Appeal.Outcome.GRANTED.value, _("The decision is undone")),
        ],
        widget=forms.RadioSelect,
    )
    answer = TextField(
        label=_("Your answer to the author"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The author will read it."),
    )
