"""Results by groups: right, never below five people, and public only where an editor allows it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from participation.actions.count_sheets import count_new_sheets
from participation.models import AnswerSheet, Channel, Survey
from participation.results.splits import BY_CHANNEL, Split, Splits
from tests import editor, make
from tests.surveys import answer, question, survey

pytestmark = pytest.mark.django_db
Figures = dict[str, list[int | None]]


def questions() -> list[dict[str, Any]]:
    return [
        question("single", "Section ?", options=["Brye", "Saint-Amand"]),
        question("single", "Content ?", options=["Oui", "Non"]),
        question("multiple", "Quoi ?", options=["Bancs", "Arbres"]),
        question("matrix", "Notez", rows=["Le parc"], options=["Bien", "Mal"]),
        question("short_text", "Pourquoi ?"),
    ]


def split(made: Survey, what: str, by: str, **how: bool) -> Split:
    found = Splits(made, **how).split(what, by)
    assert found
    return found


def figures(table: Split) -> Figures:
    return {label: [cell.count for cell in cells] for label, cells in table.rows}


def many(made: Survey, number: int, **typed: Any) -> None:
    for _ in range(number):
        answer(made, **typed)


def test_one_question_is_counted_by_another() -> None:
    made = survey(*questions())
    many(made, 6, q1="a", q2="a")
    many(made, 7, q1="a", q2="b")
    many(made, 8, q1="b", q2="a")
    many(made, 9, q1="b", q2="b")

    table = split(made, "q2", "q1")

    assert [(column.label, column.n) for column in table.columns] == [
        ("Brye", 13),
        ("Saint-Amand", 17),
    ]
    assert figures(table) == {"Oui": [6, 8], "Non": [7, 9], "sans réponse": [0, 0]}


def test_whoever_left_a_question_out_is_in_the_table_too() -> None:
    made = survey(*questions())
    many(made, 5, q1="a", q2="a")
    many(made, 6, q1="a", q3="a")
    many(made, 7, q2="a")
    many(made, 8, q3="a")

    table = split(made, "q2", "q1")

    assert [(column.label, column.n) for column in table.columns] == [
        ("Brye", 11),
        ("sans réponse", 15),
    ]
    assert figures(table)["Oui"] == [5, 7]
    assert figures(table)["sans réponse"] == [6, 8]


def test_a_small_cell_is_hidden_with_what_would_give_it_back() -> None:
    made = survey(*questions())
    many(made, 2, q1="a", q2="a")
    many(made, 9, q1="a", q2="b")
    many(made, 8, q1="b", q2="a")
    many(made, 7, q1="b", q2="b")

    table = split(made, "q2", "q1", is_staff=True)

    assert figures(table)["Oui"] == [None, None]
    assert figures(table)["Non"] == [None, None]
    assert table.has_hidden


def test_several_answers_are_hidden_line_by_line() -> None:
    made = survey(*questions())
    many(made, 6, q1="a", q3=["a", "b"])
    many(made, 9, q1="b", q3="a")
    many(made, 1, q1="b", q3="b")

    table = split(made, "q3", "q1")

    assert figures(table)["Bancs"] == [6, 9]
    assert figures(table)["Arbres"] == [None, None]


def test_percentages_are_of_groups_of_thirty_and_more() -> None:
    made = survey(*questions())
    many(made, 20, q1="a", q2="a")
    many(made, 10, q1="a", q2="b")
    many(made, 14, q1="b", q2="a")
    many(made, 15, q1="b", q2="b")

    table = split(made, "q2", "q1")

    percents = [[cell.percent for cell in cells] for _label, cells in table.rows]
    assert percents[:2] == [[67, None], [33, None]]


def test_the_door_is_a_group_like_another() -> None:
    made = survey(*questions())
    many(made, 12, q2="a")
    paper = AnswerSheet.objects.values_list("pk", flat=True)[:5]
    AnswerSheet.objects.filter(pk__in=list(paper)).update(channel=Channel.PAPER)

    table = split(made, "q2", BY_CHANNEL)

    assert figures(table)["Oui"] == [7, 5]


def test_each_line_of_a_table_of_questions_can_be_read_by_groups() -> None:
    made = survey(*questions())
    many(made, 5, q1="a", q4__a="a")
    many(made, 5, q1="b", q4__a="b")
    many(made, 5, q1="a", q4__a="b")
    many(made, 5, q1="b", q4__a="a")

    assert figures(split(made, "q4-a", "q1"))["Bien"] == [5, 5]


@pytest.mark.parametrize(
    ("what", "by"), [("q1", "q1"), ("q5", "q1"), ("q2", "q3"), ("q9", "q1"), ("", ""), ("q2", "x")]
)
def test_what_is_not_offered_is_no_table(what: str, by: str) -> None:
    assert Splits(survey(*questions())).split(what, by) is None


def test_a_confidential_question_is_for_staff_only() -> None:
    made = survey(
        question("single", "Âge ?", options=["18", "60"], when={"is_confidential": True}),
        question("single", "Content ?", options=["Oui", "Non"]),
    )

    assert Splits(made).split("q2", "q1") is None
    assert Splits(made).split("q1", BY_CHANNEL) is None
    assert Splits(made, is_staff=True).split("q2", "q1")


def test_a_new_sheet_is_in_the_next_table() -> None:
    made = survey(*questions())
    many(made, 5, q1="a", q2="a")

    count_new_sheets()
    assert split(made, "q2", "q1").columns[0].n == 5
    many(made, 1, q1="a", q2="a")
    count_new_sheets()

    assert split(made, "q2", "q1").columns[0].n == 6


# --- Over HTTP ------------------------------------------------------------------------------------


@pytest.fixture
def over() -> Survey:
    """A survey that is over, whose results and splits the public may read."""
    make.home()
    made = survey(
        *questions(),
        consultation=None,
        is_shown=True,
        count_visibility="after_closing",
        has_public_splits=True,
    )
    many(made, 6, q1="a", q2="a")
    many(made, 7, q1="b", q2="b")
    made.opens_at = timezone.now() - timedelta(days=9)
    made.closes_at = timezone.now() - timedelta(days=1)
    made.save()
    return made


def public(made: Survey, **query: str) -> Any:
    return Client().get(f"/enquetes/{made.pk}/croisements/", query)


def test_the_public_chooses_two_questions_without_javascript(over: Survey) -> None:
    page = Client().get(f"/enquetes/{over.pk}/").content.decode()
    shown = public(over, question="q2", by="q1").content.decode()

    assert f"/enquetes/{over.pk}/croisements/" in page
    assert "Brye" in shown
    assert "(n = 6)" in shown
    assert "masqué" in shown


@pytest.mark.parametrize(
    "fields",
    [
        {"has_public_splits": False},
        {"count_visibility": "staff"},
        {"count_visibility": "never"},
        {"closes_at": None},
    ],
    ids=str,
)
def test_splits_that_are_not_public_are_on_no_page(over: Survey, fields: dict[str, Any]) -> None:
    Survey.objects.update(**fields)

    assert public(over, question="q2", by="q1").status_code == 404
    assert "croisements" not in Client().get(f"/enquetes/{over.pk}/").content.decode()


def test_what_is_proposed_first_makes_a_table(over: Survey) -> None:
    splits = Splits(over)

    assert splits.split(splits.question, splits.by)


def test_a_survey_that_asks_nothing_to_choose_has_nothing_to_split(over: Survey) -> None:
    made = survey(question("short_text"), consultation=None, is_shown=True)

    assert Splits(made).split("q1", BY_CHANNEL) is None


def test_the_same_question_twice_is_said_kindly(over: Survey) -> None:
    assert "deux questions différentes" in public(over, question="q1", by="q1").content.decode()


def test_staff_read_them_where_results_are_shown_to_staff(over: Survey) -> None:
    address = reverse("parvis_survey_splits", args=[over.pk])
    shown = editor.editor().get(address, {"question": "q2", "by": "q1"})
    Survey.objects.update(count_visibility="never")

    assert "Brye" in shown.content.decode()
    assert editor.editor().get(address).status_code == 302, "results for nobody"
    assert editor.signed_in(make.staff("moderator")).get(address).status_code == 302
