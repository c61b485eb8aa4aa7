"""Participation blocks: each points to an activity and says how to show it. It holds no data."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import ChoiceBlock, IntegerBlock, StructBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from accounts import clock
from participation.choosers import ActivityChooser
from participation.models import Idea, IdeaBox
from participation.reader import reader
from participation.results.groups import GROUPINGS, grouped
from participation.results.ideas import ideas_of, shows_counts_to
from participation.results.tallies import bring_up_to_date
from participation.results.votes import votes_left


class IdeaBoxChooserBlock(SnippetChooserBlock):
    """A call for ideas or the permanent box; never a vote."""

    uses: ClassVar[tuple[str, ...]] = (IdeaBox.Use.CALL, IdeaBox.Use.PERMANENT)
    other_kind = _("This is a vote: show it with the block “Vote”.")

    @cached_property
    def widget(self) -> ActivityChooser:
        return ActivityChooser(
            "parvis_idea_boxes", _("Choose an idea box"), _("Choose another idea box"), icon="pick"
        )

    def clean(self, value: Any) -> Any:
        box: IdeaBox | None = super().clean(value)
        if box is not None and box.use not in self.uses:
            raise ValidationError(self.other_kind)
        return box


class VoteChooserBlock(IdeaBoxChooserBlock):
    """A vote only."""

    uses = (IdeaBox.Use.VOTE,)
    other_kind = _("This is an idea box: show it with the block “Ideas”.")

    @cached_property
    def widget(self) -> ActivityChooser:
        return ActivityChooser(
            "parvis_votes", _("Choose a vote"), _("Choose another vote"), icon="tick-inverse"
        )


class ActivityBlock(StructBlock):
    """What every participation block does; without its activity the page stays readable."""

    plain_order = "newest"  # what tells nothing of counts that are hidden

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        request = (parent_context or {}).get("request")
        is_preview = getattr(request, "is_preview", False)
        box, at = value["box"], clock.now()
        if box is None or not (box.live or is_preview):
            return context
        if is_preview:  # its draft, beside the page's own
            box = box.get_latest_revision_as_object()
        person = reader(request) if request else None
        counts = shows_counts_to(person, box, at)
        order = value["order"] if counts or value["order"] != "supported" else self.plain_order

        def find() -> list[Idea]:
            ideas = list(ideas_of(box, order=order, person=person)[: value["number"]])
            return bring_up_to_date(ideas) if person else ideas

        ideas: Any = SimpleLazyObject(find)  # asked for only where no fragment holds them
        context |= {
            "shared": "" if person or is_preview else box.pk,
            "order": order,
            "box": box,
            "at": at,
            "person": person,
            "is_open": box.is_open(at),
            "shows_counts": counts,
            "votes_left": votes_left(box, person),
            "here": request.path if request else "",
            "ideas": ideas,
            "groups": SimpleLazyObject(lambda: grouped(list(ideas), order))
            if order in GROUPINGS
            else None,
        }
        return context

    def get_searchable_content(self, value: Any) -> list[str]:
        """A page is found by the question that it asks."""
        box = value["box"]
        return [box.question, box.introduction] if box is not None and box.live else []


class IdeaBoxBlock(ActivityBlock):
    """A call for ideas, or the permanent idea box."""

    box = IdeaBoxChooserBlock("participation.IdeaBox", label=_("idea box"))
    order = ChoiceBlock(
        label=_("ideas shown"),
        choices=[
            ("newest", _("newest first")),
            ("supported", _("most supported first")),
            ("discussed", _("most discussed first")),
            ("theme", _("newest first, by theme")),
            ("section", _("newest first, by district")),
        ],
        default="newest",
    )
    number = IntegerBlock(label=_("how many"), default=6, min_value=1, max_value=24)

    class Meta:
        icon = "pick"
        label = _("Ideas")
        description = _("A call for ideas: what people may do now, and the ideas.")
        template = "participation/blocks/idea_box.html"
        preview_template = "participation/blocks/preview.html"
        preview_value: ClassVar[dict[str, Any]] = {"box": None, "order": "newest", "number": 6}


class VoteBlock(ActivityBlock):
    """A vote: the options that the city proposes, with the buttons of its voting rule."""

    plain_order = "listed"

    box = VoteChooserBlock("participation.IdeaBox", label=_("vote"))
    order = ChoiceBlock(
        label=_("options shown"),
        choices=[("listed", _("in the city’s order")), ("supported", _("most supported first"))],
        default="listed",
    )
    number = IntegerBlock(label=_("how many"), default=12, min_value=1, max_value=24)

    class Meta:
        icon = "tick-inverse"
        label = _("Vote")
        description = _("Options that the city puts to the vote, and their result.")
        template = "participation/blocks/idea_box.html"
        preview_template = "participation/blocks/preview_vote.html"
        preview_value: ClassVar[dict[str, Any]] = {"box": None, "order": "listed", "number": 6}
