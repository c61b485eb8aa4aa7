"""The sentence above a chart: what it shows, for whoever does not see it and for whoever does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from participation.results.sheet_counts import Counted, Key
from participation.surveys.definition import NO_OPINION, Definition


def sentence_of(
    asked: Definition, answered: Counted, counts: Mapping[Key, Counted], groups: Sequence[Any]
) -> str:
    """A few sentences, from the figures alone; where paper is among them, one says how many."""
    if not answered.sheets:
        return _("Nobody has answered this question yet.")
    said = _shown(asked, answered, counts, groups)
    if not answered.on_paper or not groups:
        return said
    paper = _("On paper: %(paper)s of %(n)s answers.") % {
        "paper": number_format(answered.on_paper),
        "n": number_format(answered.sheets),
    }
    return f"{said} {paper}".strip()


def _shown(
    asked: Definition, answered: Counted, counts: Mapping[Key, Counted], groups: Sequence[Any]
) -> str:
    """What the chart says most."""
    if asked.kind == "scale":
        return _scale(asked, answered, counts)
    if asked.kind == "number":
        return _("Mean: %(mean)s.") % {"mean": _mean(answered.total, answered.sheets)}
    if asked.kind == "ranking":
        return _("First in the ranking: %(option)s.") % {"option": groups[0].bars[0].label}
    if len(groups) == 1:
        return _most_chosen(groups[0])
    return ""


def _most_chosen(group: Any) -> str:
    most = max(bar.count for bar in group.bars)
    first = [bar for bar in group.bars if bar.count == most]
    names = ", ".join(bar.label for bar in first)
    if first[0].percent is None:
        return _("Chosen most: %(option)s (%(count)s of %(n)s).") % {
            "option": names,
            "count": number_format(most),
            "n": number_format(group.n),
        }
    return _("Chosen most: %(option)s (%(percent)s %%).") % {
        "option": names,
        "percent": first[0].percent,
    }


def _scale(asked: Definition, answered: Counted, counts: Mapping[Key, Counted]) -> str:
    without = counts.get((asked.code, "", NO_OPINION), Counted()).sheets
    points = [counts.get((asked.code, "", str(p)), Counted()) for p in range(1, 11)]
    total, n = sum((point.total for point in points), Decimal(0)), answered.sheets - without
    if not n:
        return _("Nobody has given an opinion yet.")
    return _("Mean: %(mean)s out of %(most)s.") % {
        "mean": _mean(total, n),
        "most": asked.most or 5,
    }


def _mean(total: Decimal, n: int) -> str:
    return number_format((total / n).quantize(Decimal("0.1")))
