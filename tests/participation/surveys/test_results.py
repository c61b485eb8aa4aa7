"""Results: right, readable, and shown to nobody who may not read them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from participation.actions.count_sheets import count_new_sheets, drifted_surveys
from participation.actions.publish_survey import publish_survey
from participation.actions.publish_texts import publish_texts
from participation.models import AnswerTally, Channel, SheetToCount, Survey
from participation.results.shapes import QuestionResult
from participation.results.survey_results import results_of
from participation.results.visibility import shows_results
from participation.surveys.percent import of_respondents, shares
from tests import editor, make, surveys
from tests.surveys import answer, ask, part, question, survey

pytestmark = pytest.mark.django_db
TEN = [f"Option {number}" for number in range(10)]


def first(made: Survey, **how: Any) -> QuestionResult:
    count_new_sheets(at=make.NOON)
    return results_of(made, **how).questions[0]


def figures(result: QuestionResult) -> list[tuple[str, int]]:
    return [(bar.label, bar.count) for bar in result.groups[0].bars]


def test_ten_options_make_ten_bars_and_count_options_not_combinations() -> None:
    made = survey(question("multiple", options=TEN))
    answer(made, q1=["a", "b"])
    answer(made, q1=["a", "c", "j"])

    result = first(made)

    assert [count for _, count in figures(result)] == [2, 1, 1, 0, 0, 0, 0, 0, 0, 1]
    assert (result.n, result.is_of_respondents) == (2, True)


def test_counting_again_adds_nothing_and_nothing_drifts() -> None:
    made = survey(question("single", options=["Oui", "Non"]), question("number"))
    for _ in range(3):
        answer(made, q1="a", q2="4")
    assert count_new_sheets() == 3
    answer(made, q1="b")

    assert count_new_sheets() == 1
    assert count_new_sheets() == 0
    assert drifted_surveys() == []
    assert figures(first(made)) == [("Oui", 3), ("Non", 1)]


def test_a_counter_that_lies_is_found() -> None:
    made = survey()
    answer(made, q1="a")
    count_new_sheets()

    AnswerTally.objects.filter(option="a").update(sheets=7)

    assert drifted_surveys() == [made.pk]


def test_whoever_has_just_answered_finds_their_answer_in_the_figures() -> None:
    made = survey()
    answer(made, q1="a")

    assert results_of(made).sheets == 0
    assert results_of(made, with_waiting=True).questions[0].n == 1
    assert SheetToCount.objects.count() == 1, "reading writes nothing"


def test_missing_answers_are_shown() -> None:
    made = survey(question("single", options=["Oui", "Non"]), question("short_text"))
    answer(made, q2="Bonjour")
    answer(made, q1="a")

    assert (first(made).n, first(made).missing) == (1, 1)


def test_percentages_come_with_thirty_answers_and_sum_to_a_hundred() -> None:
    made = survey(question("single", options=["A", "B", "C"]))
    for number in range(29):
        answer(made, q1="abc"[number % 3])
    few = first(made)
    answer(made, q1="c")

    many = first(made)

    assert {bar.percent for bar in few.groups[0].bars} == {None}
    assert sum(bar.percent or 0 for bar in many.groups[0].bars) == 100


@pytest.mark.parametrize("numbers", [[1, 1, 1], [0, 0], [7], [333, 333, 334], [1, 0, 9999]])
def test_parts_sum_to_a_hundred(numbers: list[int]) -> None:
    assert sum(shares(numbers)) == (100 if sum(numbers) else 0)


def test_parts_of_several_choices_are_of_those_who_answered() -> None:
    assert of_respondents([30, 15, 45], 45) == [67, 33, 100]


def test_scales_say_their_mean_without_those_who_have_no_opinion() -> None:
    made = survey(question("scale", most=5, low="non", high="oui", has_no_opinion=True))
    for point in ("5", "4", "none"):
        answer(made, q1=point)

    result = first(made)

    assert "4,5" in result.sentence
    assert figures(result)[-1] == ("Sans opinion", 1)


def test_a_ranking_shows_the_best_first() -> None:
    made = survey(question("ranking", options=["Bancs", "Arbres"]))
    answer(made, q1__a="2", q1__b="1")
    answer(made, q1__b="1")

    result = first(made)

    assert [label for label, _ in figures(result)] == ["Arbres", "Bancs"]
    assert "Arbres" in result.sentence


def test_each_line_of_a_matrix_has_its_own_n() -> None:
    made = survey(question("matrix", rows=["Matin", "Soir"], options=["Oui", "Non"]))
    answer(made, q1__a="a", q1__b="b")
    answer(made, q1__a="a")

    assert [(group.label, group.n) for group in first(made).groups] == [("Matin", 2), ("Soir", 1)]


def test_paper_counts_like_screen_and_is_visible_as_such() -> None:
    made = survey()
    answer(made, q1="a")
    paper = answer(made, q1="a")
    type(paper).objects.filter(pk=paper.pk).update(channel=Channel.PAPER)

    result = first(made)

    assert (result.n, result.on_paper) == (2, 1)


def test_an_option_that_came_later_says_since_when_and_a_closed_one_stays() -> None:
    blocks = [question("single", options=["Oui", "Non"])]
    made = survey(*blocks)
    answer(made, q1="b")
    blocks[0]["value"]["options"][1] = part("Parfois")
    ask(made, blocks)
    publish_survey(survey=made, at=make.NOON + timedelta(days=1))
    answer(made, q1="c")

    result = first(made)

    assert [(bar.label, bar.count, bar.note) for bar in result.groups[0].bars] == [
        ("Oui", 0, ""),
        ("Parfois", 1, "proposée depuis le 5 mai 2026, n = 1"),
        ("Non", 1, "n’est plus proposée"),
    ]
    assert result.notes == ["Question modifiée le 5 mai 2026."]


def test_confidential_questions_are_for_staff_only() -> None:
    made = survey(
        question("single", "Secret ?", options=["1", "2"], when={"is_confidential": True}),
        question("short_text"),
    )

    assert [result.label for result in results_of(made).questions] == ["Question"]
    assert results_of(made, is_staff=True).questions[0].label == "Secret ?"


def test_texts_are_published_only_after_a_moderator_read_them() -> None:
    made = survey(question("long_text"))
    written = answer(made, q1="Plus de bancs").answers.get()

    before = first(made)
    publish_texts(survey=made, shown=[written.pk], chosen=[written.pk], at=make.NOON)
    after = first(made)

    assert (before.texts, before.texts_public, before.texts_waiting) == ([], 0, 1)
    assert (after.texts, after.texts_public, after.texts_waiting) == (["Plus de bancs"], 1, 0)


def test_moderators_find_first_what_nobody_has_read() -> None:
    made = survey(question("long_text"))
    read, unread = (answer(made, q1=text).answers.get() for text in ("Un banc", "Un arbre"))
    publish_texts(survey=made, shown=[unread.pk], chosen=[], at=make.NOON)

    address = reverse("parvis_survey_texts", args=[made.pk])
    shown = editor.signed_in(make.moderator()).get(address).content.decode()

    assert shown.index("Un banc") < shown.index("Un arbre")
    assert shown.count("à lire</strong>") == 1
    assert read.read_at is None


def test_the_desk_leads_moderators_to_the_texts_of_surveys() -> None:
    made = survey(question("long_text"))
    written = answer(made, q1="Plus de bancs").answers.get()
    desk, moderator = reverse("parvis_desk"), editor.signed_in(make.moderator())

    before = moderator.get(desk).content.decode()
    publish_texts(survey=made, shown=[written.pk], chosen=[], at=make.NOON)
    after = moderator.get(desk).content.decode()

    assert reverse("parvis_survey_texts", args=[made.pk]) in before
    assert "1 texte à lire" in before
    assert "1 texte à lire" not in after


def test_a_text_that_was_read_and_put_aside_waits_no_more() -> None:
    made = survey(question("long_text"))
    written = answer(made, q1="Mon voisin…").answers.get()

    publish_texts(survey=made, shown=[written.pk], chosen=[], at=make.NOON)

    result = first(made)
    assert (result.texts, result.texts_public, result.texts_waiting) == ([], 0, 0)


def test_a_question_that_came_later_says_since_when() -> None:
    blocks = [question("single", options=["Oui", "Non"])]
    made = survey(*blocks)
    answer(made, q1="b")
    ask(made, [*blocks, question("number", "Combien ?")])
    publish_survey(survey=made, at=make.NOON + timedelta(days=1))

    count_new_sheets()

    assert results_of(made).questions[1].notes == ["Question posée depuis le 5 mai 2026."]


@pytest.mark.parametrize(
    ("visibility", "open_to", "after"),
    [
        ("never", "", ""),
        ("staff", "staff", "staff"),
        ("after_vote", "staff answered", "staff answered public"),
        ("after_closing", "staff", "staff answered public"),
        ("always", "staff answered public", "staff answered public"),
    ],
)
def test_who_may_read_results(visibility: str, open_to: str, after: str) -> None:
    made = survey(count_visibility=visibility)
    readers: dict[str, dict[str, bool]] = {
        "staff": {"is_staff": True},
        "answered": {"has_answered": True},
        "public": {},
    }

    for at, allowed in ((make.NOON, open_to), (make.NOON + timedelta(days=90), after)):
        may = [who for who, how in readers.items() if shows_results(made, at, **how)]
        assert " ".join(may) == allowed


def test_the_figures_cost_the_same_for_three_sheets_and_for_thirty(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    made = survey(*[question("multiple", options=TEN) for _ in range(20)])
    for _ in range(30):
        answer(made, **{f"q{number}": ["a", "b"] for number in range(1, 21)})
    count_new_sheets()

    with django_assert_max_num_queries(8):
        results = results_of(made, with_waiting=True)

    assert len(results.questions) == 20


# --- Over HTTP ------------------------------------------------------------------------------------


@pytest.fixture
def poll() -> Survey:
    make.home()
    now = timezone.now()
    row = make.open_consultation(opens_at=now - timedelta(days=1), closes_at=now + timedelta(1))
    return surveys.survey(
        question("single", "Quel jour ?", options=["Samedi", "Dimanche"]),
        use="poll",
        count_visibility="after_vote",
        consultation=row,
    )


def bars(answered: Any) -> int:
    return len(re.findall(r'<rect class="bar-value"', answered.content.decode()))


def test_the_result_of_a_poll_comes_with_the_answer_in_place(poll: Survey) -> None:
    client, htmx = Client(), {"HX-Request": "true"}
    address = f"/enquetes/{poll.pk}/repondre/"
    client.get(address)

    answered = client.post(address, {"step": 1, "q1": "a"}, headers=htmx)

    assert bars(answered) == 2
    assert "Voir les données" in answered.content.decode()
    assert bars(client.get(f"/enquetes/{poll.pk}/")) == 2
    assert bars(Client().get(f"/enquetes/{poll.pk}/")) == 0


def test_results_that_wait_are_on_no_surface(poll: Survey) -> None:
    for _ in range(7):
        answer_now(poll)
    count_new_sheets()
    page = make.idea_box_page(body=[("poll", {"survey": poll})])
    page.save_revision().publish()

    for address in (page.url, f"/enquetes/{poll.pk}/", f"/enquetes/{poll.pk}/repondre/?q1=a"):
        shown = Client().get(address)
        assert bars(shown) == 0
        assert "réponses" not in shown.content.decode().replace("Vos réponses", "")


def answer_now(made: Survey) -> None:
    client = Client()
    client.get(f"/enquetes/{made.pk}/repondre/")
    client.post(f"/enquetes/{made.pk}/repondre/", {"step": 1, "q1": "a"})


def test_an_open_survey_says_what_it_guarantees(poll: Survey) -> None:
    Survey.objects.update(count_visibility="always")

    shown = Client().get(f"/enquetes/{poll.pk}/").content.decode()

    assert "la même personne a pu répondre deux fois" in shown
