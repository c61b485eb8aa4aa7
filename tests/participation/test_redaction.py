"""Personal data taken out of a text: words go, a mark stays, and no trace repeats them."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
from django.core import serializers
from django.core.files.base import ContentFile
from PIL import Image

from participation.actions.cast_vote import cast_vote
from participation.actions.edit_idea import edit_idea
from participation.actions.post_comment import edit_comment, post_comment
from participation.actions.propose_idea import IdeaText
from participation.actions.redact import redact
from participation.errors import (
    NothingToRedact,
    OwnContribution,
    PassageTooShort,
    ReasonMissing,
)
from participation.models import Comment, CommentVersion, Idea, IdeaVersion, ModerationAct
from tests import make

pytestmark = pytest.mark.django_db
NUMBER = "0470 12 34 56"


def take_out(subject: Idea | Comment, *passages: str, **more: object) -> ModerationAct:
    values = {
        "moderator": make.moderator(),
        "article": make.charter_article(),
        "reason": "Numéro de téléphone d’un voisin.",
    } | more
    return redact(subject=subject, passages=passages, **values)  # type: ignore[arg-type]  # the defaults above


def everything() -> str:
    """Every row of these tables, as text."""
    rows = [
        row
        for model in (Idea, IdeaVersion, Comment, CommentVersion, ModerationAct)
        for row in model._base_manager.all()
    ]
    return json.dumps(serializers.serialize("python", rows), default=str).lower()


def test_the_words_go_from_every_field_and_version_and_a_mark_stays() -> None:
    ada = make.citizen()
    idea = make.idea(person=ada, title="Mon voisin Zorglub", body=f"Son n° : {NUMBER}.")
    cast_vote(person=make.citizen(), idea=idea, at=make.NOON)
    text = IdeaText(title="Le voisin ZORGLUB", body=f"Appelez le 0470\n12 34 56 ({NUMBER})")
    edit_idea(person=ada, idea=idea, text=text, at=make.NOON)

    take_out(idea, NUMBER, "zorglub")

    idea.refresh_from_db()
    assert (idea.title, idea.body) == ("Le voisin […]", "Appelez le […] ([…])")
    assert idea.state == Idea.State.PUBLISHED
    assert "zorglub" not in everything()
    assert "34 56" not in everything()


def test_a_comment_too_with_what_it_said_before() -> None:
    ada = make.citizen()
    comment = post_comment(person=ada, idea=make.idea(), body=f"Au {NUMBER}", at=make.NOON)
    edit_comment(person=ada, comment=comment, body="Au numéro", at=make.NOON + timedelta(minutes=1))

    take_out(comment, NUMBER)

    assert NUMBER not in everything()


def test_a_reason_that_repeats_it_is_cleaned_as_well() -> None:
    idea = make.idea(body=f"Au {NUMBER}")

    act = take_out(idea, NUMBER, reason=f"Le {NUMBER} est privé.")

    assert act.reason == "Le […] est privé."


def test_a_photo_goes_with_its_file(django_capture_on_commit_callbacks: object) -> None:
    idea = make.idea(body="Rien")
    picture = BytesIO()
    Image.new("RGB", (2, 2)).save(picture, "PNG")
    idea.image.save("photo.png", ContentFile(picture.getvalue()))
    storage, name = idea.image.storage, str(idea.image.name)

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture
        take_out(idea, with_picture=True)

    idea.refresh_from_db()
    assert not idea.image
    assert not storage.exists(name)


def test_what_is_not_there_changes_nothing_and_is_said() -> None:
    idea = make.idea(body="Rien de privé")

    with pytest.raises(NothingToRedact):
        take_out(idea, NUMBER)

    assert not ModerationAct.objects.exists()


@pytest.mark.parametrize("passage", ["a", " e "])
def test_a_letter_is_no_passage(passage: str) -> None:
    with pytest.raises(PassageTooShort):
        take_out(make.idea(), passage)


def test_no_text_grows_beyond_its_column() -> None:
    idea = make.idea(title="abc " * 50)

    take_out(idea, "abc")

    idea.refresh_from_db()
    assert len(idea.title) <= 200


def test_it_needs_a_reason_and_somebody_else() -> None:
    moderator, me = make.moderator(), make.citizen()
    me.user = moderator
    me.save()

    with pytest.raises(ReasonMissing):
        take_out(make.idea(body=NUMBER), NUMBER, reason=" ")
    with pytest.raises(OwnContribution):
        take_out(make.idea(body=NUMBER, person=me), NUMBER, moderator=moderator)
