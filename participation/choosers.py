"""Choosing an activity for a block of a page, or making one in place: a draft of its page's."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.decorators import permission_required
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.coreutils import resolve_model_string
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetCreateView,
)
from wagtail.snippets.widgets import AdminSnippetChooser

from participation.models import IdeaBox

Use, Rule = IdeaBox.Use, IdeaBox.VotingRule


class CallForm(forms.ModelForm[IdeaBox]):
    """What a call for ideas needs to begin with; the rest stands in its own form."""

    class Meta:
        model = IdeaBox
        fields = ("title", "question", "use", "moderation", "voting_rule", "votes_per_person")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        use: Any = self.fields["use"]
        use.choices = [(use.value, use.label) for use in (Use.CALL, Use.PERMANENT)]


class VoteForm(forms.ModelForm[IdeaBox]):
    """What a vote needs to begin with; its options stand in its own form."""

    class Meta:
        model = IdeaBox
        fields = ("title", "question", "voting_rule", "votes_per_person", "count_visibility")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.use = Use.VOTE
        rule: Any = self.fields["voting_rule"]
        rule.choices = [choice for choice in Rule.choices if choice[0] != Rule.NONE]


class _Current:
    """Those of one kind that are not archived, newest first."""

    uses: ClassVar[tuple[str, ...]] = ()
    page_subtitle = ""  # the title says which kind

    def get_object_list(self) -> Any:
        return IdeaBox.objects.current().filter(use__in=self.uses).order_by("-pk")


class CreateDraft(SnippetCreateView):
    """It goes live with the page whose body it was made in."""

    def save_form(self, form: Any) -> Any:
        form.instance.live = False
        activity = form.save()
        activity.save_revision(user=self.request.user, log_action="wagtail.create")
        return activity


def _views(*uses: str) -> dict[str, type]:
    kind = {"uses": uses}
    return {
        "choose_view_class": type("Choose", (_Current, ChooseView), kind),
        "choose_results_view_class": type("ChooseResults", (_Current, ChooseResultsView), kind),
    }


class EditorsChooser(SnippetChooserViewSet):
    """Wagtail's choosers ask for no right, and drafts stand in them: these are for editors."""

    def get_urlpatterns(self) -> list[Any]:
        patterns: list[Any] = super().get_urlpatterns()
        model: Any = resolve_model_string(self.model)
        permission = f"{model._meta.app_label}.change_{model._meta.model_name}"
        for pattern in patterns:
            pattern.callback = permission_required(permission, raise_exception=True)(
                pattern.callback
            )
        return patterns


class ActivityChooserViewSet(EditorsChooser):
    model = IdeaBox
    register_widget = False  # forms outside of blocks offer every kind
    create_view_class = CreateDraft
    creation_tab_label = _("Create")


CALLS = ActivityChooserViewSet(
    "parvis_idea_boxes",
    icon="pick",
    choose_one_text=_("Choose an idea box"),
    creation_form_class=CallForm,
    **_views(Use.CALL, Use.PERMANENT),
)
VOTES = ActivityChooserViewSet(
    "parvis_votes",
    icon="tick-inverse",
    choose_one_text=_("Choose a vote"),
    creation_form_class=VoteForm,
    **_views(Use.VOTE),
)


class ActivityChooser(AdminSnippetChooser):
    """The button of a block: it opens the chooser of one kind of activity."""

    def __init__(self, name: str, one: Any, another: Any, **kwargs: Any) -> None:
        super().__init__(IdeaBox, **kwargs)
        self.name = name
        self.choose_one_text, self.choose_another_text = one, another

    def get_chooser_modal_url(self) -> str:
        return reverse(f"{self.name}:choose")
