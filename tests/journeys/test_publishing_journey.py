"""From an empty form to a page that went online by itself, and stays readable when it is over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from tests.editor import typed
from tests.faults.servers import House
from tests.journeys.steps import (
    act,
    approve,
    choose_moment,
    goes_live_by_itself,
    signed_in,
    type_in,
    write_consultation,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SEED = """
from tests import make
make.consultation_index(), make.service()
make.staff("implementation", email="redaction@example.be", first_name="R", last_name="T")
make.staff("strategy", email="strategie@example.be", first_name="S", last_name="T")
"""
TITLE = "Le futur centre sportif"
ADDRESS = "/consultations/centre-sportif/"


def test_a_consultation_is_written_approved_and_goes_live_by_itself(
    house: House, browser: Browser
) -> None:
    house.shell(SEED)
    author, approver = (
        signed_in(house, browser, "redaction"),
        signed_in(house, browser, "strategie"),
    )

    edit = write_consultation(author, house, TITLE, "centre-sportif")
    choose_moment(author, timedelta(minutes=30))
    act(author, "action-submit")
    assert house.get(ADDRESS).status == 404

    approve(approver, edit)
    expect(approver.locator("[data-fate=scheduled]")).to_be_visible()
    goes_live_by_itself(house, approver, edit, ADDRESS, TITLE)

    over = timezone.now() - timedelta(hours=1)
    approver.goto(edit)
    type_in(approver, "title", f"{TITLE} : merci")
    type_in(approver, "opens_at", typed(over - timedelta(days=30)))
    type_in(approver, "closes_at", typed(over))
    type_in(approver, "change_reason", "Le chantier commence plus tôt que prévu.")
    choose_moment(approver, timedelta(minutes=30))
    act(approver, "action-publish")
    approver.goto(edit)
    expect(approver.locator("[data-fate=live_and_scheduled]")).to_be_visible()
    assert "merci" not in house.get(ADDRESS).text

    goes_live_by_itself(house, approver, edit, ADDRESS, "merci")
    closed = house.get(ADDRESS)
    assert closed.status == 200
    assert "clôturée" in closed.text.lower()
