"""Paper sheets typed in a spreadsheet: previewed, all or nothing, and twice adds nothing."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from accounts import clock, outbox
from accounts.groups import ADMINISTRATOR, DATA_ENTRY, MODERATOR
from participation.actions.count_sheets import count_new_sheets, drifted_surveys
from participation.actions.enter_sheet import enter_sheet
from participation.models import AnswerSheet, Import, Survey
from participation.results.survey_results import results_of
from participation.surveys.encoding import Entry
from participation.surveys.serial import serial_of
from tests import editor, make, surveys
from tests.surveys import question, when

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> Survey:
    make.home()
    now = timezone.now()
    row = make.open_consultation(
        opens_at=now - timedelta(days=30), closes_at=now + timedelta(days=7)
    )
    return surveys.survey(
        question("single", "Venez-vous ?", options=["Oui", "Non"], when=when(reference="venir")),
        question("multiple", "Comment ?", options=["À pied", "En bus"], has_other=True),
        question("number", "Combien d’habitants ?"),
        question("matrix", "Notez", rows=["Le prix", "L’horaire"], options=["Bon", "Mauvais"]),
        question("long_text", "Pourquoi ?", when=when(only_after="venir", answered="Oui")),
        consultation=row,
    )


@pytest.fixture
def client() -> Client:
    make.home()
    return editor.signed_in(make.staff(DATA_ENTRY))


def day() -> str:
    return f"{timezone.localdate() - timedelta(days=1):%d/%m/%Y}"


def lines(made: Survey, *cells: str, first: int = 1) -> str:
    """A file with these cells behind the number and the day, one line each."""
    rows = [f"{serial_of(made.pk, n)};{day()};{row}" for n, row in enumerate(cells, first)]
    return "\n".join(["serial;handed_in;q1;q2;q3;q4;q5", *rows]) + "\n"


def send(client: Client, made: Survey, content: str | bytes, name: str = "feuilles.csv") -> Import:
    """Send a file, and let a worker read it."""
    content = content.encode() if isinstance(content, str) else content
    data = {"sheets": SimpleUploadedFile(name, content), "token": str(uuid4())}
    answered = client.post(reverse("parvis_send_sheets", args=[made.pk]), data)
    assert answered.status_code == 302, answered.content.decode()
    outbox.drain()
    return Import.objects.latest("pk")


def confirm(client: Client, record: Import) -> Import:
    client.post(reverse("parvis_confirm_import", args=[record.pk]))
    outbox.drain()
    record.refresh_from_db()
    return record


def page(client: Client, record: Import) -> str:
    answered = client.get(reverse("parvis_import", args=[record.pk]))
    assert answered.status_code == 200
    return " ".join(answered.content.decode().replace("\xa0", " ").split())


def faults(record: Import) -> list[tuple[int, str]]:
    return [(line, column) for _name, line, column, _sentence in record.report["faults"]]


def test_nothing_is_written_before_the_preview_is_confirmed(client: Client, made: Survey) -> None:
    record = send(client, made, lines(made, "a;ab;3;ab;Des bancs", "b;x train;?;a?;"))

    shown = page(client, record)
    assert "Formulaires papier à ajouter : 2" in shown
    assert serial_of(made.pk, 1) in shown
    assert not AnswerSheet.objects.exists()

    confirm(client, record)
    count_new_sheets()

    results = results_of(made)
    assert (results.sheets, results.on_paper) == (2, 2)
    assert [q.n for q in results.questions] == [2, 2, 1, 2, 1]
    assert results.questions[2].illegible == 1
    assert drifted_surveys() == []
    sheet = AnswerSheet.objects.order_by("pk")[0]
    assert (sheet.channel, sheet.serial) == ("paper", serial_of(made.pk, 1))
    assert timezone.localdate(sheet.submitted_at) == timezone.localdate() - timedelta(days=1)
    assert sheet.agent == record.started_by


def test_two_hundred_sheets_imported_twice_are_two_hundred(client: Client, made: Survey) -> None:
    content = lines(made, *["a;b;;;"] * 200)
    confirm(client, send(client, made, content))

    again = send(client, made, content)

    assert AnswerSheet.objects.filter(survey=made).count() == 200
    assert (again.state, again.sheets_there) == (Import.State.DONE, 200)
    assert "Tout était déjà présent" in page(client, again)
    count_new_sheets()
    assert results_of(made).sheets == 200


def test_what_is_there_stays_and_what_is_new_is_added(client: Client, made: Survey) -> None:
    confirm(client, send(client, made, lines(made, "a;;;;")))

    record = confirm(client, send(client, made, lines(made, "b;;;;", "b;;;;")))

    assert (record.sheets_made, record.sheets_there) == (1, 1)
    options = AnswerSheet.objects.order_by("pk").values_list("answers__option", flat=True)
    assert list(options) == ["a", "b"]


def test_every_fault_is_told_with_its_line_and_column_and_nothing_is_written(
    client: Client, made: Survey
) -> None:
    good, tomorrow = serial_of(made.pk, 1), timezone.localdate() + timedelta(days=1)
    long_ago = timezone.localdate() - timedelta(days=300)
    rows = [
        "serial;handed_in;q1;q2;q3",
        f"{good};{day()};z;;",
        f"{good};{day()};a;;",
        f"{good[:-1]}{(int(good[-1]) + 1) % 10};{day()};a;;",
        f"{serial_of(made.pk + 1, 1)};{day()};a;;",
        f"{serial_of(made.pk, 2)};hier;a;;",
        f"{serial_of(made.pk, 3)};{tomorrow:%d/%m/%Y};a;;",
        f"{serial_of(made.pk, 4)};{long_ago:%d/%m/%Y};a;;",
        f"{serial_of(made.pk, 5)};{day()};;;",
        f"{serial_of(made.pk, 6)};{day()};a;;douze",
        f"{serial_of(made.pk, 7)};{day()};a;;",
    ]

    record = send(client, made, "\n".join(rows))

    assert record.state == Import.State.REFUSED
    assert faults(record) == [
        (2, "q1"),
        (3, "serial"),
        (4, "serial"),
        (5, "serial"),
        (6, "handed_in"),
        (7, "handed_in"),
        (8, "handed_in"),
        (9, "serial"),
        (10, "q3"),
    ]
    assert "9 erreurs" in page(client, record)
    assert not AnswerSheet.objects.exists()


def test_a_belgian_number_is_asked_about_and_never_guessed(client: Client, made: Survey) -> None:
    record = send(client, made, lines(made, "a;;11.200;;"))

    assert faults(record) == [(2, "q3")]
    assert "11200" in page(client, record)
    assert "11,2" in page(client, record)


def test_a_workbook_is_read_with_its_dates_and_numbers(client: Client, made: Survey) -> None:
    workbook = Workbook()
    sheet: Any = workbook.active
    sheet.append(["serial", "handed_in", "q1", "q3"])
    sheet.append([serial_of(made.pk, 1), timezone.localdate(), "a", 11200])
    sheet.append([serial_of(made.pk, 2), timezone.localdate(), "b", 11.2])
    content = io.BytesIO()
    workbook.save(content)

    confirm(client, send(client, made, content.getvalue(), "feuilles.xlsx"))

    numbers = AnswerSheet.objects.filter(answers__number__isnull=False).order_by("pk")
    assert [str(n) for n in numbers.values_list("answers__number", flat=True)] == [
        "11200.0000",
        "11.2000",
    ]


@pytest.mark.parametrize("heading", ["q9", "nom"])
def test_a_column_that_is_not_known_is_told(client: Client, made: Survey, heading: str) -> None:
    content = f"serial;handed_in;q1;{heading}\n{serial_of(made.pk, 1)};{day()};a;b\n"

    record = send(client, made, content)

    assert faults(record) == [(1, heading)]


def test_a_sheet_that_is_entered_meanwhile_is_there_and_the_others_come(
    client: Client, made: Survey
) -> None:
    record = send(client, made, lines(made, "a;;;;", "b;;;;"))
    enter_sheet(
        survey=made,
        serial=serial_of(made.pk, 1),
        entry=Entry({"q1": ["b"]}),
        agent=make.staff(DATA_ENTRY),
        handed_in=timezone.localdate(),
    )

    confirm(client, record)

    assert (record.sheets_made, record.sheets_there) == (1, 1)
    assert AnswerSheet.objects.count() == 2


def test_the_file_to_fill_in_comes_back_as_it_left(client: Client, made: Survey) -> None:
    address = ("parvis_sheets_template", made.pk)
    plain = client.get(reverse(address[0], args=[made.pk, "csv"]))
    workbook = client.get(reverse(address[0], args=[made.pk, "xlsx"]))

    text = b"".join(plain.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]  # a file
    headings = next(csv.reader(io.StringIO(text), delimiter=";"))
    assert headings == ["serial", "handed_in", "q1", "q2", "q3", "q4", "q5"]
    content = b"".join(workbook.streaming_content)  # type: ignore[attr-defined]  # the same
    sheets = load_workbook(io.BytesIO(content)).worksheets
    assert [cell.value for cell in next(sheets[0].iter_rows())] == headings
    codes = {str(row[0]): row for row in sheets[1].values}
    assert "a = À pied; b = En bus; x = Autre" in codes["q2"]
    filled = f"{text}{serial_of(made.pk, 1)};{day()};a;;;;\n"
    assert send(client, made, filled).state == Import.State.READY


def test_a_file_that_is_none_is_told_and_a_form_without_one_too(
    client: Client, made: Survey
) -> None:
    record = send(client, made, b"%PDF-1.7 \x00\x01", "scan.pdf")
    empty = client.post(reverse("parvis_send_sheets", args=[made.pk]), {"token": str(uuid4())})

    assert record.state == Import.State.REFUSED
    assert empty.status_code == 400


def test_the_window_holds_for_imports_and_a_late_file_is_announced(
    client: Client, made: Survey
) -> None:
    row: Any = made.consultation
    content = lines(made, "a;;;;")
    row.closes_at = clock.now() - timedelta(minutes=1)
    row.save()

    confirm(client, send(client, made, content))
    count_new_sheets()

    assert results_of(made).late == 1
    today = f"{date.today():%d/%m/%Y}"
    after = f"serial;handed_in;q1\n{serial_of(made.pk, 2)};{today};a\n"
    row.closes_at = clock.now() - timedelta(days=1)
    row.save()
    assert faults(send(client, made, after)) == [(2, "handed_in")]


@pytest.mark.parametrize("role", [MODERATOR, ADMINISTRATOR])
def test_who_may_not_enter_paper_imports_none_and_reads_no_sheet(
    client: Client, made: Survey, role: str
) -> None:
    record = send(client, made, lines(made, "a;;;;"))
    other = editor.signed_in(make.staff(role))

    for name, args in (
        ("parvis_send_sheets", [made.pk]),
        ("parvis_import", [record.pk]),
        ("parvis_import_faults", [record.pk, "csv"]),
        ("parvis_sheets_template", [made.pk, "csv"]),
    ):
        assert other.get(reverse(name, args=args)).status_code in (302, 403), name
    other.post(reverse("parvis_confirm_import", args=[record.pk]))
    outbox.drain()
    assert not AnswerSheet.objects.exists()


def test_who_enters_paper_imports_no_ideas(client: Client) -> None:
    assert client.get(reverse("parvis_send_files")).status_code in (302, 403)
