"""What moderation removed is kept for a year, then its words go; what was decided stays."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from PIL import Image

from participation.actions.appeal_act import appeal, decide_appeal
from participation.actions.moderate import moderate, possible_acts
from participation.actions.purge_hidden import KEPT_FOR, purge_hidden
from participation.errors import AlreadyDecided
from participation.models import (
    Appeal,
    Comment,
    CommentVersion,
    Idea,
    IdeaVersion,
    ModerationAct,
    Report,
)
from participation.tasks import purge_hidden as nightly
from tests import make

pytestmark = pytest.mark.django_db
Act = ModerationAct.Act
MINUTE = timedelta(minutes=1)
OVER = make.NOON + KEPT_FOR


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def remove(text: Idea | Comment, act: str = Act.HIDE, at: datetime = make.NOON) -> ModerationAct:
    return moderate(
        subject=text,
        act=act,
        moderator=make.moderator(),
        article=make.charter_article(),
        reason="Une insulte",
        at=at,
    )


def an_idea(**fields: Any) -> Idea:
    """One with words everywhere, a photo, a place, a theme and an earlier version."""
    idea = make.idea(
        title="Zorglubine",
        body="zorglubine",
        place="rue Zorglubine",
        image_alt="zorglubine",
        district=make.district(),
        **fields,
    )
    idea.themes.add(make.theme())
    file = BytesIO()
    Image.new("RGB", (2, 2)).save(file, "WEBP")
    idea.image.save("photo.webp", ContentFile(file.getvalue()))
    IdeaVersion.objects.create(
        idea=idea, version=1, title="zorglubine", body="zorglubine", replaced_at=make.NOON
    )
    return idea


def a_comment(**fields: Any) -> Comment:
    person = make.citizen()
    made = Comment.objects.create(
        idea=make.idea(), person=person, body="zorglubine", created_at=make.NOON, **fields
    )
    CommentVersion.objects.create(comment=made, body="zorglubine", replaced_at=make.NOON)
    return made


def everything() -> str:
    """Whatever the tables hold, as one text."""
    stream = StringIO()
    call_command("dumpdata", "participation", "wagtailcore.modellogentry", stdout=stream)
    return stream.getvalue().lower()


@pytest.mark.django_db(transaction=True)
def test_a_year_later_the_words_of_a_hidden_idea_are_nowhere() -> None:
    make.home()
    idea = an_idea()
    file = Path(idea.image.path)
    remove(idea)
    assert "zorglubine" in everything()  # the control

    assert purge_hidden(at=OVER) == 1

    assert "zorglubine" not in everything()
    assert not file.exists()
    idea.refresh_from_db()
    assert (idea.state, idea.district, list(idea.themes.all())) == (Idea.State.HIDDEN, None, [])


def test_a_year_later_the_words_of_a_hidden_comment_are_nowhere() -> None:
    comment = a_comment()
    remove(comment)

    purge_hidden(at=OVER)

    assert "zorglubine" not in everything()
    comment.refresh_from_db()
    assert comment.state == Comment.State.HIDDEN


@pytest.mark.parametrize("act", [Act.HIDE, Act.REFUSE])
def test_the_trace_of_the_decision_stays(act: str) -> None:
    state = Idea.State.SUBMITTED if act == Act.REFUSE else Idea.State.PUBLISHED
    idea = an_idea(state=state)
    done = remove(idea, act)

    purge_hidden(at=OVER)

    kept = ModerationAct.objects.get(pk=done.pk)
    assert (kept.act, kept.reason, kept.idea_id) == (act, "Une insulte", idea.pk)
    assert kept.article == make.charter_article()
    assert kept.moderator_id == done.moderator_id


def test_not_a_minute_sooner() -> None:
    idea = an_idea()
    remove(idea)

    assert purge_hidden(at=OVER - MINUTE) == 0

    idea.refresh_from_db()
    assert idea.body == "zorglubine"


def test_what_was_published_again_stays_and_counts_anew_when_it_is_hidden_again() -> None:
    idea = an_idea()
    remove(idea)
    moderate(subject=idea, act=Act.RESTORE, moderator=make.moderator(), at=make.NOON + MINUTE)
    assert purge_hidden(at=OVER) == 0

    remove(idea, at=make.NOON + timedelta(days=100))

    assert purge_hidden(at=OVER + timedelta(days=99)) == 0
    assert purge_hidden(at=OVER + timedelta(days=100)) == 1


def test_what_is_public_is_never_touched() -> None:
    an_idea()
    a_comment()

    assert purge_hidden(at=OVER + timedelta(days=4000)) == 0


def test_nothing_is_deleted_while_an_appeal_waits() -> None:
    idea = an_idea()
    done = remove(idea)
    made = appeal(person=idea.person, act=done, text="zorglubine", at=make.NOON + MINUTE)
    assert purge_hidden(at=OVER) == 0

    decide_appeal(
        appeal=made,
        moderator=make.moderator(),
        outcome=Appeal.Outcome.UPHELD,
        answer="La décision reste.",
        at=OVER,
    )

    assert purge_hidden(at=OVER) == 1
    made.refresh_from_db()
    assert made.outcome == Appeal.Outcome.UPHELD
    assert made.answer == "La décision reste."
    assert "zorglubine" not in made.text


def test_what_people_reported_of_it_keeps_its_article_and_loses_its_words() -> None:
    idea = an_idea()
    report = Report.objects.create(
        idea=idea,
        person=make.citizen(),
        article=make.charter_article(),
        reason="zorglubine",
        created_at=make.NOON,
    )
    remove(idea)

    purge_hidden(at=OVER)

    report.refresh_from_db()
    assert (report.article, report.reason) == (make.charter_article(), "")
    assert report.handled_at is not None


def test_an_emptied_text_cannot_be_published_again() -> None:
    idea = an_idea()
    remove(idea)
    purge_hidden(at=OVER)
    idea.refresh_from_db()

    assert possible_acts(idea) == []
    with pytest.raises(AlreadyDecided):
        moderate(subject=idea, act=Act.RESTORE, moderator=make.moderator(), at=OVER)


def test_twice_is_harmless() -> None:
    remove(an_idea())

    assert [purge_hidden(at=OVER), purge_hidden(at=OVER)] == [1, 0]


def test_the_nightly_task_does_it() -> None:
    remove(an_idea(), at=datetime.now(make.NOON.tzinfo) - KEPT_FOR - MINUTE)

    assert nightly() == 1
