"""Safe editing: what may change while people answer, and what their answers then say."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta

import pytest
from django.utils import timezone

from participation.actions.publish_survey import publish_survey
from participation.models import Answer, AnswerSheet, Question, Survey, SurveyVersion
from participation.surveys.builder import Raw
from participation.surveys.errors import (
    MeaningToConfirm,
    QuestionMustBeReplaced,
    QuestionnaireInvalid,
)
from tests import make
from tests.surveys import answer, ask, draft, part, question, survey

pytestmark = pytest.mark.django_db


@pytest.fixture
def blocks() -> Raw:
    return [
        question("single", "Venez-vous à pied ?", options=["Oui", "Non"]),
        question("long_text", "Pourquoi ?"),
        question("scale", "Êtes-vous content ?", most=5, low="pas du tout", high="tout à fait"),
    ]


@pytest.fixture
def answered(blocks: Raw) -> Survey:
    """A survey with one sheet: « non »."""
    made = survey(*deepcopy(blocks))
    answer(made, q1="b")
    return made


def publish(made: Survey, blocks: Raw, **fields: bool) -> SurveyVersion:
    for name, value in fields.items():
        setattr(made, name, value)
    ask(made, blocks)
    return publish_survey(survey=made, at=make.NOON)


def changes(version: SurveyVersion) -> list[str]:
    return [change["what"] for change in version.changes]


def test_publishing_the_same_again_changes_nothing(answered: Survey, blocks: Raw) -> None:
    again = publish(answered, blocks)

    assert SurveyVersion.objects.get() == again


def test_corrected_words_are_shown_and_have_to_be_confirmed(answered: Survey, blocks: Raw) -> None:
    blocks[0]["value"]["label"] = "Venez-vous à pied, souvent ?"

    with pytest.raises(MeaningToConfirm, match="Venez-vous à pied, souvent"):
        publish(answered, blocks)

    assert SurveyVersion.objects.count() == 1


def test_confirmed_words_are_a_correction_of_the_same_version(
    answered: Survey, blocks: Raw
) -> None:
    blocks[0]["value"]["label"] = "Venez-vous à pied ici ?"

    version = publish(answered, blocks, is_same_meaning=True)

    answered.refresh_from_db()
    assert (version.number, version.correction) == (1, 1)
    assert not answered.is_same_meaning, "the tick stands for one publication"
    assert Answer.objects.get().question.asked.label == "Venez-vous à pied ?"


def test_the_words_of_an_option_have_to_be_confirmed_too(answered: Survey, blocks: Raw) -> None:
    blocks[0]["value"]["options"][1]["value"]["label"] = "Jamais"

    with pytest.raises(MeaningToConfirm):
        publish(answered, blocks)


def test_an_option_added_is_a_new_version_with_a_code_of_its_own(
    answered: Survey, blocks: Raw
) -> None:
    blocks[0]["value"]["options"].append(part("Parfois"))

    version = publish(answered, blocks)

    assert version.number == 2
    assert changes(version) == ["option_added"]
    assert version.definitions()[0].option_codes == ["a", "b", "c"]
    assert Question.objects.count() == 4, "what did not change is not written again"


def test_an_option_removed_is_closed_and_its_code_is_never_given_again(
    answered: Survey, blocks: Raw
) -> None:
    blocks[0]["value"]["options"][1] = part("Parfois")

    version = publish(answered, blocks)

    assert sorted(changes(version)) == ["option_added", "option_closed"]
    assert version.definitions()[0].option_codes == ["a", "c"]
    assert Answer.objects.get().question.asked.option_codes == ["a", "b"]


def test_a_question_removed_is_closed_and_keeps_its_answers(answered: Survey, blocks: Raw) -> None:
    version = publish(answered, [*blocks[1:], question("number", "Quel âge ?")])

    assert sorted(changes(version)) == ["question_added", "question_closed"]
    assert [asked.code for asked in version.definitions()] == ["q2", "q3", "q4"]
    assert Answer.objects.get().question.code == "q1"


def test_questions_may_be_reordered(answered: Survey, blocks: Raw) -> None:
    version = publish(answered, [blocks[2], blocks[0], blocks[1]])

    assert changes(version) == ["questions_reordered"]
    assert [asked.code for asked in version.definitions()] == ["q3", "q1", "q2"]


def test_a_question_may_become_required_for_those_who_come(answered: Survey, blocks: Raw) -> None:
    blocks[2]["value"]["is_required"] = True

    version = publish(answered, blocks)

    assert (version.number, changes(version)) == (2, ["rules_changed"])
    assert AnswerSheet.objects.get().version.number == 1


@pytest.mark.parametrize(("place", "field", "value"), [(1, "type", "number"), (2, "most", 7)])
def test_a_kind_or_a_scale_is_replaced_never_changed(
    answered: Survey, blocks: Raw, place: int, field: str, value: object
) -> None:
    if field == "type":
        blocks[place]["type"] = value
    else:
        blocks[place]["value"][field] = value

    with pytest.raises(QuestionMustBeReplaced, match=blocks[place]["value"]["label"][:6]):
        publish(answered, blocks, is_same_meaning=True)


def test_before_the_first_answer_everything_may_change(blocks: Raw) -> None:
    made = survey(*deepcopy(blocks))
    blocks[2]["value"] |= {"label": "Autre chose ?", "most": 7}

    version = publish(made, blocks)

    assert version.number == 2


def test_a_draft_and_a_planned_publication_change_nothing(answered: Survey, blocks: Raw) -> None:
    blocks.append(question("number", "Quel âge ?"))
    answered.questionnaire = answered.questionnaire.stream_block.to_python(blocks)
    answered.go_live_at = timezone.now() + timedelta(days=1)

    answered.save_revision().publish()

    assert SurveyVersion.objects.count() == 1


def test_publishing_in_wagtail_makes_the_version_or_publishes_nothing(
    answered: Survey, blocks: Raw
) -> None:
    answered.title = "Enquête changée"
    blocks[0]["value"]["label"] = "Autre chose ?"
    answered.questionnaire = answered.questionnaire.stream_block.to_python(blocks)
    revision = answered.save_revision()

    with pytest.raises(MeaningToConfirm):
        revision.publish()

    answered.refresh_from_db()
    assert (answered.title, SurveyVersion.objects.count()) == ("Enquête", 1)


@pytest.mark.parametrize(
    ("use", "wrong"),
    [
        ("survey", []),
        ("survey", [question("information", "Bienvenue")]),
        ("poll", [question("short_text") for _ in range(4)]),
        ("quiz", [question("single", options=["1", "2"])]),
        ("survey", [question("single", options=["Oui", "oui "])]),
        ("survey", [question("number", least=3, most=2)]),
        ("survey", [question("short_text", when={"only_after": "nulle part", "answered": "Oui"})]),
    ],
)
def test_what_cannot_be_asked_cannot_be_published(use: str, wrong: Raw) -> None:
    made = draft(use=use)
    ask(made, wrong)

    with pytest.raises(QuestionnaireInvalid):
        publish_survey(survey=made)
