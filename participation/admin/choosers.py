"""Choosing among what citizens proposed: only what the public may read."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)

from accounts import clock
from participation.models import Comment, Idea
from participation.results.ideas import shows_counts


def _choosable() -> Any:
    return Idea.objects.published().propositions()


def _supports(idea: Idea) -> int | str:
    """Where everybody may read them: the box's own rule holds for staff too."""
    return idea.tally.votes_for if shows_counts(idea.box, clock.now()) else "–"


class _PublicOnly:
    """Published propositions, newest first, with the box and the supports of each."""

    def get_object_list(self) -> Any:
        """By number: the search that Wagtail adds filters and orders by nothing else of an idea."""
        readable = Idea.objects.filter(id__in=_choosable().values("id"))
        return readable.select_related("box__consultation", "tally").order_by("-id")

    @property
    def columns(self) -> list[Column]:
        columns: list[Column] = super().columns  # type: ignore[misc]  # Wagtail ships no types
        return [
            *columns,
            Column("box", label=_("idea box"), accessor="box.title"),
            Column("supports", label=_("supports"), accessor=_supports),
        ]


class ChoosePublicIdea(_PublicOnly, ChooseView):
    pass


class PublicIdeaResults(_PublicOnly, ChooseResultsView):
    pass


class ChosenPublicIdea(SnippetChosenView):
    def get_object(self, pk: Any) -> Any:
        return _choosable().get(pk=pk)


class ChosenPublicIdeas(SnippetChosenMultipleView):
    def get_objects(self, pks: Any) -> Any:
        return _choosable().filter(pk__in=pks)


class PublicIdeaChooser(SnippetChooserViewSet):
    icon = "lightbulb"
    choose_view_class = ChoosePublicIdea
    choose_results_view_class = PublicIdeaResults
    chosen_view_class = ChosenPublicIdea
    chosen_multiple_view_class = ChosenPublicIdeas


def _readable_comments() -> Any:
    return Comment.objects.published().filter(idea__in=Idea.objects.published())


class _PublishedOnly:
    """Nobody chooses among comments; Wagtail's chooser would list them all to all the staff."""

    def get_object_list(self) -> Any:
        return _readable_comments().order_by("-created_at")


class ChoosePublishedComment(_PublishedOnly, ChooseView):
    pass


class PublishedCommentResults(_PublishedOnly, ChooseResultsView):
    pass


class ChosenPublishedComment(SnippetChosenView):
    def get_object(self, pk: Any) -> Any:
        return _readable_comments().get(pk=pk)


class ChosenPublishedComments(SnippetChosenMultipleView):
    def get_objects(self, pks: Any) -> Any:
        return _readable_comments().filter(pk__in=pks)


class PublishedCommentChooser(SnippetChooserViewSet):
    icon = "comment"
    choose_view_class = ChoosePublishedComment
    choose_results_view_class = PublishedCommentResults
    chosen_view_class = ChosenPublishedComment
    chosen_multiple_view_class = ChosenPublishedComments
