"""« dont N sur papier »: web and paper are one sum, the same on every surface."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts import pdf
from accounts.groups import DATA_ENTRY
from participation.actions.count_sheets import count_new_sheets
from participation.actions.enter_sheet import enter_sheet
from participation.actions.submit_sheet import Sheet, submit_sheet
from participation.models import Survey
from participation.results.sheet_export import SheetExport
from participation.results.survey_results import results_of
from participation.surveys.encoding import Entry
from participation.surveys.serial import serial_of
from tests import editor, make, surveys
from tests.pdfs import inflated, needs_pango, needs_poppler, pages_of
from tests.surveys import question

pytestmark = pytest.mark.django_db
WEB, PAPER = 9, 6
SUM = WEB + PAPER


@pytest.fixture
def made() -> Survey:
    """Nine answers on the web, six on paper; the second question is left out by three of each."""
    make.home()
    now = timezone.now()
    row = make.open_consultation(
        opens_at=now - timedelta(days=7), closes_at=now + timedelta(days=7)
    )
    made = surveys.survey(
        question("single", "Venez-vous ?", options=["Oui", "Non"]),
        question("multiple", "Comment ?", options=["À pied", "En bus"]),
        consultation=row,
        count_visibility="always",
        live=True,
    )
    for number in range(WEB):
        submit_sheet(survey=made, sheet=Sheet(fields(number), uuid4()))
    agent = make.staff(DATA_ENTRY)
    for number in range(PAPER):
        enter_sheet(
            survey=made,
            serial=serial_of(made.pk, number + 1),
            entry=Entry(fields(number)),
            agent=agent,
            handed_in=timezone.localdate(),
        )
    count_new_sheets()
    return made


def fields(number: int) -> dict[str, list[str]]:
    return {"q1": ["ab"[number % 2]]} | ({"q2": ["a", "b"]} if number >= 3 else {})


def words(answered: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", answered.content.decode())
    return " ".join(text.replace("\xa0", " ").replace("\u202f", " ").split()).replace(" ,", ",")


def public(made: Survey, end: str = "") -> Any:
    return Client().get(reverse("participation:survey", args=[made.pk]) + end)


def lines(answered: Any, kind: str) -> list[list[str]]:
    content = b"".join(answered.streaming_content)
    if kind == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    sheet: Any = load_workbook(io.BytesIO(content)).active
    return [["" if cell is None else str(cell) for cell in row] for row in sheet.values]


def test_the_counters_of_each_question_are_the_sum(made: Survey) -> None:
    results = results_of(made)

    assert (results.sheets, results.on_paper) == (SUM, PAPER)
    assert [(q.n, q.on_paper) for q in results.questions] == [(15, 6), (9, 3)]
    assert sum(bar.count for bar in results.questions[0].groups[0].bars) == SUM
    assert all(q.n + q.missing == SUM for q in results.questions)


@pytest.mark.parametrize("who", ["everybody", "staff"])
def test_the_page_its_sentences_and_its_tables_say_it(made: Survey, who: str) -> None:
    text = words(
        public(made)
        if who == "everybody"
        else editor.editor().get(reverse("parvis_survey_results", args=[made.pk]))
    )

    assert "15 réponses, dont 6 sur papier" in text
    assert "Sur papier : 6 des 15 réponses." in text  # the chart's sentence
    assert "Sur papier : 3 des 9 réponses." in text
    assert "Réponses à cette question 15, dont 6 sur papier" in text  # the foot of its table
    assert "Réponses à cette question 9, dont 3 sur papier" in text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("who", ["everybody", "staff"])
def test_the_table_of_results_says_it(made: Survey, kind: str, who: str) -> None:
    if who == "everybody":
        found = lines(public(made, f"resultats.{kind}"), kind)
    else:
        address = reverse("parvis_survey_results_file", args=[made.pk, kind])
        found = lines(editor.editor().get(address), kind)

    heads, whole, *rows = found
    count, n, paper = (heads.index(name) for name in ("nombre", N, "dont sur papier"))
    assert (whole[count], whole[n], whole[paper]) == ("15", "15", "6")
    first = [row for row in rows if row[0] == "1"]
    assert sum(int(row[count]) for row in first) == SUM
    assert {(row[n], row[paper]) for row in first} == {("15", "6")}
    assert {(row[n], row[paper]) for row in rows if row[0] == "2"} == {("9", "3")}


N = "réponses à la question"


def test_the_sheets_that_are_exported_are_the_same_sum(made: Survey) -> None:
    export = SheetExport(made)
    place = export.headings().index("channel")

    doors = [row[place] for row in export.rows()]

    assert (doors.count("web"), doors.count("paper")) == (WEB, PAPER)


@needs_pango
@needs_poppler
def test_the_pdf_says_it(made: Survey, tmp_path: Path) -> None:
    answered = editor.editor().get(reverse("parvis_survey_results_file", args=[made.pk, "pdf"]))

    text = " ".join("\n".join(pages_of(answered.content, tmp_path)).split())
    assert answered["Content-Type"] == "application/pdf"
    assert "15 réponses, dont 6 sur papier" in text
    assert "Sur papier : 6 des 15 réponses." in text
    assert "15, dont 6 sur papier" in text
    bars = sum(len(g.bars) for q in results_of(made).questions for g in q.groups)
    assert len(re.findall(rb"/Alt [<(]", inflated(answered.content))) == bars


def test_without_pango_the_results_are_a_page_to_print(
    made: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> Any:
        raise OSError("cannot load library")

    pdf._weasyprint.cache_clear()
    monkeypatch.setattr(pdf, "import_module", missing)

    answered = editor.editor().get(reverse("parvis_survey_results_file", args=[made.pk, "pdf"]))

    pdf._weasyprint.cache_clear()
    assert answered["Content-Type"].startswith("text/html")
    assert "pango" in answered.content.decode()
    assert "15 réponses, dont 6 sur papier" in words(answered)


# --- And nobody reads them before -----------------------------------------------------------------


@pytest.mark.parametrize("visibility", ["never", "staff", "after_vote", "after_closing"])
def test_the_table_is_nowhere_before_the_results_are(made: Survey, visibility: str) -> None:
    made.count_visibility = visibility
    made.save()

    assert public(made, "resultats.csv").status_code == 404
    assert "resultats.csv" not in public(made).content.decode()


def test_results_for_nobody_are_in_no_file_of_staff_either(made: Survey) -> None:
    made.count_visibility = Survey.Results.NEVER
    made.save()

    for kind in ("csv", "xlsx", "pdf"):
        address = reverse("parvis_survey_results_file", args=[made.pk, kind])
        assert editor.editor().get(address).status_code in (302, 403)
