"""What an import would add to a box: the rows of its files that are not there yet."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from accounts.models import Person, Theme
from accounts.spreadsheets.reading import Fault
from participation.imports.comments import CommentRow
from participation.imports.files import Reading
from participation.imports.ideas import IdeaRow
from participation.models import Comment, Idea, IdeaBox

Key = tuple[str, str]  # of an idea and of a comment, in their files


@dataclass(frozen=True)
class There:
    """What earlier imports have left in a box, by the numbers of their files."""

    ideas: dict[str, int] = field(default_factory=dict)
    comments: dict[Key, int] = field(default_factory=dict)
    tops: dict[Key, str] = field(default_factory=dict)  # of an answer: the comment it stands under


@dataclass
class Plan:
    """Rows to be written, and how many are there already. An idea's number finds its row."""

    ideas: list[IdeaRow]
    comments: list[CommentRow]
    ideas_there: int = 0
    comments_there: int = 0

    @property
    def is_empty(self) -> bool:
        return not self.ideas and not self.comments

    def names(self) -> set[str]:
        """Of those who wrote what is to be added."""
        return {row.author for row in self.ideas} | {row.author for row in self.comments}

    def tags(self) -> set[str]:
        return {tag for row in self.ideas for tag in row.tags}


def what_is_there(box: IdeaBox | None) -> There:
    """The imported rows of a box, in two queries; nothing where the box is still to be made."""
    if box is None:
        return There()
    ideas = dict(
        Idea.objects.filter(box=box).exclude(external_id="").values_list("external_id", "pk")
    )
    rows = (
        Comment.objects.filter(idea__box=box)
        .exclude(external_id="")
        .values_list("pk", "idea__external_id", "external_id", "parent__external_id")
    )
    found = list(rows)
    return There(
        ideas,
        {(idea, number): pk for pk, idea, number, _top in found},
        {(idea, number): top for _pk, idea, number, top in found if top},
    )


def make_plan(reading: Reading, there: There) -> Plan:
    """What is not there yet. A second import of the same files adds nothing."""
    ideas = [row for row in reading.ideas if row.external_id not in there.ideas]
    comments = [
        row for row in reading.comments if (row.idea_id, row.external_id) not in there.comments
    ]
    return Plan(
        ideas,
        comments,
        ideas_there=len(reading.ideas) - len(ideas),
        comments_there=len(reading.comments) - len(comments),
    )


def check_links(reading: Reading, there: There) -> None:
    """Each comment belongs to an idea, an answer to a comment of the same one; two levels, no more.

    What does not hold becomes a fault of the file of comments; an answer to an answer is put under
    the comment at the top of its thread.
    """
    if not reading.comments or not reading.ideas:
        return  # a file of ideas that could not be read would make every comment an orphan
    findings = list(reading.findings.values())[-1]
    known = {row.external_id for row in reading.ideas} | set(there.ideas)
    parents = {(row.idea_id, row.external_id): row.parent_id for row in reading.comments}
    parents = dict.fromkeys(there.comments, "") | there.tops | parents
    for place, row in enumerate(reading.comments):
        if row.idea_id and row.idea_id not in known:
            text = _("There is no idea with the number “%(id)s”.")
            findings.add(Fault(row.line, "idea_id", text % {"id": row.idea_id}))
        elif row.parent_id:
            top = _top_of(row, parents)
            if top is None:
                text = _("This idea has no comment with the number “%(id)s” to be answered.")
                findings.add(Fault(row.line, "parent_id", text % {"id": row.parent_id}))
            elif top != row.parent_id:
                findings.note(_("Answers to answers are put under the first comment: two levels."))
                reading.comments[place] = replace(row, parent_id=top)


def _top_of(row: CommentRow, parents: dict[Key, str]) -> str | None:
    """The comment under which an answer stands; none where the chain breaks or bites its tail."""
    above, seen = row.parent_id, {row.external_id}
    while above not in seen:
        seen.add(above)
        higher = parents.get((row.idea_id, above))
        if higher is None:
            return None
        if not higher:
            return above
        above = higher
    return None


def new_tags(plan: Plan) -> list[str]:
    """Sections and themes of the files that the site does not know yet, as one word each."""
    known = {name.casefold() for name in Theme.objects.values_list("name", flat=True)}
    new = {tag.casefold(): tag for tag in sorted(plan.tags(), reverse=True)}
    return sorted(tag for key, tag in new.items() if key not in known)


def source_of(box: IdeaBox) -> str:
    """Within which a name is one person: two files of the same box tell of the same people."""
    return f"box-{box.pk}"


def new_names(plan: Plan, box: IdeaBox | None) -> set[str]:
    """Names under which this box has nobody yet; an empty one stands for all who gave none."""
    if box is None:
        return plan.names()
    known = Person.objects.filter(import_source=source_of(box))
    return plan.names() - set(known.values_list("pseudonym", flat=True))
