"""Long exports: prepared in the background, for whoever asked for them, and for a day."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from accounts import clock, outbox
from accounts.models import OutboxMessage
from participation.actions import export_answers as module
from participation.actions.export_answers import ask_for_export, forget_exports, write_export
from participation.errors import NotAnExporter
from participation.models import AnswerExport, AnswerExportPart, Survey
from participation.results.sheet_export import SheetExport
from tests import editor, make
from tests.surveys import answer, question, survey

pytestmark = pytest.mark.django_db
SHEETS = 4


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Survey:
    """A survey that has one sheet more than what is answered at once."""
    monkeypatch.setattr(module, "MOST_AT_ONCE", SHEETS - 1)
    monkeypatch.setattr(module, "TELL_EVERY", 2)
    monkeypatch.setattr(module, "PART", 64)  # so that a small file has several pieces
    make.home()
    made = survey(question("single", options=["Oui", "Non"]), question("short_text"))
    for number in range(SHEETS):
        answer(made, q1="ab"[number % 2], q2="=1+1")
    return made


def page(made: Survey) -> str:
    return reverse("parvis_answer_exports", args=[made.pk])


def direct(made: Survey, kind: str = "csv") -> str:
    return reverse("parvis_survey_sheets", args=[made.pk, kind])


def fetched(answered: Any) -> bytes:
    return b"".join(answered.streaming_content)


def fetch(client: Client, export: AnswerExport) -> Any:
    return client.get(reverse("parvis_fetch_answers", args=[export.survey_id, export.pk]))


def prepared(made: Survey, client: Client, kind: str = "csv") -> AnswerExport:
    client.post(page(made), {"kind": kind})
    outbox.drain()
    return AnswerExport.objects.get(kind=kind)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_many_answers_are_prepared_by_a_worker_and_are_the_same_file(
    made: Survey, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = editor.editor()
    sent = client.get(direct(made, kind))
    export = prepared(made, client, kind)

    answered = fetch(client, export)
    content = fetched(answered)

    assert (sent.status_code, sent.headers["Location"]) == (302, page(made))
    assert export.parts.count() > 1
    assert answered["Content-Length"] == str(len(content))
    assert "no-store" in answered["Cache-Control"]
    monkeypatch.setattr(module, "MOST_AT_ONCE", SHEETS)
    at_once = fetched(client.get(direct(made, kind)))
    assert content == at_once if kind == "csv" else cells(content) == cells(at_once)
    assert b"\r\n" in content or cells(content)[1][-1] == "'=1+1"


def cells(content: bytes) -> list[tuple[Any, ...]]:
    return [row for sheet in load_workbook(io.BytesIO(content)).worksheets for row in sheet.values]


def test_progress_is_shown_without_javascript_and_with_it(
    made: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = editor.editor()
    client.post(page(made), {"kind": "csv"})
    seen: list[str] = []
    rows = SheetExport.rows

    def slow(self: SheetExport) -> Any:
        for number, row in enumerate(rows(self), 1):
            yield row
            if number == 3:
                seen.append(client.get(page(made)).content.decode())

    monkeypatch.setattr(SheetExport, "rows", slow)
    outbox.drain()

    assert "2 réponses sur 4" in seen[0]
    assert "hx-get" in seen[0]
    part = client.get(page(made), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "hx-get" not in part, "it asks no more"
    assert "Télécharger" in part


def test_asking_twice_prepares_one_file(made: Survey) -> None:
    client = editor.editor()

    for _ in range(2):
        client.post(page(made), {"kind": "csv"})

    assert AnswerExport.objects.count() == 1


def test_a_file_is_for_whoever_asked_and_still_may(made: Survey) -> None:
    writer = make.staff("implementation")
    client = editor.signed_in(writer)
    export = prepared(made, client)

    assert fetch(editor.editor(), export).status_code == 404
    assert fetch(Client(), export).status_code == 302
    writer.groups.clear()
    assert fetch(client, export).status_code in (302, 403)


def test_nobody_else_may_ask(made: Survey) -> None:
    with pytest.raises(NotAnExporter):
        ask_for_export(who=make.staff("moderator"), survey=made, kind="csv")


def test_asking_and_fetching_are_written_down(made: Survey) -> None:
    client = editor.editor()

    fetch(client, prepared(made, client))

    acts = ModelLogEntry.objects.filter(action__startswith="parvis.").order_by("pk")
    assert list(acts.values_list("action", flat=True)) == [
        "parvis.export_sheets",
        "parvis.fetch_sheets",
    ]


def test_a_file_is_forgotten_after_a_day(made: Survey) -> None:
    client = editor.editor()
    export = prepared(made, client)
    day_ago = clock.now() - timedelta(days=1)
    AnswerExport.objects.update(asked_at=day_ago)

    assert fetch(client, export).status_code == 404, "even before it is swept away"
    assert forget_exports() == 1
    assert not AnswerExportPart.objects.exists()


def test_a_kind_of_file_that_we_do_not_write_is_refused(made: Survey) -> None:
    assert editor.editor().post(page(made), {"kind": "exe"}).status_code == 404


def test_a_worker_that_takes_over_writes_the_file_once(made: Survey) -> None:
    client = editor.editor()
    client.post(page(made), {"kind": "csv"})
    message = OutboxMessage.objects.get(kind=module.KIND)

    for _ in range(2):
        write_export(message)

    numbers = AnswerExportPart.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(len(numbers)))


def test_a_worker_that_is_still_writing_keeps_its_work(made: Survey) -> None:
    editor.editor().post(page(made), {"kind": "csv"})
    message = OutboxMessage.objects.get(kind=module.KIND)
    OutboxMessage.objects.update(claimed_at=clock.now() - timedelta(hours=1))

    write_export(message)

    message.refresh_from_db()
    assert message.claimed_at
    assert message.claimed_at > clock.now() - timedelta(minutes=1)
