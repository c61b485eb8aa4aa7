"""The surveys of the demonstration: their questions, and who answered what, through the actions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import uuid4

from accounts.clock import BRUSSELS
from accounts.models import Person, User
from pages.demo.kinds import Asks, SurveyText
from pages.demo.texts import SURVEYS
from pages.demo.writing import typeset
from participation.actions.count_sheets import count_new_sheets
from participation.actions.enter_sheet import enter_sheet
from participation.actions.submit_sheet import Sheet, submit_sheet
from participation.models import Survey, SurveyVersion
from participation.surveys.definition import Definition
from participation.surveys.encoding import Entry
from participation.surveys.serial import serial_of
from participation.surveys.sheet import names_of, shown_with

Typed = dict[str, list[str]]
DROP_OFF = "À la maison communale ou à la bibliothèque La Bonne Source."


def add_surveys(page: Any) -> list[tuple[str, dict[str, Any]]]:
    """The surveys of a page that was just placed, as blocks: they go live with it."""
    blocks: list[tuple[str, dict[str, Any]]] = []
    for text in (survey for survey in SURVEYS if survey.page == page.slug):
        survey = Survey(
            title=typeset(text.title),
            use=text.use,
            introduction=typeset(" ".join(text.introduction.split())),
            drop_off=typeset(DROP_OFF) if text.on_paper else "",
            respondents=text.respondents,
            count_visibility=text.results,
            has_public_splits=text.use == Survey.Use.SURVEY,
            consultation=getattr(page, "consultation", None),
            live=False,
        )
        builder = survey.questionnaire.stream_block
        survey.questionnaire = builder.to_python([_block(asks) for asks in text.questions])
        survey.save()
        survey.save_revision()
        blocks.append((text.use, {"survey": survey}))
    return blocks


def fill_surveys(texts: Iterable[SurveyText], people: list[Person], at: datetime) -> None:
    """Let people answer, online and on paper, on the days since the opening."""
    random = Random(2021)
    for text in texts:
        survey = Survey.objects.select_related("consultation").get(title=typeset(text.title))
        opens = survey.window()[0] or at - timedelta(days=9)
        ends = min(survey.window()[1] or at, at) - timedelta(minutes=5)
        SurveyVersion.objects.filter(survey=survey).update(published_at=opens)
        version = survey.current_version()
        if version is None:
            continue
        questions = version.definitions()
        for number in range(text.online):
            moment = opens + (ends - opens) * (number + random.random()) / text.online
            sheet = Sheet(_answers(text, questions, random), uuid4(), language="fr")
            person = _somebody(people, moment, random) if survey.needs_account else None
            submit_sheet(survey=survey, sheet=sheet, person=person, at=moment)
        _fill_paper(survey, text, questions, random, opens, ends)
    count_new_sheets(at=at)


def _fill_paper(
    survey: Survey,
    text: SurveyText,
    questions: list[Definition],
    random: Random,
    opens: datetime,
    ends: datetime,
) -> None:
    agent = User.objects.filter(email="mise-en-oeuvre@example.be").first()
    for number in range(1, text.on_paper + 1):
        handed_in = opens + (ends - opens) * number / (text.on_paper + 1)
        enter_sheet(
            survey=survey,
            serial=serial_of(survey.pk, number),
            entry=Entry(_answers(text, questions, random)),
            agent=agent or _any_editor(),
            handed_in=handed_in.astimezone(BRUSSELS).date(),
            at=min(handed_in + timedelta(days=1), ends),
        )


def _any_editor() -> User:
    """Without the demonstration's accounts somebody else entered the paper: whoever may."""
    found = User.objects.filter(is_superuser=True).first()
    return found or User.objects.create_superuser("encodage@demo.invalid", None)


def _somebody(people: list[Person], at: datetime, random: Random) -> Person:
    """Somebody who had joined by then; nobody twice, as the list loses them."""
    there = [person for person in people if person.created_at < at]
    chosen = random.choice(there)
    people.remove(chosen)
    return chosen


def _answers(text: SurveyText, questions: list[Definition], random: Random) -> Typed:
    typed: Typed = {}
    by_label = {typeset(asks.label): asks for asks in text.questions}
    for question in questions:
        asks = by_label[question.label]
        if asks.kind != "information" and random.random() > asks.skipped:
            typed |= _answer(question, asks, random)
    called_for = names_of(shown_with(questions, typed))
    return {name: values for name, values in typed.items() if name in called_for}


def _answer(question: Definition, asks: Asks, random: Random) -> Typed:
    """One plausible answer, as a form sends it, by the weights of the text."""
    code, weights = question.code, list(asks.weights) or [1] * len(question.options)
    if question.kind == "multiple":
        chosen = [
            o
            for o, w in zip(question.option_codes, weights, strict=True)
            if random.random() < w / 10
        ]
        return {code: chosen[: question.most or None]}
    if question.kind == "scale":
        return {code: random.choices(["1", "2", "3", "4", "5", "none"], weights)}
    if question.kind == "matrix":
        rows = question.row_codes
        return {f"{code}-{row}": random.choices(question.option_codes, weights) for row in rows}
    if question.kind == "ranking":
        order = sorted(
            zip(weights, question.option_codes, strict=True), key=lambda p: -p[0] * random.random()
        )
        return {f"{code}-{option}": [str(n)] for n, (_, option) in enumerate(order, 1)}
    if question.kind == "long_text":
        return {code: [typeset(random.choice(asks.texts))]}
    return {code: random.choices(question.option_codes, weights)}


def _block(asks: Asks) -> dict[str, Any]:
    """A block as the builder stores it."""
    value: dict[str, Any] = {"label": typeset(asks.label), "help": typeset(asks.help)}
    for name, parts in (("options", asks.options), ("rows", asks.rows)):
        if parts:
            value[name] = [_item(text, is_right=text == asks.right) for text in parts]
    value |= {
        name: typeset(words) if isinstance(words, str) else words
        for name, words in asks.more.items()
    }
    if asks.when:
        value["when"] = {name: typeset(words) for name, words in asks.when.items()}
    return {"type": asks.kind, "value": value, "id": str(uuid4())}


def _item(text: str, *, is_right: bool) -> dict[str, Any]:
    value = {"label": typeset(text), "is_right": is_right}
    return {"type": "item", "value": value, "id": str(uuid4())}
