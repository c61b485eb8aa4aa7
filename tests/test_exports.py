"""Every export of the admin, found by asking all its addresses: no formula, no e-mail, no vote.

A canary that a spreadsheet would run is put into every text of the database first.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import CharField, EmailField, Field, SlugField, TextField, URLField
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ModelLogEntry

from accounts.groups import IMPLEMENTATION, MODERATOR, STRATEGY
from participation.actions.cast_vote import cast_vote
from participation.actions.count_ideas import count_changed_ideas
from participation.actions.moderate import moderate
from participation.actions.post_comment import post_comment
from participation.actions.report_abuse import report_abuse
from participation.models import Activity, Idea, Import, ModerationAct
from tests import editor, make

pytestmark = pytest.mark.django_db
CANARY = "=HYPERLINK(1)"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
APPS = ("accounts", "pages", "participation", "wagtailcore", "wagtailredirects")
# What the machine reads: another value would be another thing.
NOT_WORDS = {"action", "content_hash", "language", "language_code", "path", "session", "url_path"}
NOT_WORDS |= {
    "external_id",
    "import_source",
    "kind",
    "event",
    "target",
    "permission",
    "password",
    "object_id",
}
ADMIN = "admin/"
NOT_ASKED = ("logout", "failwhale")
# These hold numbers, dates and words of ours only.
WITHOUT_TEXT = {"/admin/participation/vote/", "/admin/accounts/outboxmessage/"}


# --- What is there to be exported ---------------------------------------------------------------


@pytest.fixture
def superuser(settings: Any) -> Client:
    settings.STAFF_SECOND_FACTOR = False
    return editor.signed_in(make.superuser())


def fill() -> Idea:
    """At least one row for every list that exports."""
    make.home()
    idea = make.idea(make.idea_box(title="Boîte"), district=make.district(), place="Place Albert I")
    idea.themes.add(make.theme())
    moderator, ada = make.moderator(), make.citizen(pseudonym="Zorglubine")
    cast_vote(person=ada, idea=idea, at=make.NOON)
    comment = post_comment(person=ada, idea=idea, body="Oui", at=make.NOON)
    report_abuse(person=ada, subject=idea, reason="Publicité", at=make.NOON)
    moderate(
        subject=comment,
        act=ModerationAct.Act.HIDE,
        moderator=moderator,
        article=make.charter_article(),
        reason="Hors sujet",
        at=make.NOON,
    )
    count_changed_ideas()
    record = Import.objects.create(
        ideas_file="idees.csv", started_by=moderator, box=idea.box, created_at=make.NOON
    )
    record.report = {"faults": [["idees.csv", 2, "title", CANARY]]}
    record.save()
    _fill_pages()
    return idea


def _fill_pages() -> None:
    """A page that is online and locked, one on its way through the workflow, a redirect."""
    page = make.article()
    page.locked, page.locked_by, page.locked_at = True, make.staff(STRATEGY), make.NOON
    page.save()
    page.save_revision(log_action=True)
    draft = make.draft_consultation()
    draft.get_workflow().start(draft, make.staff(IMPLEMENTATION))
    Redirect.objects.create(old_path="/ancien", redirect_link="https://example.be/")
    ModelLogEntry.objects.create(
        content_type=ContentType.objects.get_for_model(Idea),
        object_id="1",
        label="Idée",
        action="wagtail.edit",
        timestamp=make.NOON,
    )


def put_canaries() -> None:
    for model in apps.get_models():
        names = [f.attname for f in model._meta.local_fields if _holds_words(f)]
        if model._meta.app_label not in APPS or not names:
            continue
        for row in model._default_manager.all():
            values = {name: f"{CANARY}{row.pk}" for name in names if getattr(row, name)}
            model._base_manager.filter(pk=row.pk).update(**values)  # past what forbids it


def _holds_words(field: Field[Any, Any]) -> bool:
    machine = isinstance(field, SlugField | EmailField | URLField) or field.name in NOT_WORDS
    is_text = isinstance(field, CharField | TextField)
    return is_text and not machine and not field.choices and (field.max_length or 99) > 30


# --- Finding and reading ------------------------------------------------------------------------


def addresses(patterns: Any = None, prefix: str = "") -> Iterator[str]:
    """Every address of the admin that takes no argument."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern).replace("^", "").replace("$", "")
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern) and route.startswith(ADMIN) and "<" not in route:
            yield "/" + route


def cells_of(answer: Any) -> list[list[Any]]:
    """The rows of a download, its headings left out."""
    content = b"".join(answer.streaming_content)
    if answer["Content-Type"].startswith("text/csv"):
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))[1:]
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    return [list(row) for row in sheet.iter_rows(values_only=True)][1:]


@lru_cache(maxsize=1)
def exporting() -> list[str]:
    """Every address that answers a superuser with a spreadsheet; asked once, it is slow."""
    client = editor.signed_in(make.superuser())
    asked = [a for a in sorted(set(addresses())) if not any(word in a for word in NOT_ASKED)]
    return [a for a in asked if is_spreadsheet(client.get(a, {"export": "csv"}))]


def is_spreadsheet(answer: Any) -> bool:
    kind = answer.headers.get("Content-Type", "")
    return kind.startswith("text/csv") or "spreadsheetml" in kind


def exports(client: Client, kind: str) -> dict[str, list[list[Any]]]:
    """What this person gets from each of them."""
    answers = {address: client.get(address, {"export": kind}) for address in exporting()}
    return {a: cells_of(answer) for a, answer in answers.items() if is_spreadsheet(answer)}


def is_dangerous(cell: Any) -> bool:
    return isinstance(cell, str) and cell.lstrip(' "').startswith(DANGEROUS)


# --- No formula ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_export_lets_a_formula_out(superuser: Client, kind: str) -> None:
    fill()
    put_canaries()

    found = exports(superuser, kind)

    words = {a: str(rows) for a, rows in found.items() if any(any(row) for row in rows)}
    assert {a for a, text in words.items() if "HYPERLINK" not in text} <= WITHOUT_TEXT
    assert len(words) >= 12, sorted(words)
    dangerous = [
        (address, cell)
        for address, rows in found.items()
        for row in rows
        for cell in row
        if is_dangerous(cell)
    ]
    assert dangerous == []


def test_the_list_of_errors_of_an_import_is_an_export_too(superuser: Client) -> None:
    fill()
    record = Import.objects.get()

    for kind in ("csv", "xlsx"):
        answer = superuser.get(reverse("parvis_import_faults", args=[record.pk, kind]))
        text = str(cells_of(answer))
        assert f"'{CANARY}" in text


def test_the_control_of_the_guard_lets_wagtail_s_own_reports_out(
    superuser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    guarded = SpreadsheetExportMixin.preprocess_field_value
    monkeypatch.setattr(SpreadsheetExportMixin, "preprocess_field_value", guarded.__wrapped__)
    fill()
    put_canaries()

    answer = superuser.get(reverse("wagtailadmin_reports:site_history"), {"export": "csv"})

    assert any(is_dangerous(cell) for row in cells_of(answer) for cell in row)


# --- Nobody's address, nobody's vote ------------------------------------------------------------


@pytest.mark.parametrize("role", [STRATEGY, IMPLEMENTATION, MODERATOR])
def test_no_export_of_participation_names_a_voter_or_an_address(role: str) -> None:
    fill()
    client = editor.signed_in(make.staff(role))

    found = {a: rows for a, rows in exports(client, "csv").items() if "/participation/" in a}

    assert "/admin/snippets/participation/idea/" in found
    assert "@" not in str(found)
    assert "Zorglubine" not in str(found)


# --- What ours hold -----------------------------------------------------------------------------


def rows_of(client: Client, name: str, kind: str = "csv", **query: str) -> list[dict[str, Any]]:
    answer: Any = client.get(f"/admin/snippets/participation/{name}/", {"export": kind, **query})
    content = b"".join(answer.streaming_content)
    assert "no-store" in answer["Cache-Control"]
    if kind == "csv":
        assert content.startswith(b"\xef\xbb\xbf")
        table = io.StringIO(content.decode("utf-8-sig"), newline="")
        return list(csv.DictReader(table, delimiter=";"))
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    headings, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, headings), row, strict=True)) for row in rows]


def test_an_idea_is_exported_with_its_number_state_counts_and_local_dates() -> None:
    idea = fill()
    client = editor.signed_in(make.staff(IMPLEMENTATION))

    (row,) = rows_of(client, "idea")
    (typed,) = rows_of(client, "idea", "xlsx")

    assert list(row.values())[3].startswith("publié")
    assert list(row.values())[:3] + list(row.values())[4:9] == [
        str(idea.pk),
        idea.title,
        "",
        "Boîte",
        "Brye",
        "Place Albert I",
        "Mobilité",
        "fr",
    ]
    assert "2026-05-03 12:00:00" in row.values()  # ten o'clock in London is noon in Brussels
    assert list(row.values())[12:] == ["0", "1", "0", "0", "0", "0", "0", "0"]
    assert list(typed.values())[0] == idea.pk
    assert list(typed.values())[12:] == [0, 1, 0, 0, 0, 0, 0, 0]


def test_counts_that_are_hidden_are_hidden_from_the_export_too() -> None:
    idea = fill()
    idea.box.count_visibility = Activity.Visibility.AFTER_CLOSING
    idea.box.closes_at = None
    idea.box.save()
    consultation = idea.box.consultation
    assert consultation is not None
    consultation.closes_at = None
    consultation.save()
    client = editor.signed_in(make.staff(IMPLEMENTATION))

    (row,) = rows_of(client, "idea")

    assert list(row.values())[13:] == [""] * 7


def test_the_export_is_what_the_screen_shows() -> None:
    idea = fill()
    make.idea(idea.box, state=Idea.State.SUBMITTED, title="À lire")
    make.idea(idea.box, state=Idea.State.DRAFT, title="Un brouillon")
    client = editor.signed_in(make.staff(MODERATOR))

    assert len(rows_of(client, "idea")) == 2
    (only,) = rows_of(client, "idea", state="submitted")
    assert "À lire" in only.values()


def test_comments_are_exported_with_their_ideas() -> None:
    idea = fill()
    client = editor.signed_in(make.staff(MODERATOR))

    (row,) = rows_of(client, "comment")

    assert idea.title in row.values()
    assert "Oui" in row.values()
    assert "2026-05-04 12:00:00" in row.values()


@pytest.mark.parametrize("name", ["idea", "comment"])
def test_an_export_asks_as_many_questions_for_one_as_for_many(name: str) -> None:
    idea = fill()
    client = editor.signed_in(make.staff(MODERATOR))

    def questions() -> int:
        with CaptureQueriesContext(connection) as found:
            rows_of(client, name)
        return len(found)

    questions()
    one = questions()
    for number in range(5):
        other = make.idea(make.idea_box(), district=make.district(f"Section {number}"))
        other.themes.add(make.theme())
        post_comment(person=make.citizen(), idea=idea, body="Non", at=make.NOON)

    assert questions() == one
