"""The metric dictionary: one definition and one function for each figure, with its as-of instant.

A figure is never typed and never has two values: whatever shows it calls these. `at` is an instant;
what came at that very instant is counted. Drafts, texts that wait, refused or hidden ones do not
count; neither do the options of a vote, which the city proposes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from participation.models import AnswerSheet, Comment, Idea, Vote


@dataclass(frozen=True)
class Metric:
    """One entry of the dictionary. `part_of_total`: whether it is one of the contributions."""

    code: str
    label: str | Promise
    definition: str | Promise
    count: Callable[[datetime], int]
    part_of_total: bool = True


@dataclass(frozen=True)
class Figure:
    """A metric's value at an instant."""

    metric: Metric
    value: int


def registered(at: datetime) -> int:
    """People with a confirmed account, who accepted the rules of the game and have not left."""
    accounts = Person.objects.filter(origin=Person.Origin.ACCOUNT, created_at__lte=at)
    joined = accounts.exclude(rules_accepted="")  # staff who only answer for the city are not
    return joined.filter(Q(erased_at=None) | Q(erased_at__gt=at)).count()


def ideas(at: datetime) -> int:
    """Propositions that have been published: in a call for ideas or in the idea box."""
    gone = (Idea.State.HIDDEN, Idea.State.REFUSED)
    return Idea.objects.propositions().filter(published_at__lte=at).exclude(state__in=gone).count()


def comments(at: datetime) -> int:
    """Comments and answers that are published."""
    return Comment.objects.published().filter(created_at__lte=at).count()


def votes(at: datetime) -> int:
    """Voices on ideas and options, withdrawn ones not counted."""
    return Vote.objects.filter(cast_at__lte=at).count()


def answers(at: datetime) -> int:
    """Whole sheets of surveys and polls, paper included. A quiz keeps none."""
    return AnswerSheet.objects.filter(submitted_at__lte=at).count()


DICTIONARY = (
    Metric(
        "registered",
        _("People registered"),
        _("People with a confirmed account who accepted the rules and have not left."),
        registered,
        part_of_total=False,
    ),
    Metric(
        "ideas",
        _("Ideas"),
        _("Propositions published in a call for ideas or in the idea box."),
        ideas,
    ),
    Metric("comments", _("Comments"), _("Comments and answers that are published."), comments),
    Metric(
        "answers",
        _("Answers to surveys"),
        _("Whole sheets of surveys and polls; what is begun and not sent does not count."),
        answers,
    ),
    Metric("votes", _("Votes"), _("Voices on ideas and on the options of votes."), votes),
)


def figures(at: datetime) -> list[Figure]:
    """Every entry of the dictionary, as of this instant."""
    return [Figure(metric, metric.count(at)) for metric in DICTIONARY]


def contributions(at: datetime) -> int:
    """The sum of the figures that are contributions: computed, never typed."""
    return sum(figure.value for figure in figures(at) if figure.metric.part_of_total)
