"""One paper sheet in ten is typed again by somebody else: apart, never counted, compared."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.groups import DATA_ENTRY
from accounts.models import User
from participation.actions.control_sheet import control_sheet
from participation.actions.count_sheets import count_new_sheets
from participation.actions.enter_sheet import enter_sheet
from participation.errors import Refusal
from participation.models import AnswerSheet, ControlEntry, Survey
from participation.results.controls import EVERY, controls_of, sheets_to_control, waiting_for
from participation.results.sheet_export import SheetExport
from participation.results.survey_results import results_of
from participation.surveys.encoding import Entry, read_codes
from participation.surveys.errors import (
    ControlNotAsked,
    ControlOfOnesOwn,
    NotADataEntryAgent,
    NothingAnswered,
    SheetAlreadyControlled,
    SheetAlreadyEntered,
)
from participation.surveys.serial import serial_of
from tests import editor, make, surveys
from tests.surveys import question

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> Survey:
    make.home()
    now = timezone.now()
    row = make.open_consultation(
        opens_at=now - timedelta(days=7), closes_at=now + timedelta(days=7)
    )
    return surveys.survey(
        question("single", "Venez-vous ?", options=["Oui", "Non"]),
        question("matrix", "Notez", rows=["Le prix", "L’horaire"], options=["Bon", "Mauvais"]),
        question("short_text", "Où ?"),
        question("long_text", "Autre chose ?"),
        consultation=row,
    )


@pytest.fixture
def ada() -> User:
    return make.staff(DATA_ENTRY)


@pytest.fixture
def bob() -> User:
    return make.staff(DATA_ENTRY)


def enter(made: Survey, agent: User, *numbers: int, **codes: str) -> None:
    for number in numbers:
        enter_sheet(
            survey=made,
            serial=serial_of(made.pk, number),
            entry=typed(made, **(codes or {"q1": "a", "q2": "ab", "q3": "Place  Albert"})),
            agent=agent,
            handed_in=timezone.localdate(),
        )


def typed(made: Survey, **codes: str) -> Entry:
    version = made.current_version()
    assert version is not None
    return read_codes(version.definitions(), codes)


def control(made: Survey, agent: User, number: int = EVERY, **codes: str) -> ControlEntry:
    return control_sheet(
        survey=made,
        serial=serial_of(made.pk, number),
        entry=typed(made, **(codes or {"q1": "a", "q2": "ab", "q3": "place Albert"})),
        agent=agent,
    )


def serials(sheets: Any) -> list[str]:
    return [sheet.serial for sheet in sheets]


def test_every_tenth_sheet_waits_for_somebody_else(made: Survey, ada: User, bob: User) -> None:
    enter(made, ada, *range(101, 110))
    assert not sheets_to_control(made)

    enter(made, bob, 7)
    enter(made, ada, *range(111, 121))

    assert serials(sheets_to_control(made)) == [serial_of(made.pk, 7), serial_of(made.pk, 120)]
    assert serials(waiting_for(made, ada)) == [serial_of(made.pk, 7)]
    assert serials(waiting_for(made, bob)) == [serial_of(made.pk, 120)]


def test_what_differs_is_kept_apart_and_counts_nowhere(made: Survey, ada: User, bob: User) -> None:
    enter(made, ada, *range(1, 11))
    count_new_sheets()
    before, export = results_of(made).as_json(), list(SheetExport(made).rows())

    entry = control(made, bob, q1="b", q2="aa", q3="place albert")

    count_new_sheets()
    assert (entry.compared, entry.differing) == (3, 2)
    assert results_of(made).as_json() == before
    assert list(SheetExport(made).rows()) == export
    assert AnswerSheet.objects.count() == 10
    assert not sheets_to_control(made)
    assert controls_of(made).percent == 66.7


def test_capitals_and_spaces_are_no_difference_and_long_texts_are_not_asked(
    made: Survey, ada: User, bob: User
) -> None:
    enter(made, ada, *range(1, 11), q1="a", q3="Place  Albert", q4="Un long texte")

    entry = control(made, bob, q1="a", q3="place albert")

    assert (entry.compared, entry.differing) == (2, 0)


def test_illegible_to_one_and_not_to_the_other_is_a_difference(
    made: Survey, ada: User, bob: User
) -> None:
    enter(made, ada, *range(1, 11), q1="?", q2="a?")

    assert control(made, bob, q1="a", q2="aa").differing == 2


@pytest.mark.parametrize(
    ("number", "who", "codes", "refusal"),
    [
        (9, "bob", {}, ControlNotAsked),
        (99, "bob", {}, ControlNotAsked),
        (10, "ada", {}, ControlOfOnesOwn),
        (10, "bob", {"q1": "-"}, NothingAnswered),
    ],
)
def test_a_control_that_is_not_asked_for_is_refused(
    made: Survey,
    ada: User,
    bob: User,
    number: int,
    who: str,
    codes: dict[str, str],
    refusal: type[Refusal],
) -> None:
    enter(made, ada, *range(1, 11))

    with pytest.raises(refusal):
        control(made, {"ada": ada, "bob": bob}[who], number, **codes)

    assert not ControlEntry.objects.exists()


def test_a_second_entry_is_refused_and_a_second_control_too(
    made: Survey, ada: User, bob: User
) -> None:
    enter(made, ada, *range(1, 11))
    control(made, bob)

    with pytest.raises(SheetAlreadyEntered) as refusal:
        enter(made, bob, 10)
    assert str(ada) in str(refusal.value)
    with pytest.raises(SheetAlreadyControlled) as again:
        control(made, make.staff(DATA_ENTRY))
    assert str(bob) in str(again.value)


def test_only_whoever_may_enter_controls(made: Survey, ada: User) -> None:
    enter(made, ada, *range(1, 11))

    with pytest.raises(NotADataEntryAgent):
        control(made, make.staff("moderator"))


# --- The screens ----------------------------------------------------------------------------------


def text(answered: Any) -> str:
    return " ".join(answered.content.decode().replace("\xa0", " ").split())


def test_the_screen_of_entry_asks_a_colleague_and_not_who_typed_it(
    made: Survey, ada: User, bob: User
) -> None:
    enter(made, ada, *range(1, 11))
    address = reverse("parvis_encode", args=[made.pk])
    sheet = sheets_to_control(made).get()
    link = reverse("parvis_control", args=[made.pk, sheet.pk])

    assert link in text(editor.signed_in(bob).get(address))
    assert link not in text(editor.signed_in(ada).get(address))


def test_a_colleague_who_types_it_as_new_is_led_to_the_control(
    made: Survey, ada: User, bob: User
) -> None:
    enter(made, ada, *range(1, 11))
    data = {"serial": serial_of(made.pk, 10), "handed_in": timezone.localdate(), "q1": "a"}

    refused = editor.signed_in(bob).post(reverse("parvis_encode", args=[made.pk]), data)

    assert refused.status_code == 422
    assert "Numéro déjà encodé le" in text(refused)
    assert text(refused).count("/controls/") >= 2


def test_the_control_is_typed_compared_and_listed(made: Survey, ada: User, bob: User) -> None:
    enter(made, ada, *range(1, 11))
    client = editor.signed_in(bob)
    sheet = sheets_to_control(made).get()
    address = reverse("parvis_control", args=[made.pk, sheet.pk])

    asked = client.get(address)
    wrong = client.post(address, {"serial": serial_of(made.pk, 3), "q1": "b"})
    slip = client.post(address, {"serial": sheet.serial, "q1": "z", "q3": "Rue du Temple"})
    done = client.post(
        address, {"serial": sheet.serial, "q1": "b", "q2": "ab", "q3": "Place Albert"}
    )

    assert 'name="q4"' not in text(asked)
    assert wrong.status_code == slip.status_code == 422
    assert 'value="Rue du Temple"' in text(slip)
    assert done.status_code == 302
    listed = text(client.get(reverse("parvis_controls", args=[made.pk])))
    assert "a (Oui)" in listed
    assert "b (Non)" in listed
    assert str(ada) in listed
    assert sheet.serial in listed


def test_the_list_of_differences_asks_as_many_questions_for_one_as_for_many(
    made: Survey, ada: User, bob: User
) -> None:
    client = editor.signed_in(bob)

    def questions() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get(reverse("parvis_controls", args=[made.pk]))
        return len(found)

    enter(made, ada, *range(1, 11))
    control(made, bob, q1="b")
    questions()
    one = questions()
    enter(made, ada, *range(11, 31))
    for number in (20, 30):
        control(made, bob, number, q1="b")

    assert questions() == one


@pytest.mark.parametrize("name", ["parvis_encode", "parvis_paper_surveys"])
def test_the_other_screens_too(made: Survey, ada: User, bob: User, name: str) -> None:
    client = editor.signed_in(bob)
    address = reverse(name, args=[made.pk] if name == "parvis_encode" else [])

    def questions() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        return len(found)

    enter(made, ada, *range(1, 11))
    questions()
    one = questions()
    enter(made, ada, *range(11, 41))
    for _ in range(3):
        surveys.survey()

    assert questions() == one


def test_somebody_else_s_sheet_has_no_address_here(made: Survey, ada: User, client: Client) -> None:
    enter(made, ada, *range(1, 11))
    other = surveys.survey()
    sheet = sheets_to_control(made).get()
    client = editor.signed_in(make.staff(DATA_ENTRY))

    assert client.get(reverse("parvis_control", args=[other.pk, sheet.pk])).status_code == 404
