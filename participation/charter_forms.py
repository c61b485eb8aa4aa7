"""What citizens fill in about the charter: a report, an appeal."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.forms import TextField
from participation.models import CharterArticle


class ReportForm(forms.Form):
    """Against which article of the charter a contribution is, or else why."""

    article = forms.ModelChoiceField(
        CharterArticle.objects.filter(is_in_force=True).order_by("pk"),
        label=_("Which article of the charter is not respected?"),
        required=False,
        empty_label=_("Something else"),
        blank=True,
        widget=forms.RadioSelect,
    )
    reason = TextField(
        label=_("In your words"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only moderators read it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        article = cast(Any, self.fields["article"])
        other, *articles = article.choices
        article.choices = [*articles, other]  # what stands in no article comes last

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("article") and not cleaned.get("reason"):
            self.add_error("reason", _("Choose an article of the charter, or say what is wrong."))
        return cleaned

    def typed(self) -> dict[str, str]:
        """What is to be found again after a log-in."""
        return {name: str(self.data.get(name, "")) for name in ("article", "reason")}


class ReasonForm(forms.Form):
    """Why an act is appealed."""

    reason = TextField(label=_("Why?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))
