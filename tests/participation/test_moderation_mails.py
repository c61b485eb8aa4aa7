"""What the author, the reporter and whoever appealed read in their mailbox."""

from __future__ import annotations

from typing import Any

import pytest

from accounts import outbox
from participation.actions.appeal_act import appeal, decide_appeal
from participation.actions.block_account import block_account
from participation.actions.moderate import moderate
from participation.actions.redact import redact
from participation.actions.report_abuse import report_abuse
from participation.models import Idea, ModerationAct
from tests import make

pytestmark = pytest.mark.django_db
Act = ModerationAct.Act


def mails(box: list[Any]) -> dict[str, str]:
    """What was sent, by address."""
    outbox.drain()
    found = {mail.to[0]: mail.body for mail in box}
    box.clear()
    return found


def address_of(idea: Idea) -> str:
    assert idea.person.user
    return idea.person.user.email


@pytest.mark.parametrize("act", [Act.RETURN, Act.REFUSE, Act.HIDE])
def test_an_author_reads_the_article_the_reason_and_how_to_appeal(
    act: str, mailoutbox: list[Any]
) -> None:
    idea = make.idea(state="published" if act == Act.HIDE else "submitted")
    done = moderate(
        subject=idea,
        act=act,
        moderator=make.moderator(),
        article=make.charter_article(),
        reason="Une réclame.",
        at=make.NOON,
    )

    body = mails(mailoutbox)[address_of(idea)]

    assert "On respecte les personnes." in body
    assert "Une réclame." in body
    assert f"/moderation/{done.pk}/recours/" in body
    assert "dans les 30 jours" in body
    assert str(done.moderator) not in body


def test_a_publication_is_told_without_an_appeal(mailoutbox: list[Any]) -> None:
    idea = make.idea(state="submitted")
    moderate(subject=idea, act=Act.PUBLISH, moderator=make.moderator(), at=make.NOON)

    body = mails(mailoutbox)[address_of(idea)]

    assert f"/idees/{idea.pk}/" in body
    assert "recours" not in body


def test_a_redaction_is_told_without_what_was_there(mailoutbox: list[Any]) -> None:
    idea = make.idea(title="Mon voisin Zorglub")
    redact(
        subject=idea,
        passages=["Zorglub"],
        moderator=make.moderator(),
        article=make.charter_article(),
        reason="Le nom de Zorglub",
        at=make.NOON,
    )

    body = mails(mailoutbox)[address_of(idea)]

    assert "Mon voisin […]" in body
    assert "Zorglub" not in body


def test_a_block_says_until_when_and_what_stays_possible(mailoutbox: list[Any]) -> None:
    idea = make.idea()
    block_account(
        person=idea.person,
        moderator=make.moderator(),
        days=7,
        article=make.charter_article(),
        reason="Insultes",
        at=make.NOON,
    )

    body = mails(mailoutbox)[address_of(idea)]

    assert "11 mai 2026" in body
    assert "Vous pouvez encore voter" in body


@pytest.mark.parametrize(
    ("act", "sentence"), [(Act.KEEP, "reste telle quelle"), (Act.HIDE, "a pris une décision")]
)
def test_whoever_reported_learns_what_came_of_it(
    act: str, sentence: str, mailoutbox: list[Any]
) -> None:
    idea, ada = make.idea(), make.citizen(email="ada@example.be")
    report_abuse(person=ada, subject=idea, reason="Pub", at=make.NOON)
    reason = {"article": make.charter_article(), "reason": "Une réclame."}
    moderate(subject=idea, act=act, moderator=make.moderator(), at=make.NOON, **reason)  # type: ignore[arg-type]  # both kinds

    body = mails(mailoutbox)["ada@example.be"]

    assert sentence in body
    assert "Une réclame." not in body  # the reason is for its author


def test_an_appeal_is_answered_once(mailoutbox: list[Any]) -> None:
    idea = make.idea()
    act = moderate(
        subject=idea,
        act=Act.HIDE,
        moderator=make.moderator(),
        article=make.charter_article(),
        reason="Une réclame.",
        at=make.NOON,
    )
    made = appeal(person=idea.person, act=act, text="Non", at=make.NOON)
    mails(mailoutbox)
    decide_appeal(appeal=made, moderator=make.moderator(), outcome="granted", answer="C’est juste.")

    outbox.drain()

    assert [mail.to for mail in mailoutbox] == [[address_of(idea)]]
    assert "C’est juste." in mailoutbox[0].body
