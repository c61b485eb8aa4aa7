"""The result of a vote, and what a person may still give: read from the rows, never stored."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import Person
from participation.models import Idea, IdeaBox, IdeaTally, Vote


@dataclass(frozen=True)
class Line:
    """One option's result.

    `rank` is the same for equal results: nothing else breaks a tie. `share` is a whole percentage:
    of all voters where one can only support, else of the voices given on this option.
    """

    idea: Idea
    rank: int
    share: int


@dataclass(frozen=True)
class Result:
    """What a vote says so far. `voices` counts every choice, for or against."""

    voters: int
    voices: int
    on_paper: int
    lines: list[Line]


def options_of(box: IdeaBox, person: Person | None = None) -> list[Idea]:
    """The options of a vote in the city's order, with their counters and this person's choice."""
    options = Idea.objects.filter(box=box, state__in=Idea.PUBLIC_STATES).for_cards()
    if person:
        options = options.with_choice_of(person)
    return list(options.with_words().in_the_citys_order())


def result_of(box: IdeaBox, options: list[Idea]) -> Result:
    """Best first, in the city's order where they are equal. `options` come with their counters."""
    voters = Vote.objects.filter(box=box).values("person").distinct().count()
    ordered = sorted(options, key=lambda option: -_score(option.tally))
    scores = [_score(option.tally) for option in ordered]
    lines = []
    for option, score in zip(ordered, scores, strict=True):
        base = voters if box.voting_rule == IdeaBox.VotingRule.SUPPORT else _voices(option.tally)
        share = round(100 * option.tally.votes_for / base) if base else 0
        lines.append(Line(option, scores.index(score) + 1, min(share, 100)))
    tallies = [option.tally for option in options]
    return Result(
        voters=voters,
        voices=sum(map(_voices, tallies)),
        on_paper=sum(tally.on_paper for tally in tallies),
        lines=lines,
    )


def votes_left(box: IdeaBox, person: Person | None) -> int | None:
    """How many votes this person may still cast here; None where there is no limit, or nobody."""
    if person is None or box.votes_per_person is None:
        return None
    return max(0, box.votes_per_person - Vote.objects.of(person).filter(box=box).count())


def _score(tally: IdeaTally) -> int:
    return tally.votes_for - tally.votes_against


def _voices(tally: IdeaTally) -> int:
    return tally.votes_for + tally.votes_mixed + tally.votes_against
