"""How much one person may send at once: counted per person, never per address."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from accounts.models import Person
from participation.actions.post_comment import post_comment
from participation.actions.propose_idea import IdeaText, keep_draft, propose_idea
from participation.actions.report_abuse import report_abuse
from participation.errors import TooManyRecently
from participation.models import IdeaBox
from tests import make

pytestmark = pytest.mark.django_db
TEXT = IdeaText(title="Un banc place Ferrer")


@pytest.fixture(autouse=True)
def _two_an_hour_three_a_day(settings: Any) -> None:
    settings.CONTRIBUTION_PACE = dict.fromkeys(
        ("idea", "comment", "report"), [(2, 3600), (3, 86_400)]
    )


def propose(person: Person, at: datetime, box: IdeaBox) -> object:
    return propose_idea(person=person, box=box, text=TEXT, at=at)


def draft(person: Person, at: datetime, box: IdeaBox) -> object:
    return keep_draft(person=person, box=box, text=TEXT, at=at)


def comment(person: Person, at: datetime, box: IdeaBox) -> object:
    return post_comment(person=person, idea=make.idea(box), body="Oui", at=at)


def report(person: Person, at: datetime, box: IdeaBox) -> object:
    return report_abuse(person=person, subject=make.idea(box), reason="Pub", at=at)


@pytest.mark.parametrize("send", [propose, draft, comment, report])
def test_a_burst_and_a_day_have_their_limits(
    send: Callable[[Person, datetime, IdeaBox], object],
) -> None:
    ada, box = make.citizen(), make.idea_box()

    def after(minutes: int) -> object:
        return send(ada, make.NOON + timedelta(minutes=minutes), box)

    after(0), after(1)
    with pytest.raises(TooManyRecently):
        after(2)
    after(70)
    with pytest.raises(TooManyRecently):
        after(140)
    assert send(make.citizen(), make.NOON + timedelta(minutes=2), box)  # another person


def test_the_city_answers_as_often_as_it_is_asked() -> None:
    service, box = make.speaker(), make.idea_box()

    for _ in range(4):
        post_comment(
            person=service, idea=make.idea(box), body="Oui", speaks_for="Travaux", at=make.NOON
        )
