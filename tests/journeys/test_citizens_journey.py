"""From a call for ideas that opens by itself to a vote refused after the closing."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.faults.servers import House, wait_for
from tests.journeys.steps import (
    act,
    add_idea_box,
    approve,
    choose_moment,
    goes_live_by_itself,
    signed_in,
    write_consultation,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SEED = """
from tests import make
make.consultation_index(), make.service(), make.charter_article()
make.staff("implementation", email="redaction@example.be", first_name="R", last_name="T")
make.staff("strategy", email="strategie@example.be", first_name="S", last_name="T")
make.staff("moderator", email="moderation@example.be", first_name="M", last_name="T")
"""
CLOSE = """
from accounts import clock
from participation.models import Consultation
Consultation.objects.update(closes_at=clock.now())
"""
AXE: dict[str, Any] = {
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
}
ADDRESS = "/consultations/parc/"
IDEA = "Des bancs à l’ombre le long du canal"


def test_an_idea_is_proposed_read_supported_and_discussed_until_the_closing(
    house: House, browser: Browser
) -> None:
    house.shell(SEED)
    _a_call_goes_live(house, browser)

    author = _visitor(browser)
    _propose_first(author, house)
    _sign_up_afterwards(author, house, "autrice@example.be", "Autrice du parc")
    expect(author.get_by_role("heading", name=IDEA)).to_be_visible()
    expect(author.get_by_text("Reçue, en cours de lecture").first).to_be_visible()
    _look(author)
    idea = author.url
    assert house.get(_path(idea)).status == 404

    _a_moderator_publishes(house, browser)
    wait_for(lambda: house.get(_path(idea)).status == 200, seconds=20, what="the idea is online")

    reader = _visitor(browser)
    _support_first(reader, idea)
    _sign_up_afterwards(reader, house, "lectrice@example.be", "Lectrice du parc")
    expect(reader.locator(".support-box .count strong")).to_have_text("1")
    _look(reader)
    _comment(reader)
    _look(reader)
    reader.locator(".support-box button").click()  # withdrawn, and cast again
    expect(reader.locator(".support-box .count strong")).to_have_text("0")
    reader.locator(".support-box button").click()
    expect(reader.locator(".support-box .count strong")).to_have_text("1")
    wait_for(
        lambda: "<strong>1</strong>" in house.get(_path(idea)).text,
        seconds=20,
        what=f"everybody reads the support\n{house.logs('worker')[-2000:]}",
    )

    house.shell(CLOSE)
    reader.locator(".support-box button").click()
    expect(reader.get_by_role("alert")).to_contain_text("clôturé")
    _look(reader)
    closed = house.get(ADDRESS)
    assert closed.status == 200
    assert IDEA in closed.text


def _a_call_goes_live(house: House, browser: Browser) -> None:
    editor = signed_in(house, browser, "redaction")
    edit = write_consultation(editor, house, "Quel parc demain ?", "parc")
    add_idea_box(editor, "Vos idées pour le parc", "Que changer dans le parc ?")
    choose_moment(editor, timedelta(minutes=30))
    act(editor, "action-submit")
    approver = signed_in(house, browser, "strategie")
    approve(approver, edit)
    goes_live_by_itself(house, approver, edit, ADDRESS, "Que changer dans le parc ?")
    editor.context.close()
    approver.context.close()


def _visitor(browser: Browser) -> Page:
    context: BrowserContext = browser.new_context(
        locale="fr-BE", viewport={"width": 1280, "height": 900}, bypass_csp=True
    )
    context.set_default_timeout(30_000)
    return context.new_page()


def _look(page: Page) -> None:
    """Nothing of this very state is out of somebody's reach, wide or narrow."""
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        violations = Axe().run(page, options=AXE).response["violations"]
        assert violations == [], [f"{v['id']}: {v['nodes'][0]['html']}" for v in violations]
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"{page.url} overflows by {overflow} px at {width} px"
    page.set_viewport_size({"width": 1280, "height": 900})


def _propose_first(page: Page, house: House) -> None:
    """Write, then be asked who one is."""
    page.goto(house.url + ADDRESS)
    _look(page)
    page.get_by_role("link", name="Proposer une idée").click()
    page.get_by_label("Votre idée en une phrase").fill("ab")
    page.get_by_role("button", name="Envoyer mon idée").click()
    expect(page.locator("#errors")).to_be_visible()
    _look(page)
    page.get_by_label("Votre idée en une phrase").fill(IDEA)
    page.get_by_label("Dites-nous-en plus").fill("Pour souffler un peu.\n\nEt discuter.")
    page.get_by_role("button", name="Envoyer mon idée").click()
    expect(page.get_by_text("Votre texte est conservé")).to_be_visible()
    _look(page)


def _sign_up_afterwards(page: Page, house: House, address: str, name: str) -> None:
    if page.get_by_role("link", name="Créer un compte").count():
        page.get_by_role("link", name="Créer un compte").last.click()
    page.get_by_label("E-mail").fill(address)
    page.get_by_label("Nom affiché avec vos contributions").fill(name)
    page.get_by_label("J’ai 13 ans ou plus.").check()
    page.get_by_label("J’accepte les règles du jeu.").check()
    _look(page)
    page.get_by_role("button", name="Créer mon compte").click()
    _look(page)
    page.goto(house.url + _letter(house, address, r"http\S+/compte/adresse/confirmer/\S+"))
    _look(page)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(re.compile(r"/idees/\d+/"))


def _letter(house: House, address: str, pattern: str) -> str:
    """The path of the link in the newest letter to this address."""
    found: list[str] = []

    def has_come() -> bool:
        for letter in sorted((house.var / "mailbox").glob("*.log"), reverse=True):
            text = letter.read_text()
            if f"To: {address}" in text:
                found.extend(re.findall(pattern, text))
        return bool(found)

    wait_for(has_come, seconds=40, what=f"a letter to {address}\n{house.logs('worker')[-2000:]}")
    return _path(found[0])


def _path(url: str) -> str:
    return re.sub(r"https?://[^/]+", "", url).split("#")[0]


def _a_moderator_publishes(house: House, browser: Browser) -> None:
    moderator = signed_in(house, browser, "moderation")
    moderator.get_by_role("link", name="À modérer").first.click()
    text = moderator.get_by_role("listitem").filter(has_text=IDEA)
    expect(text).to_contain_text("À publier")
    text.get_by_role("button", name="Publier").click()
    expect(moderator.get_by_text("Rien n’attend ici.")).to_be_visible()
    moderator.context.close()


def _support_first(page: Page, idea: str) -> None:
    page.goto(idea)
    page.locator(".support-box button").click()
    expect(page.get_by_role("button", name="Se connecter et voter")).to_be_visible()
    _look(page)
    page.get_by_role("button", name="Se connecter et voter").click()


def _comment(page: Page) -> None:
    page.get_by_label("Votre commentaire").fill("Oui, et près de la fontaine.")
    page.get_by_role("button", name="Envoyer mon commentaire").click()
    expect(page.get_by_text("Merci ! Votre commentaire apparaîtra").first).to_be_visible()
