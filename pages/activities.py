"""The activities that pages show: what their participation blocks point to."""

from __future__ import annotations

from typing import Any

from participation.models import Activity, Survey

BOXES = ("idea_box", "vote")
SURVEYS = ("survey", "poll", "quiz")
BLOCKS = (*BOXES, *SURVEYS)


def key_of(block_type: str) -> str:
    """The field by which such a block points to its activity; empty for words and pictures."""
    if block_type in BOXES:
        return "box"
    return "survey" if block_type in SURVEYS else ""


def activities_in(page: Any) -> list[Activity]:
    """What a page's body points to; an activity that is gone is left out."""
    body = getattr(page, "body", None) or []
    chosen = [block.value[key_of(block.block_type)] for block in body if block.block_type in BLOCKS]
    return [activity for activity in chosen if activity is not None]


def surveys_reported_in(page: Any) -> list[Survey]:
    """The surveys whose results a page reports."""
    body = getattr(page, "body", None) or []
    chosen = [block.value["survey"] for block in body if block.block_type == "survey_results"]
    return [survey for survey in chosen if survey is not None]
