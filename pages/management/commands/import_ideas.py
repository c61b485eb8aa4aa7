"""`manage.py import_ideas`: ideas and comments from elsewhere, into a consultation's call.

It writes everything or nothing. Run again, it adds what is missing and changes nothing.
"""

from __future__ import annotations

from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from accounts import clock
from pages.models import ConsultationPage
from participation.actions.count_ideas import count_changed_ideas
from participation.actions.import_box import choose_box
from participation.actions.import_ideas import Target, check_import, import_ideas
from participation.errors import Refusal
from participation.imports import told
from participation.imports.files import Reading, Sent
from participation.imports.plan import Plan
from participation.models import Consultation, IdeaBox, Import

MOST_FAULTS_TOLD = 100


class Command(BaseCommand):
    help = "Import ideas, and comments on them, from CSV or XLSX. Run again, it changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("ideas", metavar="IDEAS.csv", type=Path)
        parser.add_argument("--consultation", metavar="SLUG", required=True, help="of its page")
        parser.add_argument("--comments", metavar="COMMENTS.csv", type=Path)
        parser.add_argument("--box", metavar="ID", type=int, help="of one of its calls for ideas")
        parser.add_argument("--dry-run", action="store_true", help="say what would be written")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            try:
                self._import(options)
            except Refusal as refusal:
                raise CommandError(str(refusal)) from refusal

    def _import(self, options: dict[str, Any]) -> None:
        began, at = monotonic(), clock.now()
        consultation = _consultation(options["consultation"])
        box = choose_box(consultation=consultation, box_id=options["box"])
        ideas = _file(options["ideas"])
        comments = _file(options["comments"]) if options["comments"] else None
        target = Target(consultation, box)
        reading, plan = check_import(target=target, ideas=ideas, comments=comments, at=at)
        if reading.found:
            self._complain(reading)
        self._foretell(reading, plan, box)
        if options["dry_run"]:
            self.stdout.write(_("A trial: nothing has been written."))
            return
        record = Import(
            ideas_file=ideas.clean_name,
            comments_file=comments.clean_name if comments else "",
            lines_read=len(reading.ideas) + len(reading.comments),
            language=settings.LANGUAGE_CODE,
            created_at=at,
        )
        import_ideas(target=target, reading=reading, record=record)
        if record.pk:
            count_changed_ideas()
        self._tell(record, monotonic() - began)

    def _foretell(self, reading: Reading, plan: Plan, box: IdeaBox | None) -> None:
        notes = [f"{name} – {note}" for name, note in reading.notes()]
        self.stdout.write("\n".join([*told.sentences(told.foresee(reading, plan, box)), *notes]))

    def _complain(self, reading: Reading) -> None:
        for name, fault in reading.faults()[:MOST_FAULTS_TOLD]:
            self.stderr.write(told.place_of(name, fault))
        text = _("Nothing has been imported. Errors: %(number)s.")
        raise CommandError(text % {"number": reading.found})

    def _tell(self, record: Import, seconds: float) -> None:
        if not record.pk:
            self.stdout.write(_("Nothing has been changed."))
            return
        text = _(
            "Added in %(seconds)s s: %(ideas)s ideas, %(comments)s comments,"
            " %(people)s participants without an account, %(themes)s themes."
            " Into: %(box)s."
        )
        figures = {
            "seconds": number_format(seconds, 1),
            "ideas": told.shown(record.ideas_made),
            "comments": told.shown(record.comments_made),
            "people": told.shown(record.people_made),
            "themes": told.shown(record.themes_made),
            "box": f"{record.box} ({record.box_id})",
        }
        self.stdout.write(text % figures)


def _consultation(slug: str) -> Consultation:
    """Of a page, whatever its language; that of a draft may be filled before it is public."""
    pages = ConsultationPage.objects.filter(slug=slug)
    rows = list(Consultation.objects.filter(pk__in=pages.values("consultation")))
    if len(rows) == 1:
        return rows[0]
    if rows:
        raise CommandError(_("Several consultations have a page with this address."))
    slugs = ConsultationPage.objects.filter(alias_of=None).order_by("slug")
    text = _("No consultation has a page with the address “%(slug)s”. There are: %(slugs)s.")
    known = ", ".join(slugs.values_list("slug", flat=True)[:50]) or "–"
    raise CommandError(text % {"slug": slug, "slugs": known})


def _file(path: Path) -> Sent:
    try:
        return Sent(path.name, path.read_bytes())
    except OSError as error:
        text = _("The file %(path)s cannot be read: %(reason)s.")
        raise CommandError(text % {"path": path, "reason": error.strerror}) from error
