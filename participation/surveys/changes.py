"""What changed between two versions of a questionnaire, and what that means for its answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from participation.surveys.definition import WORDS, Definition, Option

Change = dict[str, str]  # what, question, option: kept with the version and told to the public


@dataclass
class Changes:
    """Three sorts: words (the meaning has to be confirmed), structure (a new version), and what
    only a new question can do."""

    words: list[tuple[str, str]] = field(default_factory=list)
    structure: list[Change] = field(default_factory=list)
    impossible: list[str] = field(default_factory=list)  # the questions' words

    def __bool__(self) -> bool:
        return bool(self.words or self.structure or self.impossible)


def compare(old: Sequence[Definition], new: Sequence[Definition]) -> Changes:
    """From one version to the next; questions and options are recognised by their codes."""
    changes = Changes()
    before = {question.code: question for question in old}
    after = {question.code: question for question in new}
    for code in before.keys() - after.keys():
        changes.structure.append({"what": "question_closed", "question": code})
    for code, question in after.items():
        if code not in before:
            changes.structure.append({"what": "question_added", "question": code})
        elif question != before[code]:
            _compare_question(before[code], question, changes)
    kept = [question.code for question in old if question.code in after]
    if kept != [question.code for question in new if question.code in before]:
        changes.structure.append({"what": "questions_reordered", "question": ""})
    changes.structure.sort(key=lambda change: sorted(change.items()))
    return changes


def _compare_question(old: Definition, new: Definition, changes: Changes) -> None:
    if old.kind != new.kind or (new.kind == "scale" and old.most != new.most):
        changes.impossible.append(old.label)
        return
    for name in WORDS:
        if getattr(old, name) != getattr(new, name):
            changes.words.append((getattr(old, name), getattr(new, name)))
    _compare_parts(new.code, old.options, new.options, changes)
    _compare_parts(new.code, old.rows, new.rows, changes)
    if _rules(old) != _rules(new):
        changes.structure.append({"what": "rules_changed", "question": new.code})


def _rules(question: Definition) -> Definition:
    """A question without its words and parts: what decides who is asked and what is accepted."""
    silent: dict[str, Any] = dict.fromkeys(WORDS, "")
    return replace(question, options=(), rows=(), block="", **silent)


def _compare_parts(
    question: str, old: Sequence[Option], new: Sequence[Option], changes: Changes
) -> None:
    before = {part.code: part for part in old}
    after = {part.code: part for part in new}
    for code in sorted(before.keys() - after.keys()):
        changes.structure.append({"what": "option_closed", "question": question, "option": code})
    for code, part in after.items():
        if code not in before:
            changes.structure.append({"what": "option_added", "question": question, "option": code})
        elif _seen(part) != _seen(before[code]):
            changes.words.append((before[code].label, part.label))
    kept = [part.code for part in old if part.code in after]
    if kept != [part.code for part in new if part.code in before]:
        changes.structure.append({"what": "options_reordered", "question": question})


def _seen(part: Option) -> Option:
    return replace(part, block="")
