"""Sheets at the same moment: one per serial number, one per person, one per form.

Each storm has its control: with the constraints taken away it must do harm.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from accounts.groups import DATA_ENTRY
from participation.actions import control_sheet as controlling
from participation.actions import enter_sheet as entering
from participation.actions import run_sheet_import as importing
from participation.actions import submit_sheet as submitting
from participation.actions.control_sheet import control_sheet
from participation.actions.enter_sheet import enter_sheet
from participation.actions.import_sheets import SheetsPlan, check_sheets
from participation.actions.receive_import import receive_sheets
from participation.actions.submit_sheet import Sheet, submit_sheet
from participation.imports.files import Sent
from participation.models import Answer, AnswerSheet, ControlEntry, Import, SheetToCount, Survey
from participation.surveys.encoding import Entry
from participation.surveys.errors import AlreadyAnswered, SheetAlreadyEntered
from participation.surveys.serial import serial_of
from tests import make, surveys
from tests.faults.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
UNIQUE = {
    "one_sheet_per_serial_and_survey",
    "one_sheet_per_token_and_survey",
    "one_sheet_per_person_and_survey",
    "one_sheet_per_receipt",
    "one_control_entry_per_sheet",
}
on_postgres = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has one writer at a time"
)


@pytest.fixture
def _slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody looks before anybody writes, and nobody waits for their turn."""
    look, find = entering.check_not_entered, submitting.sheet_of
    ask, read = controlling.sheet_to_control, check_sheets

    def slow_look(survey: Survey, serial: str) -> None:
        look(survey, serial)
        time.sleep(0.1)

    def slow_find(*args: Any) -> AnswerSheet | None:
        found = find(*args)
        time.sleep(0.1)
        return found

    def slow_ask(*args: Any) -> AnswerSheet:
        sheet = ask(*args)
        time.sleep(0.1)
        return sheet

    def slow_read(**how: Any) -> SheetsPlan:
        plan = read(**how)
        time.sleep(0.2)
        return plan

    monkeypatch.setattr(controlling, "sheet_to_control", slow_ask)
    monkeypatch.setattr(importing, "check_sheets", slow_read)
    monkeypatch.setattr(entering, "check_not_entered", slow_look)
    monkeypatch.setattr(submitting, "sheet_of", slow_find)
    monkeypatch.setattr(submitting, "take_turn", lambda person: None)


@pytest.fixture
def _without_the_constraints() -> Iterator[None]:
    """The control of the database's own word."""
    constraints = [
        (table, constraint)
        for table in (AnswerSheet, ControlEntry)
        for constraint in table._meta.constraints
        if constraint.name in UNIQUE
    ]
    with connection.schema_editor() as editor:
        for table, constraint in constraints:
            editor.remove_constraint(table, constraint)
    yield
    ControlEntry.objects.all().delete()
    Answer.objects.all().delete()
    AnswerSheet.objects.all().delete()
    with connection.schema_editor() as editor:
        for table, constraint in constraints:
            editor.add_constraint(table, constraint)


def open_now(**fields: Any) -> Survey:
    now = timezone.now()
    row = make.open_consultation(
        opens_at=now - timedelta(days=7), closes_at=now + timedelta(days=28)
    )
    return surveys.survey(consultation=row, **fields)


def type_one_serial_twice() -> list[Any]:
    """Two officers, one sheet of paper, the same second."""
    made = open_now()
    officers = [make.staff(DATA_ENTRY) for _ in range(2)]
    entry: dict[str, Any] = {
        "survey": made,
        "serial": serial_of(made.pk, 1),
        "entry": Entry({"q1": ["a"]}),
        "handed_in": timezone.localdate(),
    }
    return at_once(*[partial(enter_sheet, agent=officer, **entry) for officer in officers])


def answer_in_six_tabs() -> list[Any]:
    """One person, six forms, the same second."""
    made, ada = open_now(respondents="account"), make.citizen()
    tabs = [Sheet({"q1": ["a"]}, uuid4()) for _ in range(6)]
    return at_once(*[partial(submit_sheet, survey=made, sheet=tab, person=ada) for tab in tabs])


def send_one_form_six_times() -> list[Any]:
    made, form = open_now(), Sheet({"q1": ["a"]}, uuid4())
    return at_once(*[partial(submit_sheet, survey=made, sheet=form)] * 6)


def control_one_sheet_twice() -> list[Any]:
    """Two colleagues, the same tenth sheet, the same second."""
    made, ada = open_now(), make.staff(DATA_ENTRY)
    for number in range(1, 11):
        enter_sheet(
            survey=made,
            serial=serial_of(made.pk, number),
            entry=Entry({"q1": ["a"]}),
            agent=ada,
            handed_in=timezone.localdate(),
        )
    entry: dict[str, Any] = {
        "survey": made,
        "serial": serial_of(made.pk, 10),
        "entry": Entry({"q1": ["b"]}),
    }
    return at_once(
        *[partial(control_sheet, agent=make.staff(DATA_ENTRY), **entry) for _ in range(2)]
    )


def import_one_file_twice() -> list[Any]:
    """One file of three sheets, sent and confirmed by two people."""
    made, day = open_now(), f"{timezone.localdate():%d/%m/%Y}"
    rows = [f"{serial_of(made.pk, number)};{day};a" for number in range(1, 4)]
    file = Sent("feuilles.csv", "\n".join(["serial;handed_in;q1", *rows]).encode())
    records = [
        receive_sheets(who=make.staff(DATA_ENTRY), survey=made, sheets=file, token=uuid4())
        for _ in range(2)
    ]
    Import.objects.update(state=Import.State.RUNNING)
    for record in records:
        record.refresh_from_db()
    return at_once(*[partial(importing.write_file, record, timezone.now()) for record in records])


@pytest.mark.usefixtures("_slowly")
def test_two_colleagues_who_control_one_sheet_make_one_control() -> None:
    results = control_one_sheet_twice()

    assert ControlEntry.objects.count() == 1
    assert sorted(type(result).__name__ for result in results) == [
        "ControlEntry",
        "SheetAlreadyControlled",
    ]


@pytest.mark.usefixtures("_slowly")
def test_one_file_that_two_people_import_is_written_once() -> None:
    import_one_file_twice()

    for record in Import.objects.filter(state=Import.State.RUNNING):  # the outbox comes back to it
        importing.write_file(record, timezone.now())
    assert AnswerSheet.objects.count() == Answer.objects.count() == 3
    assert SheetToCount.objects.count() == 3
    states = Import.objects.order_by("sheets_made").values_list("state", "sheets_made")
    assert list(states) == [(Import.State.DONE, 0), (Import.State.DONE, 3)]


@pytest.mark.usefixtures("_slowly")
def test_two_officers_who_type_one_serial_make_one_sheet() -> None:
    results = type_one_serial_twice()

    assert AnswerSheet.objects.count() == Answer.objects.count() == 1
    refused = [result for result in results if not isinstance(result, AnswerSheet)]
    assert [type(refusal) for refusal in refused] == [SheetAlreadyEntered]


def test_a_person_with_six_tabs_answers_once() -> None:
    results = answer_in_six_tabs()

    assert AnswerSheet.objects.count() == Answer.objects.count() == 1
    refused = [result for result in results if not isinstance(result, AnswerSheet)]
    assert [type(refusal) for refusal in refused] == [AlreadyAnswered] * 5


@pytest.mark.usefixtures("_slowly")
def test_a_form_that_is_sent_six_times_is_kept_once() -> None:
    results = send_one_form_six_times()

    assert AnswerSheet.objects.count() == Answer.objects.count() == 1
    assert len({result.pk for result in results}) == 1


@on_postgres
@pytest.mark.usefixtures("_slowly", "_without_the_constraints")
@pytest.mark.parametrize(
    "storm", [type_one_serial_twice, answer_in_six_tabs, send_one_form_six_times]
)
def test_without_the_constraints_there_would_be_more(
    storm: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where one looks and then writes."""
    monkeypatch.setattr(submitting, "_at_once", lambda *how: None)

    storm()

    assert AnswerSheet.objects.count() > 1


@on_postgres
@pytest.mark.usefixtures("_without_the_constraints")
@pytest.mark.parametrize("storm", [answer_in_six_tabs, send_one_form_six_times])
def test_without_the_constraints_a_single_statement_would_write_more(storm: Any) -> None:
    """Where nobody looks: the constraints alone keep the second one out."""
    storm()

    assert AnswerSheet.objects.count() > 1


@on_postgres
@pytest.mark.usefixtures("_slowly", "_without_the_constraints")
def test_without_the_constraints_there_would_be_two_controls_and_six_imported_sheets() -> None:
    control_one_sheet_twice()
    before = AnswerSheet.objects.count()
    import_one_file_twice()

    assert ControlEntry.objects.count() == 2
    assert AnswerSheet.objects.count() == before + 6
