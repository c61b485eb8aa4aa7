"""Surveys, polls and quizzes: made in the chooser of a page's body, or here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
)
from wagtail.admin.ui.tables import BooleanColumn, LiveStatusTagColumn
from wagtail.snippets.views.snippets import CopyView, CreateView, SnippetViewSet

from participation.actions.publish_survey import check_publishable
from participation.actions.start_survey import from_model, from_survey
from participation.admin.boxes import WINDOW
from participation.choosers import CreateDraft, EditorsChooser
from participation.errors import Refusal
from participation.models import AnswerSheet, Survey
from participation.surveys.errors import MeaningToConfirm
from participation.surveys.starting import STARTERS


class SurveyForm(WagtailAdminModelForm):
    """A draft may be incomplete; what publishing would refuse is said here, beside its field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["is_same_meaning"] = False  # a tick stands for one publication
        has_answers = (
            bool(self.instance.pk) and AnswerSheet.objects.filter(survey=self.instance.pk).exists()
        )
        if not has_answers:
            self.fields.pop("is_same_meaning", None)
        elif "use" in self.fields:
            self.fields["use"].disabled = True

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.is_deferred_validation or self.errors or "questionnaire" not in self.fields:
            return
        try:
            check_publishable(survey=self.instance)
        except MeaningToConfirm as refusal:
            self.add_error("is_same_meaning", str(refusal))
        except Refusal as refusal:
            self.add_error("questionnaire", str(refusal))


class SurveyCreateForm(forms.ModelForm[Survey]):
    """What a survey made in a page's body needs to begin with."""

    start = forms.ChoiceField(
        label=_("start from"),
        required=False,
        choices=[("", _("an empty questionnaire")), *STARTERS.items()],
    )

    class Meta:
        model = Survey
        fields = ("title", "use", "respondents", "count_visibility")

    def save(self, commit: bool = True) -> Survey:
        if name := self.cleaned_data["start"]:
            model = from_model(name)
            for field in ("use", "introduction", "thanks", "questionnaire"):
                setattr(self.instance, field, getattr(model, field))
        survey: Survey = super().save(commit)
        return survey


class SurveyChooser(EditorsChooser):
    icon = "clipboard-list"
    creation_form_class = SurveyCreateForm
    create_view_class = CreateDraft
    creation_tab_label = _("Create")


class SurveyCreateView(CreateView):
    """An empty form, or one that a model has filled in."""

    def get_initial_form_instance(self) -> Survey | None:
        name = self.request.GET.get("start", "")
        return from_model(name) if name in STARTERS else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"starters": STARTERS.items()}


class SurveyCopyView(CopyView):
    """A form with the same words and rules; its dates, its page and its answers are its own."""

    def get_initial_form_instance(self) -> Survey:
        return from_survey(self.get_object())


class SurveyViewSet(SnippetViewSet):
    model = Survey
    chooser_viewset_class = SurveyChooser
    icon = "clipboard-list"
    menu_label = _("Surveys, polls, quizzes")
    list_display = [
        "title",
        "use",
        "consultation",
        "opens_at",
        "closes_at",
        LiveStatusTagColumn(),
        BooleanColumn("is_archived", label=_("archived")),
    ]
    list_filter = ["use", "is_archived", "consultation"]
    add_view_class = SurveyCreateView
    create_template_name = "participation/admin/survey_create.html"
    copy_view_class = SurveyCopyView
    copy_view_enabled = True
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("use"),
            FieldPanel("introduction"),
            FieldPanel("questionnaire"),
            FieldPanel("is_same_meaning"),
            FieldPanel("thanks"),
            FieldPanel("drop_off"),
            FieldPanel("consultation"),
            WINDOW,
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("respondents"), FieldPanel("count_visibility")]),
                    FieldPanel("has_public_splits"),
                ],
                heading=_("Answers and results"),
                help_text=_("Where anyone may answer, the same person could answer twice."),
            ),
            FieldPanel("is_archived"),
            PublishingPanel(),
        ],
        base_form_class=SurveyForm,
    )
