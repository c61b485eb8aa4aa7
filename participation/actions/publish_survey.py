"""Publishing a questionnaire: what is asked becomes a version that nothing changes any more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts import clock
from accounts.models import User
from participation.models import AnswerSheet, Question, Survey, SurveyVersion, VersionQuestion
from participation.surveys.changes import Changes, compare
from participation.surveys.definition import Definition
from participation.surveys.errors import (
    MeaningToConfirm,
    QuestionMustBeReplaced,
    QuestionnaireInvalid,
)
from participation.surveys.kinds import kind_of
from participation.surveys.reading import read_questionnaire

MOST_OF_A_POLL = 3
QUIZ_KINDS = ("single", "multiple", "image")


@transaction.atomic
def publish_survey(
    *, survey: Survey, agent: User | None = None, at: datetime | None = None
) -> SurveyVersion:
    """Make the survey's questionnaire the one that people answer; the same again changes nothing.

    While answers exist the rules of safe editing hold: removing closes and keeps the answers,
    adding and reordering make a new version, other words need `is_same_meaning` and are a
    correction of the same version, another kind needs a new question. Raises QuestionnaireInvalid,
    QuestionMustBeReplaced, MeaningToConfirm.
    """
    Survey.objects.select_for_update().get(pk=survey.pk)
    latest = survey.current_version()
    definitions, changes = check_publishable(survey=survey, latest=latest)
    if latest and not changes:
        return latest
    version = SurveyVersion.objects.create(
        survey=survey,
        number=_number(latest, changes),
        correction=latest.correction + 1 if latest and not changes.structure else 0,
        changes=changes.structure,
        published_at=at or clock.now(),
        agent=agent,
    )
    _place(version, definitions, latest)
    Survey.objects.filter(pk=survey.pk).update(is_same_meaning=False)
    return version


def check_publishable(
    *, survey: Survey, latest: SurveyVersion | None = None
) -> tuple[list[Definition], Changes]:
    """What publishing would ask, and what it would change. Raises what `publish_survey` raises."""
    latest = latest or survey.current_version()
    earlier = [question.asked for question in survey.questions.order_by("revision")]
    raw = survey.questionnaire.get_prep_value()
    definitions = read_questionnaire(raw, earlier)
    _check(survey, definitions)
    changes = compare(latest.definitions() if latest else [], definitions)
    if latest and AnswerSheet.objects.filter(survey=survey).exists():
        if changes.impossible:
            raise QuestionMustBeReplaced(changes.impossible[0])
        if changes.words and not survey.is_same_meaning:
            raise MeaningToConfirm(changes.words)
    return definitions, changes


def _number(latest: SurveyVersion | None, changes: Changes) -> int:
    if latest is None:
        return 1
    is_other = changes.structure or changes.impossible
    return latest.number + 1 if is_other else latest.number


def _place(
    version: SurveyVersion, definitions: Sequence[Definition], latest: SurveyVersion | None
) -> None:
    """Keep the questions that did not change; write the others as new revisions."""
    asked = {question.code: question for question in latest.questions()} if latest else {}
    codes = version.survey.questions.values_list("code").annotate(last=Max("revision"))
    revisions = dict(codes)
    for position, definition in enumerate(definitions):
        question = asked.get(definition.code)
        if question is None or question.asked != definition:
            question = Question.objects.create(
                survey=version.survey,
                code=definition.code,
                revision=revisions.get(definition.code, 0) + 1,
                definition=definition.as_json(),
            )
        VersionQuestion.objects.create(version=version, question=question, position=position)


def _check(survey: Survey, definitions: Sequence[Definition]) -> None:
    asked = [question for question in definitions if kind_of(question).is_asked]
    if not asked:
        raise QuestionnaireInvalid(_("Add at least one question."))
    if survey.use == Survey.Use.POLL and len(asked) > MOST_OF_A_POLL:
        raise QuestionnaireInvalid(_("A poll has one to three questions: make it a survey."))
    for number, question in enumerate(asked, 1):
        _check_question(survey, question, number)


def _check_question(survey: Survey, question: Definition, number: int) -> None:
    labels = [option.label.strip().casefold() for option in question.options]
    if len(set(labels)) < len(labels):
        raise QuestionnaireInvalid(_("two answers are the same."), number)
    if any(option.image and not option.alt for option in question.options):
        raise QuestionnaireInvalid(_("say in words what each picture shows."), number)
    least, most = question.least, question.most
    if least is not None and most is not None and least > most:
        raise QuestionnaireInvalid(_("the least is more than the most."), number)
    if survey.use == Survey.Use.QUIZ:
        _check_quiz(question, number)


def _check_quiz(question: Definition, number: int) -> None:
    if question.kind not in QUIZ_KINDS:
        raise QuestionnaireInvalid(_("a quiz asks to choose among answers or pictures."), number)
    if not any(option.is_right for option in question.options):
        raise QuestionnaireInvalid(_("say which answer is right."), number)
    if question.condition:
        raise QuestionnaireInvalid(_("a quiz asks everybody the same questions."), number)
