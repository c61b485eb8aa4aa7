"""Comments: two levels, a short time to edit, a place kept for what was removed."""

from datetime import timedelta
from uuid import uuid4

import pytest

from participation.actions.post_comment import edit_comment, post_comment, remove_comment
from participation.errors import (
    ActivityClosed,
    ChoiceNotOffered,
    CommentsClosed,
    NotYours,
    TextMissing,
    TooLateToEditComment,
    TwoLevelsOnly,
)
from participation.models import Comment, CommentVersion
from tests import make

pytestmark = pytest.mark.django_db


def test_a_comment_and_an_answer_to_it() -> None:
    idea = make.idea()

    first = post_comment(person=make.citizen(), idea=idea, body="Oui !", at=make.NOON)
    answer = post_comment(
        person=make.citizen(), idea=idea, body="Et le soir ?", parent=first, at=make.NOON
    )

    assert answer.parent == first


def test_an_answer_to_an_answer_is_refused() -> None:
    idea = make.idea()
    first = post_comment(person=make.citizen(), idea=idea, body="Oui", at=make.NOON)
    second = post_comment(person=make.citizen(), idea=idea, body="Non", parent=first, at=make.NOON)

    with pytest.raises(TwoLevelsOnly):
        post_comment(person=make.citizen(), idea=idea, body="Si", parent=second, at=make.NOON)


def test_an_answer_stays_with_its_idea() -> None:
    elsewhere = post_comment(person=make.citizen(), idea=make.idea(), body="Oui", at=make.NOON)

    with pytest.raises(TwoLevelsOnly):
        post_comment(
            person=make.citizen(), idea=make.idea(), body="Si", parent=elsewhere, at=make.NOON
        )


def test_the_same_form_sent_twice_makes_one_comment() -> None:
    ada, idea, token = make.citizen(), make.idea(), uuid4()

    for _ in range(2):
        post_comment(person=ada, idea=idea, body="Oui", token=token, at=make.NOON)

    assert Comment.objects.count() == 1


def test_a_stance_only_where_the_box_asks_for_one() -> None:
    ada = make.citizen()
    with_stances = make.idea(make.idea_box(has_stances=True))

    assert (
        post_comment(
            person=ada, idea=with_stances, body="Oui", stance="against", at=make.NOON
        ).stance
        == "against"
    )
    with pytest.raises(ChoiceNotOffered):
        post_comment(person=ada, idea=make.idea(), body="Oui", stance="against", at=make.NOON)


def test_refused_when_closed_empty_or_switched_off() -> None:
    ada = make.citizen()

    with pytest.raises(ActivityClosed):
        post_comment(person=ada, idea=make.idea(), body="?", at=make.NOON + timedelta(days=40))
    with pytest.raises(TextMissing):
        post_comment(person=ada, idea=make.idea(), body="  ", at=make.NOON)
    with pytest.raises(CommentsClosed):
        post_comment(
            person=ada, idea=make.idea(make.idea_box(has_comments=False)), body="?", at=make.NOON
        )


def test_fifteen_minutes_to_edit_and_the_moderators_see_what_it_said() -> None:
    ada, idea = make.citizen(), make.idea()
    comment = post_comment(person=ada, idea=idea, body="Oui", at=make.NOON)

    edit_comment(person=ada, comment=comment, body="Non", at=make.NOON + timedelta(minutes=15))
    with pytest.raises(TooLateToEditComment):
        edit_comment(person=ada, comment=comment, body="?", at=make.NOON + timedelta(minutes=16))

    assert CommentVersion.objects.get().body == "Oui"


def test_a_removed_comment_keeps_its_place_and_the_answers() -> None:
    ada, idea = make.citizen(), make.idea()
    comment = post_comment(person=ada, idea=idea, body="Oui", at=make.NOON)
    answer = post_comment(person=make.citizen(), idea=idea, body="Ah", parent=comment, at=make.NOON)

    removed = remove_comment(person=ada, comment=comment)

    assert removed.is_tombstone
    assert Comment.objects.get(pk=answer.pk).parent == removed
    with pytest.raises(NotYours):
        remove_comment(person=ada, comment=answer)
