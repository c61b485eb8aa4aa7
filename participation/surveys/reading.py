"""From the builder's blocks to definitions: each block gets the code that it keeps for ever."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from participation.surveys.builder import Raw
from participation.surveys.definition import Condition, Definition, Option, letter
from participation.surveys.errors import QuestionnaireInvalid

PLAIN = ("help", "has_other", "has_no_opinion", "least", "most", "low", "high", "explanation")


class Codes:
    """The codes that a survey has given so far, in any version; none is ever given twice."""

    def __init__(self, earlier: Iterable[Definition] = ()) -> None:
        self._questions: dict[str, str] = {}
        self._parts: dict[tuple[str, str], str] = {}
        self._taken: dict[str, set[str]] = {}
        for question in earlier:
            self._questions[question.block] = question.code
            for group, parts in (("", question.options), ("row", question.rows)):
                for part in parts:
                    self._parts[question.code + group, part.block] = part.code
                    self._taken.setdefault(question.code + group, set()).add(part.code)

    def question(self, block: str) -> str:
        if block not in self._questions:
            taken = set(self._questions.values())
            number = next(n for n in range(1, len(taken) + 2) if f"q{n}" not in taken)
            self._questions[block] = f"q{number}"
        return self._questions[block]

    def part(self, question: str, group: str, block: str) -> str:
        """The code of an option, or of a row: letters, in the order in which they were added."""
        key = question + group, block
        if key not in self._parts:
            taken = self._taken.setdefault(question + group, set())
            code = next(letter(n) for n in range(1, len(taken) + 2) if letter(n) not in taken)
            taken.add(code)
            self._parts[key] = code
        return self._parts[key]


def read_questionnaire(raw: Raw, earlier: Iterable[Definition] = ()) -> list[Definition]:
    """The definitions, in order. Raises QuestionnaireInvalid with the number of the question."""
    codes = Codes(earlier)
    references: dict[str, Definition] = {}
    definitions = []
    asked = 0
    for block in raw:
        asked += block["type"] != "information"
        definition = _definition(block, codes, references, asked)
        definitions.append(definition)
        if reference := _when(block).get("reference"):
            if reference in references:
                raise QuestionnaireInvalid(_("another question has the same reference."), asked)
            references[reference] = definition
    return definitions


def _when(block: dict[str, Any]) -> dict[str, Any]:
    return block["value"].get("when") or {}


def _definition(
    block: dict[str, Any], codes: Codes, references: dict[str, Definition], number: int
) -> Definition:
    value = block["value"]
    code = codes.question(block["id"])
    plain = {name: value[name] for name in PLAIN if value.get(name) not in (None, "")}
    return Definition(
        code=code,
        kind=block["type"],
        label=value["label"],
        block=block["id"],
        is_required=bool(value.get("is_required")),
        is_confidential=bool(_when(block).get("is_confidential")),
        condition=_condition(_when(block), references, number),
        options=_parts(value.get("options"), codes, code, ""),
        rows=_parts(value.get("rows"), codes, code, "row"),
        source=value.get("source") or "",
        **plain,
    )


def _parts(items: Any, codes: Codes, question: str, group: str) -> tuple[Option, ...]:
    return tuple(_part(item, codes.part(question, group, item["id"])) for item in items or ())


def _part(item: dict[str, Any], code: str) -> Option:
    value = item["value"]
    picture = value.get("image") or {}
    alt = _("decorative") if picture.get("decorative") else picture.get("alt_text") or ""
    return Option(
        code=code,
        label=value["label"],
        block=item["id"],
        image=picture.get("image"),
        alt=alt if picture else "",
        is_right=bool(value.get("is_right")),
    )


def _condition(
    when: dict[str, Any], references: dict[str, Definition], number: int
) -> Condition | None:
    """The earlier question by its reference, and its options by their words."""
    reference = when.get("only_after") or ""
    if not reference:
        return None
    if reference not in references:
        raise QuestionnaireInvalid(
            _("no earlier question has the reference “%(name)s”.") % {"name": reference}, number
        )
    question = references[reference]
    by_words = {option.label.strip().casefold(): option.code for option in question.options}
    wanted = [line.strip() for line in (when.get("answered") or "").splitlines() if line.strip()]
    for words in wanted:
        if words.casefold() not in by_words:
            raise QuestionnaireInvalid(
                _("“%(words)s” is no answer of the question that it depends on.")
                % {"words": words},
                number,
            )
    if not wanted:
        raise QuestionnaireInvalid(_("say after which answers it is asked."), number)
    return Condition(question.code, tuple(by_words[words.casefold()] for words in wanted))
