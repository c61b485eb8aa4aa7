"""Questionnaires to begin with: chosen instead of an empty page, and changed freely.

Their words are French, as what the city publishes; they are data, in `starters/`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext_lazy as _

from participation.surveys.builder import Raw

FOLDER = Path(__file__).parent / "starters"
STARTERS = {
    "satisfaction": _("Satisfaction with a service"),
    "choice": _("Choice of a project"),
    "quiz": _("Quiz “Did you know?”"),
}
DISTRICTS = "districts"  # answers that are the city's own sections
WHEN = ("reference", "only_after")


def fields_of(name: str) -> dict[str, Any]:
    """Title, use, introduction, thanks. Raises KeyError for a name that is none of STARTERS."""
    return {key: value for key, value in _read(name).items() if key != "questions"}


def questionnaire_of(name: str, districts: Sequence[str]) -> Raw:
    """Its questions as the builder stores them, each time with new blocks.

    A question about sections is left out where there are fewer than two. Raises KeyError.
    """
    asked = [
        question for question in _read(name)["questions"] if _can_be_asked(question, districts)
    ]
    return [_block(question, districts) for question in asked]


def _read(name: str) -> dict[str, Any]:
    if name not in STARTERS:
        raise KeyError(name)
    data: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text())
    return data


def _can_be_asked(question: dict[str, Any], districts: Sequence[str]) -> bool:
    return question.get("options") != DISTRICTS or len(districts) > 1


def _block(question: dict[str, Any], districts: Sequence[str]) -> dict[str, Any]:
    right = question.get("right", [])
    value = {
        key: given
        for key, given in question.items()
        if key not in ("kind", "right", "answered", *WHEN)
    }
    if value.get("options") == DISTRICTS:
        value |= {"options": list(districts), "has_other": True}
    for name in ("options", "rows"):
        if name in value:
            value[name] = [_part(label, label in right) for label in value[name]]
    if question["kind"] != "information":
        value["when"] = {key: question.get(key, "") for key in WHEN} | {
            "answered": "\n".join(question.get("answered", [])),
            "is_confidential": False,
        }
    return {"type": question["kind"], "value": value, "id": str(uuid4())}


def _part(label: str, is_right: bool) -> dict[str, Any]:
    value = {"label": label, "is_right": is_right}
    return {"type": "item", "value": value, "id": str(uuid4())}
