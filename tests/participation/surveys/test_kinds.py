"""Each kind of question: what it accepts, what it asks again, what no form of ours sends."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from participation.surveys.definition import Definition
from participation.surveys.errors import AnswerInvalid, SheetTampered
from participation.surveys.kinds import KINDS, Value, kind_of
from participation.surveys.reading import read_questionnaire
from tests.surveys import question


def asked(kind: str, **fields: Any) -> Definition:
    return read_questionnaire([question(kind, **fields)])[0]


def read(definition: Definition, **typed: Any) -> list[Value]:
    fields = {
        name.replace("__", "-"): [value] if isinstance(value, str) else value
        for name, value in typed.items()
    }
    return kind_of(definition).read(definition, fields)


COLOURS = ["Rouge", "Vert", "Bleu"]
CHOICES: dict[str, Any] = {"options": COLOURS}
LINES: dict[str, Any] = {"options": ["Oui", "Non"], "rows": ["Le matin", "Le soir"]}


@pytest.mark.parametrize("kind", [name for name, kind in KINDS.items() if kind.is_asked])
def test_an_empty_answer_is_no_answer(kind: str) -> None:
    definition = asked(kind, options=COLOURS, rows=["Ligne"])

    assert kind_of(definition).read(definition, {}) == []


@pytest.mark.parametrize("kind", list(KINDS))
def test_there_are_as_many_cells_as_columns_with_answers_and_without(kind: str) -> None:
    definition = asked(kind, options=COLOURS, rows=["Ligne"], has_other=kind != "image")

    columns = kind_of(definition).columns(definition)

    assert len(kind_of(definition).cells(definition, [])) == len(columns)
    assert len({column.name for column in columns}) == len(columns)


@pytest.mark.parametrize(
    ("definition", "typed"),
    [
        (asked("single", **CHOICES), {"q1": "d"}),
        (asked("single", **CHOICES), {"q1": ["a", "b"]}),
        (asked("single", **CHOICES), {"q1": "other"}),
        (asked("multiple", **CHOICES), {"q1": ["a", "a"]}),
        (asked("multiple", **CHOICES), {"q1": ["a", "z"]}),
        (asked("scale", most=5), {"q1": "6"}),
        (asked("scale", most=5), {"q1": "none"}),
        (asked("matrix", **LINES), {"q1__a": "c"}),
        (asked("statements", rows=["Vrai"]), {"q1__a": "maybe"}),
        (asked("ranking", **CHOICES), {"q1__a": "4"}),
        (asked("short_text"), {"q1": ["a", "b"]}),
    ],
)
def test_what_no_form_of_ours_sends_is_refused(definition: Definition, typed: Any) -> None:
    with pytest.raises(SheetTampered):
        read(definition, **typed)


@pytest.mark.parametrize(
    ("definition", "typed"),
    [
        (asked("multiple", least=2, **CHOICES), {"q1": ["a"]}),
        (asked("multiple", most=1, **CHOICES), {"q1": ["a", "b"]}),
        (asked("single", has_other=True, **CHOICES), {"q1": "other"}),
        (asked("matrix", is_required=True, **LINES), {"q1__a": "a"}),
        (asked("ranking", **CHOICES), {"q1__a": "1", "q1__b": "1"}),
        (asked("ranking", **CHOICES), {"q1__a": "2"}),
        (asked("number"), {"q1": "onze"}),
        (asked("number", most=10), {"q1": "11"}),
        (asked("date"), {"q1": "31/02/2026"}),
        (asked("short_text"), {"q1": "x" * 251}),
    ],
)
def test_what_can_be_mended_is_asked_again_with_a_sentence(
    definition: Definition, typed: Any
) -> None:
    with pytest.raises(AnswerInvalid, match=r"\w+ \w+"):
        read(definition, **typed)


def test_other_keeps_its_words_and_only_beside_other() -> None:
    definition = asked("single", has_other=True, **CHOICES)

    assert read(definition, q1="other", **{"q1__other": " Jaune  pâle "}) == [
        Value(option="other", text="Jaune pâle")
    ]
    assert read(definition, q1="a", **{"q1__other": "Jaune"}) == [Value(option="a")]


def test_several_choices_are_kept_in_the_order_in_which_they_are_offered() -> None:
    definition = asked("multiple", **CHOICES)

    values = read(definition, q1=["c", "a"])

    assert [value.option for value in values] == ["a", "c"]
    assert kind_of(definition).cells(definition, values) == ["a c", 1, 0, 1]


def test_no_opinion_is_an_answer_without_a_number() -> None:
    definition = asked("scale", most=5, has_no_opinion=True)

    assert read(definition, q1="none") == [Value(option="none")]
    assert read(definition, q1="4") == [Value(option="4", number=Decimal(4))]


def test_a_ranking_may_give_its_first_places_only() -> None:
    definition = asked("ranking", **CHOICES)

    values = read(definition, q1__b="1", q1__c="2")

    assert [f"{value.option}{value.number}" for value in values] == ["b1", "c2"]
    assert kind_of(definition).cells(definition, values) == [None, 1, 2]


@pytest.mark.parametrize("typed", ["11.200", "11,200", "1.234.567", "-3.000"])
def test_a_number_that_can_be_read_in_two_ways_is_asked_again(typed: str) -> None:
    with pytest.raises(AnswerInvalid) as refusal:
        read(asked("number"), q1=typed)

    assert typed.replace(".", "").replace(",", "") in str(refusal.value)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("11200", "11200"), ("11 200", "11200"), ("11,2", "11.2"), ("0.5", "0.5"), ("-3", "-3")],
)
def test_belgian_numbers(typed: str, number: str) -> None:
    assert read(asked("number"), q1=typed)[0].number == Decimal(number)


@pytest.mark.parametrize("typed", ["2026-12-01", "1/12/2026", "01.12.2026"])
def test_dates_as_browsers_send_them_and_as_people_write_them(typed: str) -> None:
    assert read(asked("date"), q1=typed) == [Value(date=date(2026, 12, 1))]
