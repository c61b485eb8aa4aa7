"""What the rows say of an idea: the figures that the tally keeps, and those of this moment."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q

from participation.models import Channel, Comment, Idea, IdeaTally, IdeaToCount, Vote

NOTHING = {"votes_for": 0, "votes_mixed": 0, "votes_against": 0, "on_paper": 0, "comments": 0}


def counts_of(ideas: list[int]) -> dict[int, dict[str, int]]:
    """The counters of these ideas, from the rows, in two queries."""
    choice = Vote.Choice
    votes: Any = (
        Vote.objects.filter(idea__in=ideas)
        .values("idea")
        .annotate(
            votes_for=Count("pk", filter=Q(choice=choice.FOR)),
            votes_mixed=Count("pk", filter=Q(choice=choice.MIXED)),
            votes_against=Count("pk", filter=Q(choice=choice.AGAINST)),
            on_paper=Count("pk", filter=~Q(channel__in=(Channel.WEB, Channel.IMPORT))),
        )
    )
    comments: Any = Comment.objects.published().filter(idea__in=ideas).values("idea")
    counts = {pk: dict(NOTHING) for pk in ideas}
    for row in votes:
        idea = row.pop("idea")
        counts[idea] |= row
    for row in comments.annotate(comments=Count("pk")):
        counts[row["idea"]]["comments"] = row["comments"]
    return counts


def bring_up_to_date(ideas: list[Idea]) -> list[Idea]:
    """The same ideas, with the counters of this moment where the tally has not passed yet.

    For whoever has just acted: they see what they did at once, wherever they look.
    """
    numbers = [idea.pk for idea in ideas]
    waiting = IdeaToCount.objects.filter(idea_id__in=numbers).values_list("idea_id", flat=True)
    if changed := sorted(set(waiting)):
        counts = counts_of(changed)
        for idea in ideas:
            for name, value in counts.get(idea.pk, {}).items():
                setattr(idea.tally, name, value)
    return ideas


def counts_now(idea: Idea) -> IdeaTally:
    """An idea's counters as of this moment, for whoever has just acted. Nothing is written."""
    tally = idea.tally
    for name, value in counts_of([idea.pk])[idea.pk].items():
        setattr(tally, name, value)
    return tally
