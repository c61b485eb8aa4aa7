"""Percentages that hold together: none below thirty answers, parts that sum to 100."""

from __future__ import annotations

from collections.abc import Sequence

FEWEST = 30  # answers below which a percentage would say more than it knows


def shares(numbers: Sequence[int]) -> list[int]:
    """Whole parts of 100 that sum to 100, by largest remainder; zeros when there is nothing."""
    total = sum(numbers)
    if not total:
        return [0] * len(numbers)
    parts = [100 * number // total for number in numbers]
    rests = sorted(range(len(numbers)), key=lambda i: (-(100 * numbers[i] % total), i))
    for place in rests[: 100 - sum(parts)]:
        parts[place] += 1
    return parts


def of_respondents(numbers: Sequence[int], respondents: int) -> list[int]:
    """Each number as a part of those who answered: several answers each, they do not sum."""
    return [(200 * number + respondents) // (2 * respondents) for number in numbers]
