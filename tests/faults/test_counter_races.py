"""Claims and confirmations at the same moment: one voice, one sheet. Each storm has its control."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.db import connection

from accounts import clock
from accounts.models import Person
from participation.actions import claim as claiming
from participation.actions import confirm_sheet as confirming
from participation.actions.assist import Wishes
from participation.actions.cast_vote import cast_vote
from participation.actions.claim import claim_contributions
from participation.actions.confirm_sheet import confirm_sheet, hold_sheet, link_to
from participation.actions.follow_code import holder_of
from participation.actions.submit_sheet import Sheet
from participation.errors import UnknownCode
from participation.models import Answer, AnswerSheet, Survey, Vote, WaitingSheet
from participation.surveys.errors import AlreadyAnswered
from tests import make, surveys
from tests.faults.at_once import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
UNIQUE = "one_sheet_per_address_and_survey"
on_postgres = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has one writer at a time"
)


def waiting(survey: Survey, count: int) -> list[str]:
    """So many sheets, all sent with one address; their links."""
    for _ in range(count):
        sheet = Sheet({"q1": ["a"]}, uuid4())
        hold_sheet(survey=survey, sheet=sheet, email="lucienne@example.be")
    return [link_to(row) for row in WaitingSheet.objects.all()]


@pytest.fixture
def _without_protection(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The control: no button queues, everybody looks before anybody writes, no constraint."""

    def rush(mark: str) -> dict[int, WaitingSheet]:
        found = {row.pk: row for row in WaitingSheet.objects.filter(address_mark=mark)}
        time.sleep(0.3)
        return found

    monkeypatch.setattr(confirming, "_take_turn", rush)
    constraint = next(c for c in AnswerSheet._meta.constraints if c.name == UNIQUE)
    with connection.schema_editor() as editor:
        editor.remove_constraint(AnswerSheet, constraint)
    yield
    Answer.objects.all().delete()
    AnswerSheet.objects.all().delete()
    with connection.schema_editor() as editor:
        editor.add_constraint(AnswerSheet, constraint)


def confirm_all_at_once() -> int:
    survey = surveys.survey(respondents="email", consultation=make.open_now())
    links = waiting(survey, 8)
    found = at_once(*(partial(confirm_sheet, link=link) for link in links))
    refused = [one for one in found if isinstance(one, Exception)]
    assert all(isinstance(one, AlreadyAnswered) for one in refused), refused
    return survey.sheets.count()


def test_eight_confirmations_of_one_mailbox_at_once_are_one_sheet() -> None:
    assert confirm_all_at_once() == 1


@on_postgres
@pytest.mark.usefixtures("_without_protection")
def test_without_protection_one_mailbox_would_count_several_times() -> None:
    assert confirm_all_at_once() > 1


@pytest.fixture
def _nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the lock: all find the holder before anybody writes."""

    def rush(code: str) -> Person:
        found = holder_of(code)
        time.sleep(0.3)
        assert found
        return found

    monkeypatch.setattr(claiming, "_take_holder", rush)


@on_postgres
@pytest.mark.usefixtures("_nobody_waits")
def test_without_the_lock_one_code_would_serve_several_accounts() -> None:
    done = make.assisted(make.idea_box(consultation=make.open_now()), at=clock.now())
    people = [make.citizen() for _ in range(6)]

    found = at_once(
        *(partial(claim_contributions, person=person, code=done.code) for person in people)
    )

    assert sum(one == 0 for one in found) > 1


def test_one_code_claimed_by_six_accounts_at_once_goes_to_one() -> None:
    done = make.assisted(make.idea_box(consultation=make.open_now()), at=clock.now())
    people = [make.citizen() for _ in range(6)]

    found = at_once(
        *(partial(claim_contributions, person=person, code=done.code) for person in people)
    )

    assert sorted(type(one) is UnknownCode for one in found) == [False] + [True] * 5
    assert done.idea
    done.idea.refresh_from_db()
    assert done.idea.person in people


def test_claiming_beside_an_online_vote_keeps_one_voice() -> None:
    box = make.idea_box(consultation=make.open_now())
    at = clock.now() - timedelta(minutes=1)
    for _ in range(10):
        idea, ada = make.idea(box), make.citizen()
        done = make.assisted(box, wishes=Wishes(choices={idea.pk: "for"}), at=at)

        found = at_once(
            partial(claim_contributions, person=ada, code=done.code),
            partial(cast_vote, person=ada, idea=idea),
        )

        assert not [one for one in found if isinstance(one, Exception)], found
        assert Vote.objects.filter(idea=idea).count() == 1
