"""Questionnaires for tests, as the builder stores them, and sheets that answer them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from wagtail.test.utils.form_data import nested_form_data, streamfield

from participation.actions.publish_survey import publish_survey
from participation.actions.submit_sheet import Sheet, submit_sheet
from participation.models import AnswerSheet, Survey
from participation.surveys.builder import Raw
from tests import make


def question(kind: str, label: str = "Question", **fields: Any) -> dict[str, Any]:
    """One block. `options` and `rows` are labels, or labels with `right=` the one that is."""
    right = fields.pop("right", None)
    value: dict[str, Any] = {"label": label} | fields
    for name in ("options", "rows"):
        if name in value:
            value[name] = [part(text, is_right=text == right) for text in value[name]]
    return {"type": kind, "value": value, "id": str(uuid4())}


def part(label: str, **fields: Any) -> dict[str, Any]:
    return {"type": "item", "value": {"label": label} | fields, "id": str(uuid4())}


def when(**fields: Any) -> dict[str, Any]:
    return fields


def survey(*blocks: dict[str, Any], **fields: Any) -> Survey:
    """A published survey that is open five weeks around NOON, to anyone."""
    made = draft(*blocks, **fields)
    publish_survey(survey=made, at=make.NOON)
    return made


def draft(*blocks: dict[str, Any], **fields: Any) -> Survey:
    if "consultation" not in fields:
        fields["consultation"] = make.open_consultation()
    made = Survey.objects.create(**({"title": "Enquête"} | fields))
    ask(made, list(blocks or [question("single", options=["Oui", "Non"])]))
    return made


def form_of(made: Survey, **fields: Any) -> dict[str, Any]:
    """The builder's form, as it stands, with some fields changed."""
    values: dict[str, Any] = {
        "title": made.title,
        "use": made.use,
        "introduction": made.introduction,
        "questionnaire": streamfield(
            [(block["type"], _typed(block["value"])) for block in _raw(made)]
        ),
        "thanks": made.thanks,
        "drop_off": made.drop_off,
        "consultation": made.consultation_id or "",
        "respondents": made.respondents,
        "count_visibility": made.count_visibility,
        "opens_at": "",
        "closes_at": "",
        "go_live_at": "",
        "expire_at": "",
    }
    data: dict[str, Any] = nested_form_data(values | fields)
    for number, block in enumerate(_raw(made)):
        data[f"questionnaire-{number}-id"] = block["id"]
        for name in ("options", "rows"):
            for place, item in enumerate(block["value"].get(name, ())):
                data[f"questionnaire-{number}-value-{name}-{place}-id"] = item["id"]
    return data


def _raw(made: Survey) -> Raw:
    raw: Raw = made.questionnaire.get_prep_value()
    return raw


def _typed(value: dict[str, Any]) -> dict[str, Any]:
    """What the form sends of a block: a box that is not ticked is not sent."""
    typed = {}
    for name, inner in value.items():
        if isinstance(inner, list):
            typed[name] = streamfield([("item", _typed(item["value"])) for item in inner])
        elif isinstance(inner, dict):
            typed[name] = _typed(inner)
        elif inner is True:
            typed[name] = "on"
        elif inner is not False:
            typed[name] = "" if inner is None else inner
    return typed


def ask(made: Survey, blocks: Raw) -> None:
    """Replace what the builder holds."""
    made.questionnaire = made.questionnaire.stream_block.to_python(blocks)
    made.save()


def answer(made: Survey, _person: Any = None, **typed: str | Sequence[str]) -> AnswerSheet:
    """Submit one sheet: `answer(survey, q1="a", q2=["a", "c"], q3__b="2")`."""
    fields = {
        name.replace("__", "-"): [value] if isinstance(value, str) else list(value)
        for name, value in typed.items()
    }
    return submit_sheet(survey=made, sheet=Sheet(fields, uuid4()), person=_person, at=make.NOON)
