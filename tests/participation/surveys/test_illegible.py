"""What stands on paper and cannot be read: kept as such, counted as such, in no other figure."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from accounts.clock import BRUSSELS
from accounts.groups import DATA_ENTRY
from accounts.models import User
from participation.actions.count_sheets import count_new_sheets, drifted_surveys
from participation.actions.enter_sheet import enter_sheet
from participation.errors import Refusal
from participation.models import AnswerSheet, Survey
from participation.results.sheet_export import SheetExport
from participation.results.splits import Splits
from participation.results.survey_results import results_of
from participation.surveys.deposit import deposit_at, last_day
from participation.surveys.encoding import Entry, read_codes
from participation.surveys.errors import NothingAnswered, SheetTampered
from participation.surveys.serial import serial_of
from tests import make
from tests.surveys import answer, question, survey, when


@pytest.fixture
def made() -> Survey:
    return survey(
        question("single", "Venez-vous ?", options=["Oui", "Non"], when=when(reference="venir")),
        question("multiple", options=["À pied", "En bus"], has_other=True),
        question("matrix", rows=["Le prix", "L’horaire"], options=["Bon", "Mauvais"]),
        question("long_text", when=when(only_after="venir", answered="Oui")),
    )


@pytest.fixture
def agent() -> User:
    return make.staff(DATA_ENTRY)


def enter(made: Survey, agent: User, number: int = 1, **codes: str) -> AnswerSheet:
    version = made.current_version()
    assert version is not None
    return enter_sheet(
        survey=made,
        serial=serial_of(made.pk, number),
        entry=read_codes(version.definitions(), codes),
        agent=agent,
        handed_in=make.NOON.date(),
        at=make.NOON + timedelta(days=60),
    )


@pytest.mark.django_db
def test_an_illegible_answer_is_neither_an_answer_nor_missing(made: Survey, agent: User) -> None:
    answer(made, q1="a", q2="b")
    enter(made, agent, 1, q1="?", q2="a", q3="a?")
    enter(made, agent, 2, q1="b", q2="?", q3="?")

    count_new_sheets()

    results = results_of(made)
    single, multiple, matrix, _text = results.questions
    assert (results.sheets, results.on_paper) == (3, 2)
    assert (single.n, single.illegible, single.missing) == (2, 1, 0)
    assert (multiple.n, multiple.illegible, multiple.missing) == (2, 1, 0)
    assert [(g.n, g.illegible) for g in matrix.groups] == [(1, 0), (0, 1)]
    assert (matrix.n, matrix.illegible, matrix.missing) == (1, 1, 1)
    assert sum(bar.count for bar in single.groups[0].bars) == single.n
    assert drifted_surveys() == []


@pytest.mark.django_db
def test_the_export_says_illegible_and_what_that_means(made: Survey, agent: User) -> None:
    enter(made, agent, q1="?", q2="?", q3="a?")

    export = SheetExport(made)
    headings = export.headings()
    row = dict(zip(headings, next(export.rows()), strict=True))

    assert row["q1"] == row["q2"] == row["q3_b"] == "illegible"
    assert row["q3_a"] == "a"
    assert [row[name] for name in headings if name.startswith("q2_")] == [None] * 4
    assert export.definitions()[1][-1][-1] == "illegible"


@pytest.mark.django_db
def test_a_survey_without_illegible_answers_defines_none(made: Survey) -> None:
    answer(made, q1="a")

    assert "illegible" not in str(SheetExport(made).definitions())


@pytest.mark.django_db
def test_a_sheet_of_which_nothing_can_be_read_counts_as_a_sheet(made: Survey, agent: User) -> None:
    enter(made, agent, q1="?", q2="?", q3="?")
    count_new_sheets()

    results = results_of(made)

    assert results.sheets == 1
    assert [question.n for question in results.questions] == [0, 0, 0, 0]
    with pytest.raises(NothingAnswered):
        enter(made, agent, 2, q1="-")


@pytest.mark.django_db
def test_what_hangs_on_an_illegible_answer_is_not_asked(made: Survey, agent: User) -> None:
    sheet = enter(made, agent, q1="?", q4="Des bancs")

    assert [found.question.code for found in sheet.answers.select_related("question")] == ["q1"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["q9", "q1-a", "q3-z", "q4"])
def test_nothing_is_illegible_that_the_sheet_does_not_ask(
    made: Survey, agent: User, name: str
) -> None:
    with pytest.raises(SheetTampered):
        enter_sheet(
            survey=made,
            serial=serial_of(made.pk, 1),
            entry=Entry({"q2": ["a"]}, frozenset({name})),
            agent=agent,
            handed_in=make.NOON.date(),
            at=make.NOON,
        )

    assert not AnswerSheet.objects.exists()


@pytest.mark.django_db
def test_results_by_groups_take_it_for_no_answer(made: Survey, agent: User) -> None:
    for number in range(30):
        answer(made, q1="ab"[number % 2], q2="a")
    for number in range(1, 11):
        enter(made, agent, number, q1="?" if number > 5 else "a", q2="?")
    count_new_sheets()

    split = Splits(made).split("q2", "q1")

    assert split is not None
    assert [(column.label, column.n) for column in split.columns][2:] == [("sans réponse", 5)]
    assert sum(column.n for column in split.columns) == 40


# --- The day of deposit ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("closes", "last"),
    [
        ("2026-11-01T00:00", date(2026, 10, 31)),  # « until 31 October included »
        ("2026-10-31T12:00", date(2026, 10, 30)),
        ("2026-10-31T18:00", date(2026, 10, 31)),
    ],
)
def test_the_last_day_to_hand_in_is_the_last_that_counts(closes: str, last: date) -> None:
    moment = datetime.fromisoformat(closes).replace(tzinfo=BRUSSELS)

    assert last_day(moment) == last
    assert deposit_at(last) < moment <= deposit_at(last + timedelta(days=1))


def test_on_the_day_of_the_opening_a_sheet_counts_from_the_opening() -> None:
    opens = datetime(2026, 5, 4, 14, 0, tzinfo=BRUSSELS)

    assert deposit_at(opens.date(), opens) == opens
    assert deposit_at(opens.date() - timedelta(days=1), opens) < opens


@pytest.mark.django_db
def test_sheets_entered_after_the_closing_count_and_are_announced(
    made: Survey, agent: User
) -> None:
    enter(made, agent, q1="a")
    count_new_sheets()

    assert results_of(made).late == 1


@pytest.mark.django_db
def test_no_role_enters_what_was_handed_in_after_the_closing(made: Survey, agent: User) -> None:
    closes: Any = made.window()[1]
    after = closes.astimezone(BRUSSELS).date() + timedelta(days=1)

    with pytest.raises(Refusal):
        enter_sheet(
            survey=made,
            serial=serial_of(made.pk, 1),
            entry=Entry({"q1": ["a"]}),
            agent=agent,
            handed_in=after,
            at=closes + timedelta(days=9),
        )
