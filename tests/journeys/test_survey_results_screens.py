"""Staff read results by groups, translate a survey and export it; the public reads what it may."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.faults.servers import House
from tests.journeys.looking import AXE, look, tab_to
from tests.journeys.steps import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SEED = """
from datetime import timedelta
from accounts import clock
from participation.actions.count_sheets import count_new_sheets
from tests import make, surveys
from tests.surveys import question
make.home()
make.staff("strategy", email="strategie@example.be", first_name="S", last_name="T")
made = surveys.survey(
    question("single", "Dans quelle section habitez-vous ?", options=["Brye", "Saint-Amand"]),
    question("single", "Venez-vous au marché ?", options=["Oui", "Parfois", "Jamais"]),
    question("long_text", "Que faut-il changer ?", help="En deux mots"),
    consultation=None, is_shown=True, count_visibility="always", has_public_splits=True,
)
for number in range(70):
    surveys.answer(made, q1="ab"[number % 2], q2="aab"[number % 3])
surveys.answer(made, q1="a", q2="c")
made.opens_at = clock.now() - timedelta(days=9)
made.closes_at = clock.now() - timedelta(days=1)
made.save()
count_new_sheets()
"""
DESK = "/admin/surveys/1"


def test_results_are_read_by_groups_translated_and_exported(
    house: House, browser: Browser, tmp_path: Path
) -> None:
    house.shell(SEED)
    editor = signed_in(house, browser, "strategie")
    _read_by_groups(editor, house)
    _translate(editor, house)
    _export(editor, house, tmp_path)
    context = browser.new_context(locale="fr-BE", bypass_csp=True, java_script_enabled=True)
    _as_the_public(context.new_page(), house)


def _read_by_groups(page: Page, house: House) -> None:
    """By keyboard alone: two menus, one button."""
    page.goto(f"{house.url}{DESK}/splits/")
    page.focus("#split-question")
    page.keyboard.type("Venez")
    page.keyboard.press("Tab")
    page.keyboard.type("Dans")
    tab_to(page, "Afficher le tableau")
    page.keyboard.press("Enter")
    expect(page.locator(".split tbody")).to_contain_text("masqué")
    _look_at_ours(page)


def _translate(page: Page, house: House) -> None:
    page.goto(f"{house.url}{DESK}/words/nl/")
    _look_at_ours(page)
    page.get_by_label("Venez-vous au marché ?").fill("Komt u naar de markt?")
    page.locator("form.parvis-words input[name=is_same_meaning]").check()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_label("Venez-vous au marché ?")).to_have_value("Komt u naar de markt?")


def _export(page: Page, house: House, folder: Path) -> None:
    """Asked for, prepared by the worker, fetched: the page says so by itself."""
    page.goto(f"{house.url}{DESK}/exports/")
    _look_at_ours(page)
    page.get_by_role("button", name="Préparer les réponses (CSV)").click()
    link = page.get_by_role("link", name="Télécharger le fichier CSV")
    expect(link).to_be_visible(timeout=30_000)
    _look_at_ours(page)
    with page.expect_download() as fetched:
        link.click()
    fetched.value.save_as(folder / "answers.csv")
    assert len((folder / "answers.csv").read_text().splitlines()) == 72


def _as_the_public(page: Page, house: House) -> None:
    page.goto(f"{house.url}/enquetes/1/")
    page.get_by_role("link", name="Résultats croisés").click()
    look(page)
    page.select_option("#split-by", label="Dans quelle section habitez-vous ?")
    page.get_by_role("button", name="Afficher le tableau").click()
    expect(page.get_by_role("alert")).to_contain_text("deux questions différentes")
    look(page)
    page.select_option("#split-question", label="Venez-vous au marché ?")
    page.get_by_role("button", name="Afficher le tableau").click()
    expect(page.locator(".split")).to_contain_text("masqué")
    look(page)
    page.goto(f"{house.url}/nl/enquetes/1/")
    expect(page.locator("main")).to_contain_text("Komt u naar de markt?")
    look(page)


def _look_at_ours(page: Page) -> None:
    """Axe on what is ours; Wagtail's own frame is Wagtail's affair."""
    options: dict[str, Any] = AXE
    violations = Axe().run(page, context="#main", options=options).response["violations"]
    assert violations == [], [f"{v['id']}: {v['nodes'][0]['html']}" for v in violations]
