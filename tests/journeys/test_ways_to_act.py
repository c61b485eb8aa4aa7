"""Every act of a citizen without JavaScript, and by the keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import make
from tests.faults.servers import House, site

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SEED = """
from datetime import timedelta
from django.utils import timezone
from tests import make
now = timezone.now()
make.home()
consultation = make.open_consultation(
    opens_at=now - timedelta(days=7), closes_at=now + timedelta(days=28)
)
box = make.idea_box(consultation=consultation, question="Que changer ici ?")
idea = make.idea(box, title="Une fontaine sur la place")
for name in ("ada", "bob"):
    person = make.citizen(email=f"{name}@example.be")
    person.user.set_password(make.PASSWORD)
    person.user.save()
print(box.pk, idea.pk)
"""


@pytest.fixture(scope="module")
def square() -> Iterator[tuple[House, str, str]]:
    """A site with one open call: its house, and the paths of the call and of its idea."""
    with site(processes=("web",)) as house:
        box, idea = house.shell(SEED).splitlines()[-1].split()
        yield house, f"/idees/boite/{box}/", f"/idees/{idea}/"


def test_every_act_works_without_javascript(
    square: tuple[House, str, str], browser: Browser
) -> None:
    house, box, idea = square
    context = browser.new_context(locale="fr-BE", java_script_enabled=False)
    page = context.new_page()
    _log_in(page, house, "ada")

    page.goto(house.url + idea)
    page.get_by_role("button", name=re.compile("Soutenir")).click()
    expect(page.locator(".support-box .count strong")).to_have_text("1")
    page.get_by_role("button", name=re.compile("Soutenir")).click()
    expect(page.locator(".support-box .count strong")).to_have_text("0")
    page.get_by_label("Votre commentaire").fill("Avec de l’eau potable.")
    page.get_by_role("button", name="Envoyer mon commentaire").click()
    expect(page.get_by_text("Avec de l’eau potable.")).to_be_visible()

    page.goto(house.url + box)
    page.get_by_role("link", name="Proposer une idée").click()
    page.get_by_label("Votre idée en une phrase").fill("Une fontaine près de la place")
    page.get_by_role("button", name="Envoyer mon idée").click()
    expect(page.get_by_role("link", name=re.compile("Une fontaine sur la place"))).to_be_visible()
    page.get_by_role("button", name="La mienne est différente").click()
    expect(page.get_by_role("heading", name="Une fontaine près de la place")).to_be_visible()
    page.get_by_role("link", name="Modifier ou retirer mon idée").click()
    page.get_by_role("link", name="Retirer mon idée").click()
    page.get_by_role("button", name="Retirer mon idée").click()
    expect(page.get_by_text("Votre idée est retirée")).to_be_visible()
    context.close()


def test_every_act_works_by_the_keyboard(square: tuple[House, str, str], browser: Browser) -> None:
    house, box, idea = square
    context = browser.new_context(locale="fr-BE", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    _log_in(page, house, "bob")

    page.goto(house.url + idea)
    _tab_to(page, "Soutenir")
    page.keyboard.press("Enter")
    expect(page.locator(".support-box .count strong")).to_have_text("1")
    expect(page.locator("button[aria-pressed=true]")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(".support-box .count strong")).to_have_text("0")
    expect(page.locator(".support-box button")).to_be_focused()
    _tab_to(page, "Votre commentaire")
    page.keyboard.type("Au clavier.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".comment-done [role=status]")).to_be_focused()

    page.goto(house.url + box)
    _tab_to(page, "Proposer une idée")
    page.keyboard.press("Enter")
    page.wait_for_url("**/proposer/")
    _tab_to(page, "Votre idée en une phrase")
    page.keyboard.type("Une fontaine sur une autre place")
    expect(page.locator(".similar")).to_contain_text("Une fontaine sur la place")
    _tab_to(page, "Garder comme brouillon")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Votre brouillon est conservé").first).to_be_visible()
    context.close()


def _log_in(page: Page, house: House, name: str) -> None:
    page.goto(f"{house.url}/compte/connexion/")
    page.fill("#id_login", f"{name}@example.be")
    page.fill("#id_password", make.PASSWORD)
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url(f"{house.url}/compte/")


def _tab_to(page: Page, words: str, most: int = 60) -> None:
    """Press Tab until what has the focus says these words."""
    for _ in range(most):
        page.keyboard.press("Tab")
        said = page.evaluate(
            "() => { const e = document.activeElement;"
            " return (e.labels && e.labels.length ? e.labels[0].innerText : e.innerText) || ''; }"
        )
        if words in said:
            return
    raise AssertionError(f"« {words} » is not reached by the keyboard on {page.url}")
