"""Results that nobody gave: how a questionnaire would look in figures, for its preview alone.

Always the same for the same questions, so that a preview does not flicker; kept nowhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from random import Random

from django.utils import timezone
from django.utils.translation import gettext as _

from participation.results.shapes import SurveyResults
from participation.results.sheet_counts import ALL, Counted, Key
from participation.results.sheet_texts import Texts
from participation.results.survey_results import questions_of
from participation.surveys.definition import Definition
from participation.surveys.kinds import kind_of
from participation.surveys.merging import Merged, merge

SHEETS, ON_PAPER = 120, 27
Counts = dict[Key, Counted]


@dataclass
class _Version:
    """The only version that a draft would have."""

    questions: Sequence[Definition]
    changes: list[dict[str, str]] = field(default_factory=list)
    published_at: datetime = field(default_factory=timezone.now)

    def definitions(self) -> list[Definition]:
        return list(self.questions)


def made_up_results(questions: Sequence[Definition], *, is_open_to_anyone: bool) -> SurveyResults:
    """Plausible figures for these questions."""
    merged = [m for m in merge([_Version(questions)]) if not m.asked.is_confidential]
    counts: Counts = {ALL: Counted(SHEETS, ON_PAPER)}
    texts = Texts()
    for question in merged:
        counts |= _counts(question)
        if question.asked.kind in ("short_text", "long_text"):
            texts.published[question.asked.code] = [_("A text that the moderators have read.")]
            texts.public[question.asked.code] = 1
            texts.waiting[question.asked.code] = 11
    shown = questions_of(merged, counts, texts, {})
    return SurveyResults(SHEETS, ON_PAPER, is_open_to_anyone, shown)


def _counts(merged: Merged) -> Counts:
    asked, chance = merged.asked, Random(merged.asked.code)
    n = SHEETS - chance.randint(2, 15)
    on_paper = n * ON_PAPER // SHEETS
    counts: Counts = {(asked.code, "", ""): Counted(n, on_paper, Decimal(n * 7))}
    if not kind_of(asked).has_bars:
        return counts
    for row in asked.row_codes or [""]:
        for place, option, chosen in _chosen(merged, n, chance):
            total = Decimal(chosen * place)
            counts[asked.code, row, option] = Counted(chosen, chosen * ON_PAPER // SHEETS, total)
    return counts


def _chosen(merged: Merged, n: int, chance: Random) -> list[tuple[int, str, int]]:
    """Place, code and number of each option: parts of n, or each out of n where several may be."""
    codes = [option.code for option in merged.options]
    weights = [chance.randint(1, 9) for _code in codes]
    if merged.asked.kind in ("multiple", "ranking"):
        numbers = [n * weight // 10 for weight in weights]
    else:
        numbers = [n * weight // sum(weights) for weight in weights]
        numbers[0] += n - sum(numbers)
    return list(zip(range(1, len(codes) + 1), codes, numbers, strict=True))
