"""An editor builds a survey; it goes live by itself with its consultation; its result is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.faults.servers import House, wait_for
from tests.journeys.looking import look
from tests.journeys.steps import (
    act,
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
"""
CLOSE = """
from accounts import clock
from participation.models import Consultation
Consultation.objects.update(closes_at=clock.now())
"""
TITLE, ADDRESS = "Le bus à Fleurus", "/consultations/bus/"


@pytest.fixture
def citizen(browser: Browser) -> Iterator[Page]:
    """Somebody without JavaScript."""
    context = browser.new_context(locale="fr-BE", java_script_enabled=False)
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def test_a_survey_is_built_goes_live_is_answered_and_its_result_is_read(
    house: House, browser: Browser, citizen: Page
) -> None:
    house.shell(SEED)
    editor = signed_in(house, browser, "redaction")
    _build(editor, house)
    edit = write_consultation(editor, house, "Quel bus demain ?", "bus")
    _show_survey(editor)
    choose_moment(editor, timedelta(minutes=30))
    act(editor, "action-submit")
    assert house.get("/enquetes/1/").status == 404  # built, and nowhere yet
    approver = signed_in(house, browser, "strategie")
    approve(approver, edit)
    goes_live_by_itself(house, approver, edit, ADDRESS, TITLE)

    _answer(citizen, house)

    house.shell(CLOSE)
    wait_for(
        lambda: "1</strong> réponse" in house.get(ADDRESS).text,
        seconds=30,
        what=f"the result is read by everybody\n{house.logs('worker')[-2000:]}",
    )
    reader = browser.new_context(locale="fr-BE", bypass_csp=True).new_page()
    reader.goto(house.url + ADDRESS)
    expect(reader.get_by_text("Pour aller où ?").first).to_be_visible()
    look(reader)
    reader.context.close()


def _build(page: Page, house: House) -> None:
    """Two questions, the second asked of some; then the draft is kept."""
    page.goto(f"{house.url}/admin/snippets/participation/survey/add/")
    page.fill("#id_title", TITLE)
    _add(page, "Choix unique")
    _fill(page, 0, "Prenez-vous le bus ?", ["Oui", "Non"])
    page.check("[name=questionnaire-0-value-is_required]")
    _when(page, 0, reference="bus")
    _add(page, "Choix multiple")
    _fill(page, 1, "Pour aller où ?", ["Au travail", "À l’école"])
    _when(page, 1, only_after="bus", answered="Oui")
    page.locator("button.action-save, button:has-text('Enregistrer le brouillon')").first.click()
    page.wait_for_url(re.compile(r"/survey/(edit/\d+/)?"))
    expect(page.get_by_text(TITLE).first).to_be_visible()


def _add(page: Page, kind: str) -> None:
    page.locator("#questionnaire-root button.c-sf-add-button[title]:visible").last.click()
    page.locator("[role=listbox] [role=option]", has_text=re.compile(f"^{kind}")).first.click()


def _fill(page: Page, number: int, label: str, options: list[str]) -> None:
    start = f"questionnaire-{number}-value"
    page.fill(f"[name={start}-label]", label)
    for place, option in enumerate(options):
        field = page.locator(f"[name={start}-options-{place}-value-label]")
        if not field.count():
            block = page.locator(f"[name={start}-options-count] ~ div")
            block.locator("button.c-sf-add-button").last.click()
        field.fill(option)


def _when(page: Page, number: int, **values: str) -> None:
    """What is seldom needed is folded."""
    start = f"questionnaire-{number}-value-when"
    field = page.locator(f"[name={start}-reference]")
    if not field.is_visible():
        section = page.locator("section", has=field).last
        section.locator("button[aria-expanded=false]").first.click()
    for name, value in values.items():
        page.fill(f"[name={start}-{name}]", value)


def _show_survey(page: Page) -> None:
    """The block « Enquête » of the page's body, and the survey that was built."""
    page.get_by_role("tab", name="Contenu").click()
    page.locator("#body-root .c-sf-add-button").last.click()
    page.locator("[role=listbox] [role=option]", has_text=re.compile("^Enquête")).first.click()
    page.locator("#body-root [data-chooser-action-choose]").last.click()
    page.get_by_role("dialog").get_by_role("link", name=TITLE).click()
    expect(page.locator("#body-root").get_by_text(TITLE)).to_be_visible()


def _answer(page: Page, house: House) -> None:
    page.goto(house.url + ADDRESS)
    page.get_by_role("link", name="Répondre à l’enquête").click()
    page.get_by_label("Oui").check()
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("Au travail").check()
    page.get_by_role("button", name="Envoyer mes réponses").click()
    expect(page.get_by_text("Vos réponses sont comptées").first).to_be_visible()
