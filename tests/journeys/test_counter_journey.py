"""The counter, its receipt, « Suivre avec un code » and a confirmed address, in a real browser."""

from __future__ import annotations

import re
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
from tests import make, surveys
make.home()
make.staff("data_entry", email="guichet@example.be", first_name="G", last_name="T")
row = make.open_now()
box = make.idea_box(consultation=row, voting_rule="for_against", has_stances=True)
for title in ("Un banc", "Une fontaine " + "longue" * 30, "Un arbre"):
    make.idea(box, title=title)
yes = surveys.question("single", options=["Oui", "Non"])
survey = surveys.survey(yes, consultation=row, respondents="email")
print(box.pk, survey.pk)
"""


@pytest.fixture(scope="module")
def counter() -> Iterator[tuple[House, str, str]]:
    with site(processes=("web",)) as house:
        box, survey = house.shell(SEED).splitlines()[-1].split()
        yield house, box, survey


def _look(page: Page, part: str = "main") -> None:
    """No fault and no overflow, narrow or wide."""
    expect(page.locator(part).first).to_be_visible()
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(page, context=part, options=AXE).response["violations"]
        assert found == [], [f"{v['id']}: {v['nodes'][0]['html']}" for v in found]
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"{page.url} overflows by {overflow} px at {width} px"


def _type_in_everything(page: Page) -> None:
    """By the keyboard alone: Tab from field to field, Space to tick, Ctrl and Enter to send."""
    expect(page.locator("#id_agrees")).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")  # the channel, already chosen
    for words in ("Bibliothèque", "Lucienne"):
        page.keyboard.press("Tab")
        page.keyboard.type(words)
    for _ in range(3):  # over the language and the code, to the title
        page.keyboard.press("Tab")
    page.keyboard.type("Des bancs le long du RAVeL")
    page.keyboard.press("Tab")
    page.keyboard.type("Pour qui marche lentement.")
    page.locator(".parvis-ballots select").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Control+Enter")


def test_an_agent_enters_by_the_keyboard_and_the_person_follows_with_the_code(
    counter: tuple[House, str, str], browser: Browser
) -> None:
    house, box, _survey = counter
    page = signed_in(house, browser, "guichet")
    page.goto(f"{house.url}/admin/counter/")
    _look(page, ".parvis-assist")
    page.goto(f"{house.url}/admin/counter/{box}/")
    _look(page, ".parvis-assist")
    page.get_by_role("button", name="Encoder et imprimer le reçu").click()
    expect(page.locator("#errors")).to_be_focused()
    _look(page, ".parvis-assist")

    page.goto(f"{house.url}/admin/counter/{box}/")
    _type_in_everything(page)

    expect(page.get_by_role("heading", name="Merci de votre participation")).to_be_visible()
    expect(page.get_by_role("button", name="Imprimer le reçu")).to_be_focused()
    _look(page, "body")
    code = page.locator(".code").inner_text()
    page.get_by_role("link", name="Continuer pour cette personne").click()
    expect(page.locator(".parvis-sitting")).to_contain_text("Lucienne")
    _look(page, ".parvis-assist")
    page.goto(f"{house.url}/admin/counter/sittings/")
    _look(page, ".parvis-assist")
    page.get_by_role("link", name=re.compile("Remettre un autre code")).first.click()
    page.wait_for_url("**/code/")
    _look(page, ".parvis-assist")
    _follow(house, browser, code)


def _follow(house: House, browser: Browser, code: str) -> None:
    """Without JavaScript, as on an old telephone."""
    plain = browser.new_context(locale="fr-BE", java_script_enabled=False).new_page()
    page = browser.new_context(locale="fr-BE").new_page()
    page.goto(f"{house.url}/suivre/")
    _look(page)
    page.get_by_label("Votre code").fill("0000-0000-0000-0000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    _look(page)
    page.get_by_label("Votre code").fill(code.lower())
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Des bancs le long du RAVeL")).to_be_visible()
    _look(page)
    page.get_by_label("Adresse e-mail").fill("x")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    _look(page)
    page.get_by_role("button", name="Me faire oublier").click()
    expect(page.get_by_role("button", name="Oubliez-moi")).to_be_visible()
    _look(page)

    plain.goto(f"{house.url}/suivre/")
    plain.get_by_label("Votre code").fill(code)
    plain.keyboard.press("Enter")
    plain.get_by_role("button", name=re.compile("Retirer cette idée")).click()
    expect(plain.get_by_text("Votre idée est retirée.")).to_be_visible()


def test_an_address_is_left_after_the_last_question(
    counter: tuple[House, str, str], browser: Browser
) -> None:
    house, _box, survey = counter
    page = browser.new_context(locale="fr-BE").new_page()
    page.goto(f"{house.url}/enquetes/{survey}/repondre/")
    page.get_by_label("Oui").check()
    _look(page)
    page.get_by_role("button", name="Envoyer mes réponses").click()
    page.wait_for_url("**/adresse/")
    _look(page)
    page.get_by_label("Adresse e-mail").fill("x")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    _look(page)
    page.get_by_label("Adresse e-mail").fill("lucienne@example.be")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Regardez votre boîte")
    _look(page)

    link = house.shell(
        "from participation.models import WaitingSheet;"
        "from participation.actions.confirm_sheet import link_to;"
        "print(link_to(WaitingSheet.objects.get()))"
    ).splitlines()[-1]
    other = browser.new_context(locale="fr-BE").new_page()
    other.goto(f"{house.url}/enquetes/{survey}/confirmer/{link}/")
    _look(other)
    other.get_by_role("button", name="Oui, comptez mes réponses").click()
    expect(other.get_by_text("Votre reçu")).to_be_visible()
    _look(other)
