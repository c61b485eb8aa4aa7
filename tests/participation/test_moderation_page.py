"""The charter and its moderation: a public page with figures that name nobody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from participation.actions.appeal_act import appeal, decide_appeal
from participation.actions.moderate import moderate
from participation.actions.report_abuse import report_abuse
from participation.models import CharterArticle, Idea, ModerationAct
from participation.results.moderation_figures import ArticleLine, moderation_of
from tests import make

pytestmark = pytest.mark.django_db
Act = ModerationAct.Act
LATER = make.NOON + timedelta(days=1)


def decided(act: str, state: str = Idea.State.SUBMITTED, **fields: object) -> ModerationAct:
    values = {"article": make.charter_article(), "reason": "Publicité", "at": make.NOON} | fields
    return moderate(
        subject=make.idea(state=state),
        act=act,
        moderator=make.moderator(),
        **values,  # type: ignore[arg-type]  # the defaults above
    )


def test_each_decision_counts_once_under_its_article() -> None:
    decided(Act.REFUSE)
    decided(Act.RETURN)
    contested = decided(Act.HIDE, Idea.State.PUBLISHED)
    decided(Act.PUBLISH, article=None, reason="")
    idea = make.idea()
    for _ in range(2):
        report_abuse(person=make.citizen(), subject=idea, reason="Pub", at=make.NOON)
    moderate(subject=idea, act=Act.KEEP, moderator=make.moderator(), at=make.NOON)
    made = appeal(person=contested.author, act=contested, text="Non", at=make.NOON)
    decide_appeal(
        appeal=made, moderator=make.moderator(), outcome="granted", answer="Oui", at=make.NOON
    )

    found = moderation_of(2026, at=LATER)

    assert found.articles == [ArticleLine("Le respect", 1, 1, 1, 0, 0)]
    assert (found.published, found.reports, found.unfounded) == (1, 2, 2)
    assert (found.appeals, found.granted, found.upheld) == (1, 1, 0)


def test_what_came_later_or_in_another_year_does_not_count() -> None:
    decided(Act.REFUSE, at=LATER)

    assert moderation_of(2026, at=make.NOON).articles == []
    assert moderation_of(2025, at=LATER).articles == []


def test_anybody_reads_it_and_it_names_nobody(client: Client) -> None:
    make.home()
    CharterArticle.objects.create(
        code="vieux", title="Un vieil article", text="…", is_in_force=False
    )
    act = decided(Act.REFUSE, reason="Une réclame de Zorglub")

    answer = client.get("/moderation/")

    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "On respecte les personnes." in shown
    assert "Un vieil article" not in shown
    assert "Zorglub" not in shown
    assert str(act.moderator) not in shown


@pytest.mark.parametrize("year", ["2020", "2999", "abcd", "99999999999999999999"])
def test_a_year_that_is_not_there(client: Client, year: str) -> None:
    make.home()

    assert client.get(f"/moderation/annee/{year}/").status_code == 404
