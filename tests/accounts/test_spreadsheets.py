"""Spreadsheets: no formula gets out, numbers stay numbers; what comes in is read or refused."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import gettext_lazy
from openpyxl import Workbook, load_workbook

from accounts import errors
from accounts.spreadsheets import reading, xlsx_file
from accounts.spreadsheets.cells import for_csv, for_xlsx, safe_cell
from accounts.spreadsheets.reading import Sheet, read_sheet
from accounts.spreadsheets.writing import write_csv, write_xlsx

FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", '"=1"']
NOON = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)  # noon in Brussels


def written(*cells: Any) -> str:
    return b"".join(write_csv(["Titre"], [cells])).decode("utf-8-sig")


# --- Out ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_would_be_a_formula_is_text(text: str) -> None:
    cell = str(safe_cell(text))

    assert cell.startswith("'")
    assert text.replace("\r", "\n") in cell.replace("'", "")
    assert safe_cell(cell) == cell  # twice is harmless


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("formula", [*FORMULAS, " - un point", "-5+3"])
def test_whatever_separator_a_program_takes_no_cell_is_a_formula(
    separator: str, formula: str
) -> None:
    texts = [f"a{sign}{formula}" for sign in ",;\t|\n\r"] + [formula, f'"{formula}', f"a;{formula}"]

    for text in texts:
        rows = csv.reader(io.StringIO(written(text, 3, text), newline=""), delimiter=separator)
        for cell in (cell for row in rows for cell in row):
            assert not cell.lstrip(' "').startswith(("=", "+", "-", "@", "\t", "\r", "＝")), cell


def test_ordinary_text_is_left_as_it_is() -> None:
    for text in ["Rue de l’Église, 4", "a = b", "d’une part - d’autre part", "3,5 %", "", "«-5»"]:
        assert safe_cell(text) == text


def test_numbers_stay_numbers() -> None:
    assert [safe_cell(n) for n in (0, -5, -2.5, Decimal("-1.5"))] == [0, -5, -2.5, Decimal("-1.5")]
    assert safe_cell("-5") == "-5"
    assert written(0, -5, 2.5, "-12,5").splitlines()[1] == "0;-5;2,5;-12,5"
    assert for_xlsx(-5) == -5


def test_moments_are_those_of_a_clock_in_brussels() -> None:
    assert for_csv(NOON) == "2026-05-04 12:00:00"
    assert for_xlsx(NOON) == datetime(2026, 5, 4, 12, 0)
    assert for_csv(date(2026, 5, 4)) == "2026-05-04"


def test_nothing_a_truth_and_a_lazy_word_are_written_too() -> None:
    assert (for_csv(None), safe_cell(gettext_lazy("=Title"))) == ("", "'=Title")
    assert safe_cell(True) != safe_cell(False)
    assert isinstance(safe_cell(True), str)


def test_what_no_workbook_can_hold_is_cut() -> None:
    assert safe_cell("a\x00b\x0bc\ud800") == "abc"
    assert len(str(safe_cell("x" * 40_000))) == 32_767


def test_csv_opens_with_its_accents_and_columns_in_a_belgian_excel() -> None:
    content = b"".join(write_csv(["Thème", "Nombre"], [["Mobilité", 3]]))

    assert content == b"\xef\xbb\xbfTh\xc3\xa8me;Nombre\r\nMobilit\xc3\xa9;3\r\n"


def test_a_workbook_holds_the_same_cells_typed() -> None:
    rows = [["=1+1", -3, 2.5, NOON, None, "Oui"]]

    sheet = load_workbook(write_xlsx(["A", "B", "C", "D", "E", "=F"], rows)).active

    assert sheet is not None
    heading, row = list(sheet.iter_rows())
    assert [cell.value for cell in row] == ["'=1+1", -3, 2.5, datetime(2026, 5, 4, 12), None, "Oui"]
    assert {cell.data_type for cell in (*heading, *row)} <= {"s", "n", "d"}
    assert heading[5].value == "'=F"


# --- In -----------------------------------------------------------------------------------------


def lines_of(sheet: Sheet) -> list[list[str]]:
    return [line.cells for line in sheet.lines]


def workbook(*rows: Any, sheets: int = 1) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for _ in range(sheets - 1):
        book.create_sheet("Autre")
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_csv_is_read_whatever_its_separator_and_encoding(separator: str, encoding: str) -> None:
    text = f'id{separator}titre\r\n1{separator}"Été, à l\'église; ""oui"""\r\n'

    sheet = read_sheet(text.encode(encoding))

    assert sheet.headings.cells == ["id", "titre"]
    assert lines_of(sheet) == [["1", 'Été, à l\'église; "oui"']]
    assert any("1252" in note for note in sheet.notes) is (encoding == "cp1252")


def test_a_line_has_its_number_in_the_file_even_after_long_cells() -> None:
    sheet = read_sheet(b'sep=;\nid;texte\n\n1;"un\ndeux\ntrois"\n2;court\n')

    assert [line.number for line in sheet.lines] == [4, 7]


def test_a_workbook_is_read_like_a_csv() -> None:
    moment = datetime(2015, 9, 26, 2, 27)

    sheet = read_sheet(workbook(["id", "titre", "date"], [62, "Été", moment], [63.0, None, None]))

    assert lines_of(sheet) == [["62", "Été", "2015-09-26T02:27:00"], ["63", "", ""]]
    assert [line.number for line in sheet.lines] == [2, 3]


def test_only_the_first_sheet_is_read_and_that_is_said() -> None:
    assert read_sheet(workbook(["id"], [1], sheets=2)).notes


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", errors.FileEmpty),
        (b"id;titre\n", errors.FileEmpty),
        (b"\n\n;;\n", errors.FileEmpty),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, errors.OldExcel),
        ("id;titre\n".encode("utf-16"), errors.FileInUtf16),
        (b"%PDF-1.7\n", errors.NotASpreadsheet),
        (b"\x89PNG" + b"\0" * 600, errors.NotASpreadsheet),
        (b"PK\x03\x04 damaged", errors.NotASpreadsheet),
        (b'id;titre\n1;"sans fin\n2;x\n', errors.BrokenQuotes),
        ("id;titre\n1;été été\n2;caf\n".encode() + b"3;caf\xe9\n", errors.BrokenText),
        (b"id;titre\n1;\x81\n", errors.BrokenText),
        (b"x" * (reading.MOST_BYTES + 1), errors.FileTooLarge),
        (b"id\n" + b"1\n" * (reading.MOST_LINES + 1), errors.FileTooLong),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(
    content: bytes, refusal: type[errors.FileRefused]
) -> None:
    with pytest.raises(refusal) as caught:
        read_sheet(content)

    assert "%(" not in str(caught.value)


def test_a_refusal_names_the_line() -> None:
    with pytest.raises(errors.BrokenText, match="4"):
        read_sheet("id;titre\n1;été été\n2;caf\n".encode() + b"3;caf\xe9\n")


def test_an_archive_that_unpacks_into_too_much_is_not_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(xlsx_file, "MOST_UNPACKED", 1_000_000)
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 2_000_000)

    with pytest.raises(errors.FileTooLarge):
        read_sheet(output.getvalue())


def test_an_archive_of_something_else_is_no_workbook() -> None:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")

    with pytest.raises(errors.NotASpreadsheet):
        read_sheet(output.getvalue())


def test_a_workbook_with_entities_is_refused() -> None:
    output, original = io.BytesIO(), zipfile.ZipFile(io.BytesIO(workbook(["id"], ["a"])))
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
    with zipfile.ZipFile(output, "w") as archive:
        for name in original.namelist():
            body = original.read(name)
            if name == "xl/worksheets/sheet1.xml":
                body = bomb + body.replace(b">a<", b">&a;<").partition(b"?>")[2] or body
            archive.writestr(name, body)

    with pytest.raises(errors.NotASpreadsheet):
        read_sheet(output.getvalue())


@pytest.mark.parametrize("line", [b"1;a;b", b"1"])
def test_a_line_with_other_cells_than_the_headings_is_a_fault(line: bytes) -> None:
    sheet = read_sheet(b"id;titre\n" + line + b"\n2;bon\n")

    assert [fault.line for fault in sheet.faults] == [2]
    assert lines_of(sheet) == [["2", "bon"]]


@pytest.mark.parametrize("cell", [b"a\0b", b"a\xed\xa0\x80b"])
def test_half_a_character_or_a_nul_is_a_fault_of_its_line(cell: bytes) -> None:
    sheet = read_sheet("id;titre\n1;été\n2;".encode() + cell + b"\n")

    assert [(fault.line, fault.column) for fault in sheet.faults] == [(3, "titre")]


def test_headings_hold_nothing_that_no_text_holds() -> None:
    assert read_sheet(b"id;ti\0tre\n1;x\n").headings.cells == ["id", "ti\ufffdtre"]


def test_how_far_it_is_is_told() -> None:
    told: list[int] = []

    read_sheet(b"id\n" + b"1\n" * 1200, tell=told.append)

    assert told == [500, 1000, 1200]
