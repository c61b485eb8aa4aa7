"""The form by which an import is sent: where it goes, and one or two files."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.errors import FileTooLarge
from accounts.spreadsheets.reading import MOST_BYTES
from participation.imports.files import Sent
from participation.models import Consultation, IdeaBox

Place = tuple[Consultation, IdeaBox | None]


class SpreadsheetField(forms.FileField):
    """A CSV or an XLSX, as it was sent. What is wrong inside is told by the check."""

    widget = forms.FileInput(attrs={"accept": ".csv,.xlsx"})

    def clean(self, data: Any, initial: Any = None) -> Sent | None:
        upload: UploadedFile[bytes] | None = super().clean(data, initial)
        if not upload:
            return None
        if (upload.size or 0) > MOST_BYTES:
            raise ValidationError(str(FileTooLarge(MOST_BYTES // 1024**2)))
        return Sent(upload.name or "", upload.read())


class ImportForm(forms.Form):
    """Where to, and what."""

    place = forms.ChoiceField(
        label=gettext_lazy("Call for ideas"),
        help_text=gettext_lazy(
            "A consultation that has none gets one. The ideas count at the dates in their file,"
            " whether the call is open or not."
        ),
    )
    ideas = SpreadsheetField(
        label=gettext_lazy("File of ideas"), help_text=gettext_lazy("CSV or XLSX, 7 MB at most.")
    )
    comments = SpreadsheetField(
        label=gettext_lazy("File of comments"),
        required=False,
        help_text=gettext_lazy("Comments on these ideas, or on ideas that came in earlier."),
    )
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = _places()
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)
        choices = [(key, _named(*place)) for key, place in self.places.items()]
        field.choices = [("", _("Choose one")), *choices]

    @property
    def place_chosen(self) -> Place:
        return self.places[self.cleaned_data["place"]]


def _named(consultation: Consultation, box: IdeaBox | None) -> str:
    """Both, since several consultations may have calls of the same name."""
    texts = {"consultation": consultation.title, "box": box or _("a new call for ideas")}
    return _("%(consultation)s – %(box)s") % texts


def _places() -> dict[str, Place]:
    """Every current call for ideas, and a new one for each consultation without any."""
    calls = IdeaBox.objects.current().filter(use=IdeaBox.Use.CALL).order_by("pk")
    consultations = Consultation.objects.order_by("-opens_at", "-pk").prefetch_related(
        Prefetch("ideaboxes", queryset=calls, to_attr="calls")
    )
    places: dict[str, Place] = {}
    for consultation in consultations:
        for box in consultation.calls:  # type: ignore[attr-defined]  # prefetched above
            places[f"box-{box.pk}"] = (consultation, box)
        if not consultation.calls:  # type: ignore[attr-defined]  # the same
            places[f"new-{consultation.pk}"] = (consultation, None)
    return places
