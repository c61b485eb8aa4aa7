"""The rows of an import, written many at a time. Only `import_ideas` calls this."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import Person, Theme
from participation.imports.comments import CommentRow
from participation.imports.ideas import IdeaRow
from participation.imports.plan import Plan, There, new_tags, source_of
from participation.models import (
    Channel,
    Comment,
    Idea,
    IdeaBox,
    IdeaTally,
    IdeaTheme,
    IdeaToCount,
    Import,
)

BATCH = 500
LANGUAGE = "fr"  # the files say none
Numbers = dict[str, int]  # rows by what the files call them


def write_rows(*, box: IdeaBox, plan: Plan, there: There, record: Import, at: datetime) -> None:
    """Everything that the plan adds, and how many of each into the record."""
    people = _write_people(source_of(box), plan.names(), record, at)
    themes = _write_themes(plan, record)
    ideas = _write_ideas(box, plan.ideas, people, at)
    IdeaTheme.objects.bulk_create(
        (
            IdeaTheme(content_object_id=ideas[row.external_id], tag_id=themes[tag.casefold()])
            for row in plan.ideas
            for tag in {tag.casefold(): tag for tag in row.tags}.values()
        ),
        batch_size=BATCH,
    )
    ideas = there.ideas | ideas
    _write_comments(plan.comments, ideas, people, there)
    touched = {row.idea_id for row in plan.comments}  # the others are rightly at zero
    IdeaToCount.objects.bulk_create(
        (IdeaToCount(idea_id=ideas[number]) for number in sorted(touched)), batch_size=BATCH
    )
    record.ideas_made, record.comments_made = len(plan.ideas), len(plan.comments)


def _write_people(source: str, names: set[str], record: Import, at: datetime) -> Numbers:
    """One person without account for each name of this source; whoever has none shares one."""
    known = Person.objects.filter(import_source=source).values_list("pseudonym", "pk")
    people = dict(known)
    new = [
        Person(origin=Person.Origin.IMPORTED, pseudonym=name, import_source=source, created_at=at)
        for name in sorted(names - people.keys())
    ]
    record.people_made = len(new)
    made = Person.objects.bulk_create(new, batch_size=BATCH)
    return people | {person.pseudonym: person.pk for person in made}


def _write_themes(plan: Plan, record: Import) -> Numbers:
    """The themes of the plan by their names in small letters, those that are new among them."""
    new, taken = [], set(Theme.objects.values_list("slug", flat=True))
    for name in new_tags(plan):
        slug = base = slugify(name)[:90] or "theme"
        tries = 1
        while slug in taken:
            tries += 1
            slug = f"{base}-{tries}"
        taken.add(slug)
        new.append(Theme(name=name, slug=slug))
    record.themes_made = len(new)
    Theme.objects.bulk_create(new, batch_size=BATCH)
    return {name.casefold(): pk for name, pk in Theme.objects.values_list("name", "pk")}


def _write_ideas(box: IdeaBox, rows: list[IdeaRow], people: Numbers, at: datetime) -> Numbers:
    """Published at the date in their file, each with its counters: the totals that it brought."""
    made = Idea.objects.bulk_create((_idea(box, row, people) for row in rows), batch_size=BATCH)
    IdeaTally.objects.bulk_create(
        (
            IdeaTally(
                idea=idea,
                box=box,
                imported_for=row.votes_for,
                imported_mixed=row.votes_mixed,
                imported_against=row.votes_against,
                points=row.votes_for,
                counted_at=at,
            )
            for idea, row in zip(made, rows, strict=True)
        ),
        batch_size=BATCH,
    )
    return {idea.external_id: idea.pk for idea in made}


def _idea(box: IdeaBox, row: IdeaRow, people: Numbers) -> Idea:
    return Idea(
        person_id=people[row.author],
        channel=Channel.IMPORT,
        box=box,
        author_name=row.author or _("participant"),
        title=row.title,
        title_words=row.title_words,
        body=row.body,
        language=LANGUAGE,
        state=Idea.State.PUBLISHED,
        created_at=row.created_at,
        submitted_at=row.created_at,
        published_at=row.created_at,
        external_id=row.external_id,
    )


def _write_comments(
    rows: Iterable[CommentRow], ideas: Numbers, people: Numbers, there: There
) -> None:
    """The first level, then what answers it."""
    written = dict(there.comments)
    for level in (False, True):
        level_rows = [row for row in rows if bool(row.parent_id) is level]
        made = Comment.objects.bulk_create(
            (
                _comment(row, ideas, people, written.get((row.idea_id, row.parent_id)))
                for row in level_rows
            ),
            batch_size=BATCH,
        )
        for row, comment in zip(level_rows, made, strict=True):
            written[row.idea_id, row.external_id] = comment.pk


def _comment(row: CommentRow, ideas: Numbers, people: Numbers, parent: int | None) -> Comment:
    return Comment(
        person_id=people[row.author],
        channel=Channel.IMPORT,
        idea_id=ideas[row.idea_id],
        parent_id=parent,
        author_name=row.author or _("participant"),
        body=row.body,
        stance=row.stance,
        language=LANGUAGE,
        state=Comment.State.PUBLISHED,
        created_at=row.created_at,
        external_id=row.external_id,
        imported_votes=row.votes,
    )
