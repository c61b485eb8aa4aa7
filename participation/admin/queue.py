"""The lists of ideas and of comments: filtered, inspected, exported; nobody edits one here."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import Count, Q
from django.http import Http404
from django.utils.html import format_html
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import InspectView, SnippetViewSet

from participation.admin.choosers import PublicIdeaChooser, PublishedCommentChooser
from participation.admin.exports import CommentIndexView, IdeaIndexView
from participation.models import Comment, Idea, IdeaBox
from participation.pictures import picture_url

REPORTS = Column("waiting_reports", label=gettext_lazy("reports"), sort_key="waiting_reports")
_WAITING = Count("reports", filter=Q(reports__handled_at=None))


class IdeaFilters(WagtailFilterSet):
    class Meta:
        model = Idea
        fields = ["state", "box", "district", "channel"]


class CommentFilters(WagtailFilterSet):
    class Meta:
        model = Comment
        fields = ["state", "stance", "channel"]


class SentIdeaView(InspectView):
    """A draft is its author's alone, an option the city's. A photo is shown, not its name."""

    def get_object(self, queryset: Any = None) -> Any:
        idea = super().get_object(queryset)
        if idea.state == Idea.State.DRAFT or idea.box.use == IdeaBox.Use.VOTE:
            raise Http404
        return idea

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        idea = self.object
        if field_name == "image" and idea.image:
            photo = '<img src="{}" alt="{}" class="desk-image">'
            return format_html(photo, picture_url(idea), idea.image_alt)
        return super().get_field_display_value(field_name, field)


class IdeaViewSet(SnippetViewSet):
    """Every idea of a citizen, those that wait first; nobody edits one here."""

    model = Idea
    index_view_class = IdeaIndexView
    inspect_view_class = SentIdeaView
    chooser_viewset_class = PublicIdeaChooser
    export_filename = "idees"
    icon = "lightbulb"
    menu_label = gettext_lazy("Ideas")
    list_display = ["title", "author_name", "state", "box", "submitted_at", REPORTS]
    filterset_class = IdeaFilters
    search_fields = ["title", "body", "author_name"]
    search_backend_name = None
    ordering = ["submitted_at"]
    inspect_view_enabled = True
    copy_view_enabled = False
    inspect_view_fields: ClassVar[list[str]] = [
        "title",
        "body",
        "author_name",
        "state",
        "box",
        "place",
        "district",
        "image",
        "image_alt",
        "channel",
        "submitted_at",
        "published_at",
        "version",
        "history",
    ]

    def get_queryset(self, request: Any) -> Any:
        ideas = Idea.objects.propositions().exclude(state=Idea.State.DRAFT).select_related("box")
        return ideas.annotate(waiting_reports=_WAITING)


class CommentViewSet(SnippetViewSet):
    """Every comment."""

    model = Comment
    index_view_class = CommentIndexView
    chooser_viewset_class = PublishedCommentChooser
    export_filename = "commentaires"
    icon = "comment"
    menu_label = gettext_lazy("Comments")
    list_display = ["__str__", "author_name", "state", "idea", "created_at", REPORTS]
    filterset_class = CommentFilters
    search_fields = ["body", "author_name"]
    search_backend_name = None
    ordering = ["-created_at"]
    inspect_view_enabled = True
    copy_view_enabled = False
    inspect_view_fields: ClassVar[list[str]] = [
        "body",
        "author_name",
        "badge",
        "stance",
        "state",
        "idea",
        "channel",
        "created_at",
        "edited_at",
        "history",
    ]

    def get_queryset(self, request: Any) -> Any:
        return Comment.objects.select_related("idea").annotate(waiting_reports=_WAITING)
