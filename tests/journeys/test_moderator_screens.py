"""The moderators' desk in a real browser: within reach, narrow or wide, by the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.faults.servers import House, site
from tests.journeys.steps import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]
AXE: dict[str, Any] = {
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
}
SEED = """
from participation.actions.appeal_act import appeal
from participation.actions.moderate import moderate
from participation.actions.report_abuse import report_abuse
from tests import make
make.home(), make.charter_article()
make.staff("moderator", email="moderation@example.be", first_name="M", last_name="T")
box = make.idea_box()
for title in ("Premier texte", "Second texte"):
    make.idea(box, title=title, state="submitted")
reported = make.idea(box, title="Texte signalé " + "long" * 40, body="Au 0470 12 34 56")
report_abuse(person=make.citizen(), subject=reported, reason="Un numéro")
hidden = make.idea(box, title="Texte contesté")
act = moderate(subject=hidden, act="hide", moderator=make.moderator(),
               article=make.charter_article(), reason="Publicité")
print(reported.pk, appeal(person=hidden.person, act=act, text="Non").pk)
"""


@pytest.fixture(scope="module")
def moderators_house() -> Iterator[tuple[House, list[str]]]:
    with site(processes=("web",)) as house:
        numbers = house.shell(SEED).splitlines()[-1].split()
        yield house, numbers


def _look(page: Page, part: str = ".desk") -> None:
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(page, context=part, options=AXE).response["violations"]
        assert found == [], [f"{v['id']}: {v['nodes'][0]['html']}" for v in found]
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"{page.url} overflows by {overflow} px at {width} px"


def test_the_desk_is_within_reach_and_works_by_the_keyboard(
    moderators_house: tuple[House, list[str]], browser: Browser
) -> None:
    house, (reported, contested) = moderators_house
    page = signed_in(house, browser, "moderation")

    for address in (f"idea/{reported}/", "appeals/", f"appeals/{contested}/", ""):
        page.goto(f"{house.url}/admin/moderation/{address}")
        expect(page.locator(".desk")).to_be_visible()
        _look(page)
    page.get_by_role("button", name="Appliquer aux textes cochés").click()
    expect(page.get_by_role("alert")).to_contain_text("Cochez au moins un texte.")
    _look(page)

    page.goto(f"{house.url}/admin/moderation/?why=submitted#waiting")
    items = page.locator(".desk-item")
    expect(items.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(items.nth(1)).to_be_focused()
    page.keyboard.press("x")
    expect(items.nth(1).get_by_role("checkbox")).to_be_checked()
    page.keyboard.press("p")
    expect(items).to_have_count(1)
    expect(items.nth(0)).to_be_focused()  # the next one
    page.get_by_label("Motif").fill("p j k x o")  # keys mean nothing in a field
    expect(page.get_by_label("Motif")).to_have_value("p j k x o")
    page.context.close()


def test_the_charter_and_a_report_are_within_everybody_s_reach(
    moderators_house: tuple[House, list[str]], page: Page
) -> None:
    house, (reported, _contested) = moderators_house

    for address in ("/moderation/", f"/idees/{reported}/signaler/"):
        page.goto(house.url + address)
        _look(page, "main")
    page.get_by_role("button", name="Envoyer mon signalement").click()
    expect(page.locator("#errors")).to_be_visible()
    _look(page, "main")
    page.get_by_label("Avec vos mots").fill("Un numéro de téléphone")
    page.get_by_role("button", name="Envoyer mon signalement").click()
    expect(page.get_by_text("Votre texte est conservé")).to_be_visible()
    _look(page, "main")
