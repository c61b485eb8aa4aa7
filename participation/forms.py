"""What citizens fill in. A form cleans text; the actions decide."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from accounts.models import District, Service, Theme
from participation.actions.keep_picture import keep_picture, take_picture
from participation.actions.propose_idea import LONGEST_TITLE, SHORTEST_TITLE, IdeaText
from participation.errors import PictureRefused
from participation.models import Comment, Idea
from participation.pictures import redraw
from participation.text import clean_line, clean_text
from participation.trap import TrapField


class LineField(forms.CharField):
    """One line of text."""

    def to_python(self, value: Any) -> str:
        return clean_line(super().to_python(value) or "")


class TextField(forms.CharField):
    """Several lines of text."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value) or "")


class IdeaForm(forms.Form):
    """An idea in under a minute: a title is enough."""

    title = LineField(
        label=_("Your idea in one sentence"), min_length=SHORTEST_TITLE, max_length=LONGEST_TITLE
    )
    body = TextField(
        label=_("Tell us more"),
        required=False,
        max_length=12_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What is the problem, what would you change, for whom?"),
    )
    district = forms.ModelChoiceField(
        District.objects.order_by("name"),
        label=_("District"),
        required=False,
        empty_label=_("The whole municipality"),
    )
    theme = forms.ModelChoiceField(
        Theme.objects.order_by("name"),
        label=_("Theme"),
        required=False,
        empty_label=_("None in particular"),
    )
    place = LineField(
        label=_("Where exactly?"),
        required=False,
        max_length=200,
        help_text=_("A street, a square, a building."),
    )
    image = forms.FileField(
        label=_("A photo"),
        required=False,
        help_text=_("Its place and camera data are removed. Avoid recognisable people."),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    image_alt = LineField(
        label=_("What the photo shows"),
        required=False,
        max_length=250,
        help_text=_("For those who cannot see it."),
    )
    kept = forms.UUIDField(widget=forms.HiddenInput, required=False)
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    website = TrapField()

    TYPED = ("title", "body", "theme", "district", "place", "image_alt", "kept", "token", "website")

    def clean_image(self) -> ContentFile[bytes] | None:
        upload = self.cleaned_data.get("image")
        if not upload:
            return None
        try:
            return redraw(upload)
        except PictureRefused as refusal:
            raise ValidationError(str(refusal)) from refusal

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        has_picture = cleaned.get("image") or cleaned.get("kept")
        if has_picture and not cleaned.get("image_alt"):
            self.add_error("image_alt", _("Describe the photo in a few words."))
        return cleaned

    def keep_picture(self) -> None:
        """A chosen photo outlives this form: browsers empty their field each time it is shown."""
        if self.is_bound and (picture := self.cleaned_data.get("image")):
            self.data = {**dict(self.data.items()), "kept": str(keep_picture(picture=picture))}

    def typed(self) -> dict[str, str]:
        """What is to be found again after a log-in."""
        return {name: str(self.data.get(name, "")) for name in self.TYPED}

    def idea_text(self, language: str) -> IdeaText:
        """What was typed, for the action."""
        data = self.cleaned_data
        image = data["image"] or (take_picture(key=data["kept"]) if data["kept"] else None)
        return IdeaText(
            title=data["title"],
            body=data["body"],
            place=data["place"],
            district=data["district"],
            image=image,
            image_alt=data["image_alt"],
            language=language,
            themes=[data["theme"]] if data["theme"] else [],
        )

    @classmethod
    def of(cls, idea: Idea, data: Any = None, files: Any = None) -> IdeaForm:
        """The form of an idea that exists."""
        initial = {
            "title": idea.title,
            "body": idea.body,
            "place": idea.place,
            "district": idea.district_id,
            "theme": idea.themes.first(),
            "image_alt": idea.image_alt,
        }
        return cls(data, files, initial=initial)


class CommentForm(forms.Form):
    """A comment, or an answer to one. Its stance is shown, and accepted, where the box asks it."""

    body = TextField(
        label=_("Your comment"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    stance = forms.ChoiceField(
        label=_("You are"),
        required=False,
        choices=Comment.Stance.choices,
        widget=forms.RadioSelect,
    )
    speaks_for = forms.ModelChoiceField(
        Service.objects.order_by("name"),
        label=_("In whose name"),
        required=False,
        empty_label=_("In my own name"),
        help_text=_("In the name of a service, it is the city that answers."),
    )
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    website = TrapField()

    TYPED = ("body", "stance", "token", "website")

    def __init__(self, *args: Any, may_speak: bool = False, **kwargs: Any) -> None:
        """`may_speak`: whether its author may answer in the name of a service."""
        super().__init__(*args, **kwargs)
        if not may_speak:
            del self.fields["speaks_for"]

    def typed(self) -> dict[str, Any]:
        """What is to be found again after a log-in."""
        return {name: str(self.data.get(name, "")) for name in self.TYPED}
