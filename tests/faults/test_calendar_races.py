"""Two people create the draft of one entry at the same moment: there is one page.

The control takes the turn away: each then makes a page of its own.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from accounts.groups import IMPLEMENTATION
from pages.actions import draft_entry as module
from pages.actions.draft_entry import draft_entry
from pages.actions.plan_entry import Plan, plan_entry
from pages.models import CalendarEntry, ConsultationPage
from participation.models import IdeaBox
from tests import make
from tests.faults.at_once import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def _both_create() -> list[Any]:
    make.first_rows()
    make.consultation_index()
    found = plan_entry(plan=Plan(subject="Quelle mobilité ?", kind="call_for_ideas"), user=None)
    users = [make.staff(IMPLEMENTATION) for _ in range(2)]
    return at_once(*[lambda user=user: draft_entry(entry=found, user=user).pk for user in users])


def test_two_at_once_open_the_same_page() -> None:
    first, second = _both_create()

    assert first == second
    assert ConsultationPage.objects.count() == IdeaBox.objects.count() == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_without_the_turn_there_would_be_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_take_turn", lambda e: CalendarEntry.objects.get(pk=e.pk))

    _both_create()

    assert ConsultationPage.objects.count() == 2
