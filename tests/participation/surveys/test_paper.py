"""Paper sheets: serial numbers that catch a slip, one entry each, counted at their day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from accounts.groups import DATA_ENTRY
from accounts.models import User
from participation.actions.count_sheets import count_new_sheets
from participation.actions.enter_sheet import enter_sheet
from participation.errors import ActivityClosed, Refusal
from participation.models import AnswerSheet, Survey
from participation.results.survey_results import results_of
from participation.surveys.encoding import Entry
from participation.surveys.errors import (
    DepositInTheFuture,
    NotADataEntryAgent,
    SerialOfAnotherSurvey,
    SerialWrong,
    SheetAlreadyEntered,
    SheetTampered,
)
from participation.surveys.serial import read_serial, serial_of
from tests import make
from tests.surveys import answer, question, survey

MONDAY = make.NOON.date()


@pytest.mark.parametrize("number", [1, 42, 9999])
def test_a_serial_number_is_read_as_it_is_printed(number: int) -> None:
    printed = serial_of(12, number)

    assert read_serial(12, printed) == printed
    assert read_serial(12, f" {printed.replace('-', ' ')} ") == printed


def test_every_wrong_digit_and_every_swap_is_caught() -> None:
    digits = serial_of(12, 427).replace("-", "")
    slips = {
        digits[:place] + other + digits[place + 1 :]
        for place in range(len(digits))
        for other in "0123456789"
    }
    slips |= {
        digits[:n] + digits[n + 1] + digits[n] + digits[n + 2 :] for n in range(len(digits) - 1)
    }

    for slip in slips - {digits}:
        with pytest.raises((SerialWrong, SerialOfAnotherSurvey)):
            read_serial(12, slip)


@pytest.fixture
def made() -> Survey:
    return survey(question("single", options=["Oui", "Non"], is_required=True), question("number"))


@pytest.fixture
def agent() -> User:
    return make.staff(DATA_ENTRY)


def enter(made: Survey, agent: User, number: int = 1, **how: Any) -> AnswerSheet:
    values: dict[str, Any] = {
        "serial": serial_of(made.pk, number),
        "entry": Entry({"q1": ["a"]}),
        "handed_in": MONDAY,
        "at": make.NOON + timedelta(days=3),
    }
    return enter_sheet(survey=made, agent=agent, **(values | how))


@pytest.mark.django_db
def test_paper_counts_at_the_day_on_which_it_was_handed_in(made: Survey, agent: User) -> None:
    late = make.NOON + timedelta(days=60)

    sheet = enter(made, agent, at=late)

    assert sheet.submitted_at.date() == MONDAY
    assert (sheet.channel, sheet.agent, sheet.person) == ("paper", agent, None)
    with pytest.raises(ActivityClosed):
        enter(made, agent, 2, handed_in=late.date(), at=late)


@pytest.mark.django_db
def test_a_serial_number_is_entered_once_and_says_who_and_when(made: Survey, agent: User) -> None:
    enter(made, agent)

    with pytest.raises(SheetAlreadyEntered, match=r"07/05/2026") as refusal:
        enter(made, make.staff(DATA_ENTRY))

    assert str(agent) in str(refusal.value)
    assert AnswerSheet.objects.count() == 1


@pytest.mark.django_db
def test_what_a_paper_leaves_out_is_left_out(made: Survey, agent: User) -> None:
    assert enter(made, agent, entry=Entry({"q2": ["4"]})).answers.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("how", "refusal"),
    [
        ({"entry": Entry({"q1": ["z"]})}, SheetTampered),
        ({"handed_in": date(2026, 5, 9)}, DepositInTheFuture),
        ({"serial": "1-0001-0"}, SerialWrong),
    ],
)
def test_what_cannot_be_is_refused_whole(
    made: Survey, agent: User, how: Any, refusal: type[Refusal]
) -> None:
    with pytest.raises((refusal, SerialOfAnotherSurvey)):
        enter(made, agent, **how)

    assert not AnswerSheet.objects.exists()


@pytest.mark.django_db
def test_only_whoever_may_enters_paper(made: Survey) -> None:
    with pytest.raises(NotADataEntryAgent):
        enter(made, make.staff("moderator"))


@pytest.mark.django_db
def test_web_and_paper_are_one_sum_and_paper_is_visible(made: Survey, agent: User) -> None:
    enter(made, agent)
    answer(made, q1="a")
    count_new_sheets()

    results = results_of(made)

    assert (results.sheets, results.on_paper) == (2, 1)
    assert results.questions[0].groups[0].bars[0].count == 2
