"""What an export of ideas or comments holds: never an e-mail address, never who voted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import IndexView

from accounts import clock
from accounts.spreadsheets.exports import SpreadsheetExport
from participation.models import Idea
from participation.results.ideas import shows_counts

Columns = Sequence[tuple[Any, Callable[[Any], Any]]]


def _counter(name: str) -> Callable[[Idea], int | None]:
    """A counter where staff may see it: the box's own rule holds for them as for everybody."""
    return lambda idea: getattr(idea.tally, name) if idea.shows_counts else None


IDEAS: Columns = (
    (_("number of the idea"), lambda idea: idea.pk),
    (_("title"), lambda idea: idea.title),
    (_("text"), lambda idea: idea.body),
    (_("state"), lambda idea: idea.get_state_display()),
    (_("idea box"), lambda idea: idea.box.title),
    (_("district"), lambda idea: idea.district.name if idea.district else None),
    (_("place"), lambda idea: idea.place),
    (_("themes"), lambda idea: ", ".join(sorted(theme.name for theme in idea.themes.all()))),
    (_("language"), lambda idea: idea.language),
    (_("channel"), lambda idea: idea.get_channel_display()),
    (_("submitted at (Brussels time)"), lambda idea: idea.submitted_at),
    (_("published at (Brussels time)"), lambda idea: idea.published_at),
    (_("comments"), lambda idea: idea.tally.comments),
    (_("for"), _counter("votes_for")),
    (_("mixed"), _counter("votes_mixed")),
    (_("against"), _counter("votes_against")),
    (_("of which not online"), _counter("on_paper")),
    (_("imported: for"), _counter("imported_for")),
    (_("imported: mixed"), _counter("imported_mixed")),
    (_("imported: against"), _counter("imported_against")),
)
COMMENTS: Columns = (
    (_("number of the comment"), lambda comment: comment.pk),
    (_("number of the idea"), lambda comment: comment.idea_id),
    (_("title of the idea"), lambda comment: comment.idea.title),
    (_("answers the comment"), lambda comment: comment.parent_id),
    (_("text"), lambda comment: comment.body),
    (_("stance"), lambda comment: comment.get_stance_display()),
    (_("state"), lambda comment: comment.get_state_display()),
    (_("speaks for"), lambda comment: comment.badge),
    (_("language"), lambda comment: comment.language),
    (_("channel"), lambda comment: comment.get_channel_display()),
    (_("created at (Brussels time)"), lambda comment: comment.created_at),
    (_("edited at (Brussels time)"), lambda comment: comment.edited_at),
    (_("imported: supports"), lambda comment: comment.imported_votes),
)


class ColumnExport(SpreadsheetExport, IndexView):
    """A snippet list that exports what is on the screen, filters and search included."""

    columns_to_export: ClassVar[Columns] = ()

    @cached_property
    def show_export_buttons(self) -> bool:
        return True

    def export_headings_row(self, queryset: Any) -> list[str]:
        return [capfirst(str(heading)) for heading, _value in self.columns_to_export]

    def export_row(self, item: Any) -> list[Any]:
        return [value(item) for _heading, value in self.columns_to_export]


class IdeaIndexView(ColumnExport):
    columns_to_export = IDEAS

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> Any:
        rows = queryset.select_related("box__consultation", "district", "tally")
        return super().as_spreadsheet(rows.prefetch_related("themes"), spreadsheet_format)

    @cached_property
    def at(self) -> datetime:
        return clock.now()

    def export_row(self, item: Any) -> list[Any]:
        item.shows_counts = shows_counts(item.box, self.at)
        return super().export_row(item)


class CommentIndexView(ColumnExport):
    columns_to_export = COMMENTS
