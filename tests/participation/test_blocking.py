"""A blocked account publishes nothing for a while, and keeps its votes, its appeals, its texts."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from accounts.models import OutboxMessage, Person
from participation.actions.appeal_act import appeal, decide_appeal
from participation.actions.block_account import block_account, unblock_account
from participation.actions.cast_vote import cast_vote
from participation.actions.edit_idea import edit_idea
from participation.actions.post_comment import edit_comment, post_comment
from participation.actions.propose_idea import IdeaText, propose_idea, submit_draft
from participation.actions.report_abuse import report_abuse
from participation.errors import (
    AccountBlocked,
    AlreadyDecided,
    ChoiceNotOffered,
    NotAModerator,
    OwnContribution,
    ReasonMissing,
)
from participation.models import Comment, Idea, ModerationAct, Vote
from tests import make

pytestmark = pytest.mark.django_db
TEXT = IdeaText(title="Un banc place Ferrer")
DAY = timedelta(days=1)


def block(person: Person, **more: object) -> ModerationAct:
    values = {
        "moderator": make.moderator(),
        "days": 7,
        "article": make.charter_article(),
        "reason": "Insultes répétées.",
        "at": make.NOON,
    } | more
    return block_account(person=person, **values)  # type: ignore[arg-type]  # the defaults above


WRITING: dict[str, Callable[[Person], object]] = {
    "propose": lambda ada: propose_idea(
        person=ada, box=make.idea_box(), text=TEXT, at=make.NOON + DAY
    ),
    "edit an idea": lambda ada: edit_idea(
        person=ada, idea=make.idea(person=ada), text=TEXT, at=make.NOON + DAY
    ),
    "send a draft": lambda ada: submit_draft(
        person=ada, idea=make.idea(person=ada, state=Idea.State.DRAFT), at=make.NOON + DAY
    ),
    "comment": lambda ada: post_comment(
        person=ada, idea=make.idea(), body="Oui", at=make.NOON + DAY
    ),
    "report": lambda ada: report_abuse(
        person=ada, subject=make.idea(), reason="Oui", at=make.NOON + DAY
    ),
}


@pytest.mark.parametrize("write", WRITING.values(), ids=WRITING)
def test_a_blocked_account_writes_nothing(write: Callable[[Person], object]) -> None:
    ada = make.citizen()
    block(ada)

    with pytest.raises(AccountBlocked, match="11 mai 2026"):
        write(Person.objects.get(pk=ada.pk))


def test_nor_does_it_change_a_comment() -> None:
    ada = make.citizen()
    comment = post_comment(person=ada, idea=make.idea(), body="Oui", at=make.NOON)
    block(ada)

    with pytest.raises(AccountBlocked):
        edit_comment(person=ada, comment=comment, body="Non", at=make.NOON + timedelta(minutes=1))


def test_it_still_votes_and_what_it_wrote_stays() -> None:
    ada = make.citizen()
    post_comment(person=ada, idea=make.idea(), body="Oui", at=make.NOON)
    block(ada)

    cast_vote(person=ada, idea=make.idea(), at=make.NOON + DAY)

    assert Vote.objects.filter(person=ada).exists()
    assert Comment.objects.get().state == Comment.State.PUBLISHED


def test_a_block_ends_by_itself_or_by_a_moderator() -> None:
    ada, eve = make.citizen(), make.citizen()
    block(ada)
    block(eve)

    unblock_account(person=eve, moderator=make.moderator(), at=make.NOON + DAY)

    for person, at in ((ada, make.NOON + 7 * DAY), (eve, make.NOON + DAY)):
        assert post_comment(person=person, idea=make.idea(), body="Oui", at=at)


def test_it_is_told_with_its_reason_and_undone_by_an_appeal() -> None:
    ada = make.citizen()
    act = block(ada)
    made = appeal(person=ada, act=act, text="Ce n’était pas moi.", at=make.NOON + DAY)

    decide_appeal(
        appeal=made,
        moderator=make.moderator(),
        outcome="granted",
        answer="En effet.",
        at=make.NOON + DAY,
    )

    ada.refresh_from_db()
    assert ada.blocked_until is None
    events = OutboxMessage.objects.filter(kind="notice").values_list("event", flat=True)
    assert sorted(events) == [f"appeal-{made.pk}", f"moderation-{act.pk}"]


def test_who_may_block_whom_for_how_long() -> None:
    moderator, me = make.moderator(), make.citizen()
    me.user = moderator
    me.save()
    ada = make.citizen()

    with pytest.raises(NotAModerator):
        block(ada, moderator=make.staff("strategy"))
    with pytest.raises(OwnContribution):
        block(me, moderator=moderator)
    with pytest.raises(ReasonMissing):
        block(ada, reason="")
    with pytest.raises(ChoiceNotOffered):
        block(ada, days=100_000)
    block(ada)
    with pytest.raises(AlreadyDecided):
        block(ada, at=make.NOON + DAY)
