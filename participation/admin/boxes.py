"""Idea boxes and votes: made in the chooser of a page's body, or here."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
)
from wagtail.admin.ui.tables import BooleanColumn, LiveStatusTagColumn
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from participation.admin.box_form import IdeaBoxForm
from participation.choosers import EditorsChooser
from participation.errors import Refusal
from participation.models import CharterArticle, IdeaBox
from participation.models.box_words import LANGUAGES

WINDOW = MultiFieldPanel(
    [FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")])],
    heading=_("A window of its own"),
    help_text=_("Empty: the dates of its consultation. It never outlives them."),
)
VOTES = MultiFieldPanel(
    [FieldPanel("voting_rule"), FieldPanel("votes_per_person"), FieldPanel("count_visibility")],
    heading=_("Votes"),
)
OPTIONS = InlinePanel(
    "options",
    label=_("option"),
    heading=_("Options of a vote"),
    help_text=_("For a vote only: what the city puts to the vote, in this order."),
    panels=[
        FieldPanel("source"),
        FieldPanel("title"),
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("image"), FieldPanel("image_alt")]),
        InlinePanel(
            "translations",
            label=_("translation"),
            heading=_("This option in other languages"),
            max_num=len(LANGUAGES),
            panels=[
                FieldPanel("language"),
                FieldPanel("title"),
                FieldPanel("text"),
                FieldPanel("image_alt"),
            ],
        ),
    ],
)
COMMENTS = MultiFieldPanel(
    [FieldPanel("has_comments"), FieldPanel("has_stances")], heading=_("Comments")
)


TRANSLATIONS = InlinePanel(
    "translations",
    label=_("translation"),
    heading=_("In other languages"),
    help_text=_("The same activity, ideas and votes: only its words are translated."),
    panels=[
        FieldPanel("language"),
        FieldPanel("title"),
        FieldPanel("question"),
        FieldPanel("introduction"),
    ],
)


class IdeaBoxEditView(EditView):
    """The form says first what may not be published; the rules have the last word."""

    def publish_action(self) -> HttpResponse | None:
        """Somebody may vote between the form and the publication: the text stays as a draft."""
        try:
            response: HttpResponse | None = super().publish_action()
        except Refusal as refusal:
            messages.error(self.request, str(refusal))
            return redirect(self.get_edit_url())
        return response


class IdeaBoxViewSet(SnippetViewSet):
    model = IdeaBox
    chooser_viewset_class = EditorsChooser
    edit_view_class = IdeaBoxEditView
    icon = "pick"
    menu_label = _("Idea boxes and votes")
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
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("question"),
            FieldPanel("introduction"),
            FieldPanel("use"),
            FieldPanel("consultation"),
            WINDOW,
            FieldPanel("moderation"),
            VOTES,
            OPTIONS,
            COMMENTS,
            TRANSLATIONS,
            FieldPanel("is_archived"),
            PublishingPanel(),
        ],
        base_form_class=IdeaBoxForm,
    )


class CharterArticleViewSet(SnippetViewSet):
    model = CharterArticle
    icon = "list-ol"
    menu_label = _("Charter")
    list_display = ["title", "code", "is_in_force"]
    panels = [
        FieldPanel("title"),
        FieldPanel("code"),
        FieldPanel("text"),
        FieldPanel("is_in_force"),
    ]
