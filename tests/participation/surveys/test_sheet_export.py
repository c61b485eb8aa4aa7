"""Exports of answers: the same sheets make the same bytes, whatever is asked later."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from accounts.spreadsheets.writing import write_csv
from participation.actions.publish_survey import publish_survey
from participation.models import Channel, Survey
from participation.results.sheet_export import SheetExport
from tests import editor, make
from tests.surveys import answer, ask, part, question, survey

pytestmark = pytest.mark.django_db
GOLDEN = (
    "\ufeffsheet;version;date;channel;serial;language;q1;q2;q2_a;q2_b;q2_c;q2_other;q2_other_text;"
    "q3_a;q3_b;q4;q5\r\n"
    "{0};1;2026-05-04;web;;;a;a b;1;1;0;0;;d;;;\r\n"
    "{1};2;2026-05-04;paper;;;b;c;0;0;1;0;;;e;;\r\n"
    "{2};3;2026-05-04;web;;;;other;0;0;0;1;'=1+1;;;1,5;2026-12-31\r\n"
)


@pytest.fixture
def made() -> Survey:
    """Three versions, one sheet each: an option comes in the second, two questions in the third."""
    blocks = [
        question("single", "Venez-vous ?", options=["Oui", "Non"]),
        question("multiple", "Comment ?", options=["À pied", "En bus"]),
        question("matrix", "Notez", rows=["Le prix", "L’horaire"], options=list("12345")),
    ]
    made = survey(*blocks)
    sheets = [answer(made, q1="a", q2=["a", "b"], q3__a="d")]
    blocks[1]["value"]["options"].append(part("À vélo"))
    again(made, blocks)
    sheets.append(answer(made, q1="b", q2="c", q3__b="e"))
    type(sheets[1]).objects.filter(pk=sheets[1].pk).update(channel=Channel.PAPER)
    blocks[1]["value"]["has_other"] = True
    again(made, [*blocks, question("number", "Combien ?"), question("date", "Quand ?")])
    typed: dict[str, Any] = {"q2": "other", "q2-other": "=1+1", "q4": "1,5", "q5": "2026-12-31"}
    sheets.append(answer(made, **typed))
    made.sheets_made = sheets
    return made


def again(made: Survey, blocks: Any) -> None:
    ask(made, blocks)
    publish_survey(survey=made, at=make.NOON - timedelta(days=2))


def csv(made: Survey) -> str:
    export = SheetExport(made)
    return b"".join(write_csv(export.headings(), export.rows())).decode()


def test_three_versions_make_one_table_known_to_the_byte(made: Any) -> None:
    assert csv(made) == GOLDEN.format(*[sheet.pk for sheet in made.sheets_made])


def test_what_is_asked_later_changes_no_byte(made: Survey) -> None:
    before, definitions = csv(made), SheetExport(made).definitions()
    raw = made.questionnaire.get_prep_value()
    made.is_same_meaning = True
    raw[0]["value"]["label"] = "Venez-vous ici ?"
    again(made, [raw[0], raw[2], question("ranking", options=["Un", "Deux"])])

    assert csv(made) == before
    assert SheetExport(made).definitions() == definitions


def test_the_workbook_has_the_same_cells_and_says_what_they_mean(made: Survey) -> None:
    answered = editor.editor().get(reverse("parvis_survey_sheets", args=[made.pk, "xlsx"]))
    workbook = load_workbook(io.BytesIO(b"".join(answered.streaming_content)))  # type: ignore[attr-defined]  # a file
    sheet, meanings = workbook.worksheets

    cells = [["" if cell is None else cell for cell in row] for row in sheet.values]
    lines = [line.split(";") for line in csv(made).lstrip("\ufeff").splitlines()]
    assert cells[0] == lines[0]
    assert [len(row) for row in cells] == [len(line) for line in lines]
    assert cells[3][7:13] == ["other", 0, 0, 0, 1, "'=1+1"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert {row[0] for row in meanings.values} >= {"q1", "q2_c", "q3_b"}


def test_no_column_says_who_answered_nor_at_what_time() -> None:
    made = survey(respondents="account")
    ada = make.citizen(pseudonym="Zorglubine")
    answer(made, ada, q1="a")

    assert "Zorglubine" not in csv(made)
    assert f";{ada.pk};" not in csv(made).splitlines()[1][2:]
    assert ":" not in csv(made)


def test_an_export_is_written_down(made: Survey) -> None:
    client: Client = editor.editor()

    client.get(reverse("parvis_survey_sheets", args=[made.pk, "csv"]))

    assert ModelLogEntry.objects.filter(action="parvis.export_sheets").count() == 1


def test_an_export_asks_a_few_questions_whatever_the_number_of_sheets(
    made: Survey, django_assert_max_num_queries: Any
) -> None:
    for _ in range(20):
        answer(made, q1="a")

    with django_assert_max_num_queries(8):
        assert len(csv(made).splitlines()) == 24


def test_staff_read_the_figures_and_never_who_answered() -> None:
    made = survey(respondents="account", count_visibility="staff")
    answer(made, make.citizen(pseudonym="Zorglubine"), q1="a")

    shown = editor.editor().get(reverse("parvis_survey_results", args=[made.pk]))

    assert "1" in shown.content.decode()
    assert 'class="bar-value"' in shown.content.decode()
    assert "Zorglubine" not in shown.content.decode()


def test_results_for_nobody_are_for_no_staff_either() -> None:
    made = survey(count_visibility="never")
    answer(made, q1="a")

    shown = editor.editor().get(reverse("parvis_survey_results", args=[made.pk]))

    assert 'class="bar-value"' not in shown.content.decode()


@pytest.mark.parametrize("number", ["0", "999999", "x"])
def test_an_unknown_survey_is_an_unknown_address(number: str) -> None:
    assert editor.editor().get(f"/admin/surveys/{number}/").status_code == 404
