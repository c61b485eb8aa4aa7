"""An editor imports ideas in a real browser, with a real worker; with JavaScript and without."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests import make
from tests.faults.servers import House

pytestmark = [pytest.mark.browser, pytest.mark.slow]
DATA = Path(__file__).parents[1] / "data"
IDEAS = DATA / "republique-numerique-ideas.csv"
COMMENTS = DATA / "republique-numerique-comments.csv"
AXE: dict[str, Any] = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
OURS = ".parvis-import"
SEED = """
from tests import make
make.consultation_page(title="République numérique", slug="republique-numerique")
make.staff("strategy", email="strategie@example.be", first_name="S", last_name="T")
"""
WRONG: FilePayload = {
    "name": "fausses.csv",
    "mimeType": "text/csv",
    "buffer": b"id;created_at;title\n1;hier;Un banc\n1;2015-09-26;\n",
}


def log_in(page: Page, house: House) -> None:
    page.goto(f"{house.url}/admin/")
    page.fill("#id_login", "strategie@example.be")
    page.fill("#id_password", make.PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url(f"{house.url}/admin/")


def send(page: Page, house: House, ideas: Path | FilePayload, comments: Path | None = None) -> None:
    page.goto(f"{house.url}/admin/imports/new/")
    page.select_option("#id_place", index=1)
    page.set_input_files("#id_ideas", ideas)
    if comments:
        page.set_input_files("#id_comments", comments)
    page.get_by_role("button", name="Lire les fichiers").click()
    page.wait_for_url("**/admin/imports/*/")


def faults_of(page: Page) -> list[str]:
    """What axe finds in our part of the screen, wide and narrow."""
    expect(page.locator(OURS)).to_be_visible()
    found = []
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        result = Axe().run(page, context=OURS, options=AXE)
        found += [f"{width}: {violation['id']}" for violation in result.response["violations"]]
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found += [f"{width}: {overflow} px too wide"] * (overflow > 0)
    page.set_viewport_size({"width": 1280, "height": 900})
    return found


def test_an_editor_imports_ideas_and_everybody_reads_them(house: House, page: Page) -> None:
    house.shell(SEED)
    log_in(page, house)
    page.goto(f"{house.url}/admin/")
    page.get_by_role("button", name="Registres").click()
    page.get_by_role("link", name="Importations").click()
    page.get_by_role("link", name="Importer des idées").click()
    assert faults_of(page) == []

    send(page, house, WRONG)
    expect(page.get_by_role("heading", name="3 erreurs")).to_be_visible()
    assert faults_of(page) == []
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Télécharger les erreurs (CSV)").click()
    text = downloading.value.path().read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert [row[1:3] for row in rows[1:]] == [["2", "created_at"], ["3", "title"], ["3", "id"]]

    send(page, house, IDEAS, COMMENTS)
    expect(page.get_by_text("Idées à ajouter")).to_be_visible()  # the page refreshed itself
    expect(page.get_by_text("Personnes sans compte à ajouter")).to_contain_text("30")
    assert faults_of(page) == []
    page.get_by_role("button", name="Confirmer").click()
    expect(page.get_by_role("heading", name="Ce qui a été écrit")).to_be_visible()
    assert faults_of(page) == []

    page.get_by_role("link", name="Voir les idées sur le site").click()
    expect(page.get_by_role("heading", name="Accessibilité des services publics")).to_be_visible()
    expect(page.get_by_text("Totaux importés").first).to_be_visible()


def test_without_javascript_it_is_done_by_reloading(house: House, browser: Browser) -> None:
    house.shell(SEED)
    context = browser.new_context(locale="fr-BE", java_script_enabled=False)
    context.set_default_timeout(30_000)
    page = context.new_page()
    log_in(page, house)

    send(page, house, IDEAS)
    look_again(page, "Ce qui sera écrit")
    page.get_by_role("button", name="Confirmer").click()
    look_again(page, "Ce qui a été écrit")

    assert house.get("/idees/boite/1/").status == 200
    context.close()


def look_again(page: Page, heading: str) -> None:
    for _ in range(60):
        if page.get_by_role("heading", name=heading).count():
            return
        page.get_by_role("link", name="Actualiser").click()
        page.wait_for_timeout(300)
    raise AssertionError(f"Waited in vain for: {heading}")
