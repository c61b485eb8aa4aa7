"""The one form of the counter: for whom, and what they say. The actions decide."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import District, Theme
from participation.actions.assist import Remark, Whom, Wishes
from participation.actions.propose_idea import LONGEST_TITLE, SHORTEST_TITLE, IdeaText
from participation.forms import LineField, TextField
from participation.models import Comment, Idea, IdeaBox, Sitting, Vote

MOST_NUMBERS = 50


class AssistForm(forms.Form):
    """`ideas` are those that the screen lists; others are given by their number."""

    code = LineField(
        label=_("Code of their receipt"),
        required=False,
        max_length=40,
        help_text=_("If the person has one already: they keep one voice."),
    )
    name = LineField(
        label=_("Name to show"),
        required=False,
        max_length=60,
        help_text=_("A name, a first name, a pseudonym, or nothing."),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, initial=settings.LANGUAGE_CODE
    )
    channel = forms.ChoiceField(
        label=_("How"),
        choices=[(door.value, door.label) for door in Sitting.DOORS],
        widget=forms.RadioSelect,
    )
    place = LineField(
        label=_("Place"), required=False, max_length=120, help_text=_("The library, the market…")
    )
    agrees = forms.BooleanField(label=_("The person has heard this and agrees"), required=False)

    title = LineField(label=_("The idea in one sentence"), required=False, max_length=LONGEST_TITLE)
    body = TextField(
        label=_("In more words"),
        required=False,
        max_length=12_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    where = LineField(label=_("Where exactly?"), required=False, max_length=200)
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

    numbers = LineField(
        label=_("Or the numbers of ideas to support"),
        required=False,
        max_length=400,
        help_text=_("As they are read on the page of each idea, with spaces between them."),
    )

    comment_on = LineField(label=_("On the idea no."), required=False, max_length=15)
    comment = TextField(
        label=_("The comment"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    stance = forms.ChoiceField(
        label=_("The person is"),
        required=False,
        choices=[("", _("does not say")), *Comment.Stance.choices],
        widget=forms.RadioSelect,
    )
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    PERSON = ("code", "name", "language", "channel", "place", "agrees")
    IDEA = ("title", "body", "where", "district", "theme")
    VOTES = ("numbers",)
    COMMENT = ("comment_on", "comment", "stance")

    def __init__(
        self, *args: Any, box: IdeaBox, ideas: list[Idea], is_known: bool, **kwargs: Any
    ) -> None:
        """`is_known`: the agent goes on for the same person, who is not asked again."""
        super().__init__(*args, **kwargs)
        self.box, self.ideas = box, ideas
        absent: tuple[str, ...] = self.PERSON if is_known else ()
        if box.use == IdeaBox.Use.VOTE:
            absent += self.IDEA
        if not box.choices():
            absent += self.VOTES
        if not box.has_comments:
            absent += self.COMMENT
        elif not box.has_stances:
            absent += ("stance",)
        for name in absent:
            del self.fields[name]
        if box.choices():
            self._add_choices()

    def _add_choices(self) -> None:
        labels = dict(Vote.Choice.choices)
        offered = [(choice, labels[choice]) for choice in self.box.choices()]
        for idea in self.ideas:
            field: forms.Field
            if len(offered) == 1:
                field = forms.BooleanField(required=False)
            else:
                field = forms.ChoiceField(required=False, choices=[("", "–"), *offered])
            field.label = idea.title
            self.fields[f"vote-{idea.pk}"] = field

    def place_and_name(self) -> list[forms.BoundField]:
        return [self[name] for name in ("place", "name", "language", "code")]

    def idea_fields(self) -> list[forms.BoundField]:
        """What an idea may hold beside its words; nothing where only the city proposes."""
        return [self[name] for name in ("where", "district", "theme") if name in self.fields]

    def ballots(self) -> list[tuple[Idea, forms.BoundField]]:
        return [(i, self[f"vote-{i.pk}"]) for i in self.ideas if f"vote-{i.pk}" in self.fields]

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        if title and len(title) < SHORTEST_TITLE:
            raise ValidationError(_("Give your idea a title of 3 to 120 characters."))
        return title

    def clean_numbers(self) -> list[int]:
        """Numbers of public ideas of this call."""
        found = [int(number) for number in re.findall(r"[0-9]{1,15}", self.cleaned_data["numbers"])]
        numbers = sorted(set(found))[: MOST_NUMBERS + 1]
        if len(numbers) > MOST_NUMBERS:
            raise ValidationError(_("At most 50 at once."))
        known = self._ideas_of_the_call(numbers)
        if unknown := [str(number) for number in numbers if number not in known]:
            raise ValidationError(
                _("No idea of this call has the number %(numbers)s.")
                % {"numbers": ", ".join(unknown)}
            )
        return numbers

    def clean_comment_on(self) -> Idea | None:
        typed = re.sub(r"\D", "", self.cleaned_data["comment_on"])
        if not typed:
            return None
        idea = self._ideas_of_the_call([int(typed)]).get(int(typed))
        if idea is None:
            raise ValidationError(
                _("No idea of this call has the number %(numbers)s.") % {"numbers": typed}
            )
        return idea

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("body") and "title" in cleaned and not cleaned["title"]:
            self.add_error("title", _("Give the idea a title."))
        if cleaned.get("comment") and "comment_on" in cleaned and not cleaned["comment_on"]:
            self.add_error("comment_on", _("Say which idea the comment is about."))
        if cleaned.get("comment_on") and "comment" in cleaned and not cleaned["comment"]:
            self.add_error("comment", _("Write the comment, or empty the number of the idea."))
        return cleaned

    def whom(self) -> Whom:
        data = self.cleaned_data
        return Whom(
            channel=data["channel"],
            place=data["place"],
            agrees=data["agrees"],
            code=data["code"],
            name=data["name"],
            language=data["language"],
        )

    def wishes(self) -> Wishes:
        data = self.cleaned_data
        choices = dict.fromkeys(data.get("numbers") or (), Vote.Choice.FOR.value)
        for idea in self.ideas:
            if ticked := data.get(f"vote-{idea.pk}"):
                choices[idea.pk] = Vote.Choice.FOR.value if ticked is True else ticked
        remark = None
        if data.get("comment"):
            remark = Remark(data["comment_on"], data["comment"], data.get("stance", ""))
        return Wishes(idea=self._idea_text(), choices=choices, remark=remark)

    def _idea_text(self) -> IdeaText | None:
        data = self.cleaned_data
        if not data.get("title"):
            return None
        return IdeaText(
            title=data["title"],
            body=data["body"],
            place=data["where"],
            district=data["district"],
            language=data.get("language") or settings.LANGUAGE_CODE,
            themes=[data["theme"]] if data["theme"] else [],
        )

    def _ideas_of_the_call(self, numbers: list[int]) -> dict[int, Idea]:
        ideas = Idea.objects.published().filter(box=self.box, pk__in=numbers)
        return {idea.pk: idea for idea in ideas}
