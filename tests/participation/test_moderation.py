"""Moderation: a reason for each act, never one's own text, the first of two wins."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.groups import STRATEGY
from accounts.models import OutboxMessage
from participation.actions.appeal_act import appeal, decide_appeal
from participation.actions.edit_idea import edit_idea
from participation.actions.moderate import moderate
from participation.actions.post_comment import post_comment, remove_comment
from participation.actions.propose_idea import IdeaText
from participation.actions.report_abuse import report_abuse
from participation.errors import (
    AlreadyDecided,
    AppealTooLate,
    ChangedMeanwhile,
    NotAModerator,
    NothingToAppeal,
    NotYours,
    OwnContribution,
    ReasonMissing,
    SamePersonDecides,
)
from participation.models import Comment, Idea, ModerationAct, Report
from tests import make

pytestmark = pytest.mark.django_db
Act = ModerationAct.Act


def against(subject: Idea | Comment, act: str) -> ModerationAct:
    """An act that takes something away."""
    return moderate(
        subject=subject,
        act=act,
        moderator=make.moderator(),
        article=make.charter_article(),
        reason="Publicité",
        at=make.NOON,
    )


def test_a_submitted_idea_is_published() -> None:
    idea = make.idea(state=Idea.State.SUBMITTED, published_at=None)

    moderate(subject=idea, act=Act.PUBLISH, moderator=make.moderator(), at=make.NOON)

    idea.refresh_from_db()
    assert (idea.state, idea.published_at) == (Idea.State.PUBLISHED, make.NOON)


@pytest.mark.parametrize("act", [Act.RETURN, Act.REFUSE])
def test_a_refusal_needs_an_article_and_a_reason(act: str) -> None:
    idea = make.idea(state=Idea.State.SUBMITTED)

    with pytest.raises(ReasonMissing):
        moderate(subject=idea, act=act, moderator=make.moderator(), reason="Trop vague")
    with pytest.raises(ReasonMissing):
        moderate(subject=idea, act=act, moderator=make.moderator(), article=make.charter_article())


def test_the_first_of_two_moderators_wins() -> None:
    idea = make.idea(state=Idea.State.SUBMITTED)
    moderate(subject=idea, act=Act.PUBLISH, moderator=make.moderator())

    with pytest.raises(AlreadyDecided):
        moderate(
            subject=idea,
            act=Act.REFUSE,
            moderator=make.moderator(),
            article=make.charter_article(),
            reason="Non",
        )

    assert ModerationAct.objects.count() == 1


def test_nobody_moderates_their_own_text() -> None:
    moderator = make.moderator()
    me = make.citizen()
    me.user = moderator
    me.save()

    with pytest.raises(OwnContribution):
        moderate(
            subject=make.idea(person=me, state=Idea.State.SUBMITTED),
            act=Act.PUBLISH,
            moderator=moderator,
        )


def test_the_strategy_group_does_not_moderate() -> None:
    with pytest.raises(NotAModerator):
        moderate(
            subject=make.idea(state=Idea.State.SUBMITTED),
            act=Act.PUBLISH,
            moderator=make.staff(STRATEGY),
        )


def test_a_hidden_comment_keeps_its_place_and_its_author_is_told_once() -> None:
    comment = post_comment(person=make.citizen(), idea=make.idea(), body="…", at=make.NOON)

    act = moderate(
        subject=comment,
        act=Act.HIDE,
        moderator=make.moderator(),
        article=make.charter_article(),
        reason="Une insulte.",
    )

    comment.refresh_from_db()
    assert comment.is_tombstone
    told = OutboxMessage.objects.filter(kind="notice", event=f"moderation-{act.pk}")
    assert [message.target for message in told] == [str(comment.person_id)]


def test_reports_queue_and_never_hide() -> None:
    idea = make.idea()

    for _ in range(10):
        report_abuse(person=make.citizen(), subject=idea, reason="Insultes")
    ada = make.citizen()
    report_abuse(person=ada, subject=idea, reason="Insultes")
    report_abuse(person=ada, subject=idea, reason="Encore")

    idea.refresh_from_db()
    assert idea.state == Idea.State.PUBLISHED
    assert Report.objects.count() == 11


def test_an_appeal_is_decided_by_somebody_else_and_undoes_the_act() -> None:
    idea, first, second = make.idea(), make.moderator(), make.moderator()
    act = moderate(
        subject=idea,
        act=Act.HIDE,
        moderator=first,
        article=make.charter_article(),
        reason="Publicité",
    )
    made = appeal(person=idea.person, act=act, text="Ce n’en est pas.", at=make.NOON)

    with pytest.raises(SamePersonDecides):
        decide_appeal(appeal=made, moderator=first, outcome="granted", answer="Bien")
    decide_appeal(appeal=made, moderator=second, outcome="granted", answer="C’est exact.")

    idea.refresh_from_db()
    assert idea.state == Idea.State.PUBLISHED
    assert made.due_on.isoformat() == "2026-05-18"


def test_an_appeal_that_undoes_a_return_publishes_the_idea() -> None:
    idea = make.idea(state=Idea.State.SUBMITTED, published_at=None)
    act = against(idea, Act.RETURN)
    made = appeal(person=idea.person, act=act, text="Tout y est.", at=make.NOON)

    decide_appeal(appeal=made, moderator=make.moderator(), outcome="granted", answer="Oui.")

    idea.refresh_from_db()
    assert idea.is_public
    events = OutboxMessage.objects.values_list("event", flat=True)
    assert [e for e in events if e.startswith("moderation")] == [f"moderation-{act.pk}"]


def test_an_appeal_comes_in_time_or_not_at_all(settings: Any) -> None:
    idea = make.idea()
    act = against(idea, Act.HIDE)
    late = make.NOON + timedelta(days=settings.APPEAL_DAYS)

    with pytest.raises(AppealTooLate):
        appeal(person=idea.person, act=act, text="Trop tard", at=late)
    assert appeal(person=idea.person, act=act, text="À temps", at=late - timedelta(seconds=1))


def test_there_is_no_appeal_against_what_takes_nothing_away_or_no_longer_holds() -> None:
    idea = make.idea(state=Idea.State.SUBMITTED)
    published = moderate(subject=idea, act=Act.PUBLISH, moderator=make.moderator(), at=make.NOON)
    hidden = against(idea, Act.HIDE)
    moderate(subject=idea, act=Act.RESTORE, moderator=make.moderator(), at=make.NOON)

    for act in (published, hidden):
        with pytest.raises(NothingToAppeal):
            appeal(person=idea.person, act=act, text="Mais si", at=make.NOON)


def test_an_appeal_granted_after_the_author_withdrew_publishes_nothing() -> None:
    comment = post_comment(person=make.citizen(), idea=make.idea(), body="…", at=make.NOON)
    made = appeal(person=comment.person, act=against(comment, Act.HIDE), text="Non", at=make.NOON)
    remove_comment(person=comment.person, comment=comment)

    decide_appeal(appeal=made, moderator=make.moderator(), outcome="granted", answer="Oui.")

    comment.refresh_from_db()
    assert comment.state == Comment.State.REMOVED


def test_nobody_decides_their_own_appeal() -> None:
    moderator, me = make.moderator(), make.citizen()
    me.user = moderator
    me.save()
    idea = make.idea(person=me)
    made = appeal(person=me, act=against(idea, Act.HIDE), text="Non", at=make.NOON)

    with pytest.raises(OwnContribution):
        decide_appeal(appeal=made, moderator=moderator, outcome="granted", answer="Oui.")


def test_a_report_that_a_moderator_left_aside_is_closed_and_told() -> None:
    idea, ada = make.idea(), make.citizen()
    report = report_abuse(person=ada, subject=idea, article=make.charter_article(), at=make.NOON)

    act = moderate(subject=idea, act=Act.KEEP, moderator=make.moderator(), at=make.NOON)

    report.refresh_from_db()
    assert (report.handled_at, report.handled_by) == (make.NOON, act)
    told = OutboxMessage.objects.filter(kind="notice").values_list("event", "target")
    assert list(told) == [(f"report-{report.pk}", str(ada.pk))]  # and not the author


def test_what_was_under_review_comes_back_under_review() -> None:
    idea = make.idea(state=Idea.State.IN_ANALYSIS)
    against(idea, Act.HIDE)

    moderate(subject=idea, act=Act.RESTORE, moderator=make.moderator())

    idea.refresh_from_db()
    assert idea.state == Idea.State.IN_ANALYSIS


def test_nobody_publishes_a_text_that_changed_since_they_read_it() -> None:
    ada = make.citizen()
    idea = make.idea(person=ada, state=Idea.State.SUBMITTED)
    read = idea.mark()
    edit_idea(person=ada, idea=idea, text=IdeaText(title="Tout autre chose"), at=make.NOON)

    with pytest.raises(ChangedMeanwhile):
        moderate(subject=idea, act=Act.PUBLISH, moderator=make.moderator(), seen=read)


def test_an_act_is_never_changed_nor_deleted() -> None:
    act = against(make.idea(), Act.HIDE)

    with pytest.raises(TypeError):
        act.save()
    with pytest.raises(TypeError):
        ModerationAct.objects.update(reason="Autre")
    with pytest.raises(TypeError):
        ModerationAct.objects.all().delete()
    with pytest.raises(TypeError):
        act.delete()


def test_only_the_author_appeals() -> None:
    idea = make.idea()
    act = moderate(
        subject=idea,
        act=Act.HIDE,
        moderator=make.moderator(),
        article=make.charter_article(),
        reason="Publicité",
    )

    with pytest.raises(NotYours):
        appeal(person=make.citizen(), act=act, text="Moi non plus")


def test_a_comment_waits_where_texts_are_read_first() -> None:
    box = make.idea_box(moderation="before")

    comment = post_comment(person=make.citizen(), idea=make.idea(box), body="Oui", at=make.NOON)

    assert comment.state == Comment.State.SUBMITTED
