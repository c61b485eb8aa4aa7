"""Our own parts of the editor's side, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests import make
from tests.faults.servers import House, site

pytestmark = [pytest.mark.browser, pytest.mark.slow]
AXE: dict[str, Any] = {
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
}
SEED = """
from datetime import timedelta
from django.utils import timezone
from pages.models import PublicationFailure
from tests import make
now = timezone.now()
make.staff("strategy", email="strategie@example.be", first_name="S", last_name="T")
make.staff("administrator", email="administration@example.be", first_name="A", last_name="T")
page = make.scheduled_consultation(now + timedelta(days=3), opens_at=now + timedelta(days=4))
failed = make.scheduled_consultation(now + timedelta(days=3), opens_at=now + timedelta(days=4))
PublicationFailure.objects.create(
    revision=failed.scheduled_revision, attempts=3, error="OSError: disk full",
    first_failed_at=now, last_failed_at=now, next_try_at=now + timedelta(days=1),
)
print(page.pk, failed.pk)
"""


@pytest.fixture(scope="module")
def editors_house() -> Iterator[tuple[House, list[str]]]:
    with site(processes=("web",)) as house:
        pages = house.shell(SEED).splitlines()[-1].split()
        yield house, pages


def _log_in(page: Page, house: House, name: str, password: str = make.PASSWORD) -> None:
    _send_password(page, house, name, password)
    page.wait_for_url(f"{house.url}/admin/")


def _send_password(page: Page, house: House, name: str, password: str) -> None:
    page.goto(f"{house.url}/admin/")
    page.fill("#id_login", name)
    page.fill("#id_password", password)
    page.press("#id_password", "Enter")


def _confirm_address(page: Page, house: House) -> None:
    """What an account made by somebody else is asked at its first log-in."""
    page.wait_for_url("**/compte/adresse/a-confirmer/")
    house.shell("from accounts import outbox; outbox.drain()")
    page.goto(f"{house.url}/boite-mail/")
    page.locator("a[href*='/compte/adresse/confirmer/']").first.click()
    page.locator("main button[type=submit]").click()
    page.wait_for_load_state()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_our_parts_of_the_editor_are_accessible(
    editors_house: tuple[House, list[str]], browser: Browser, scheme: Any
) -> None:
    house, (scheduled, failed) = editors_house
    context = browser.new_context(
        locale="fr-BE", viewport={"width": 1280, "height": 900}, color_scheme=scheme
    )
    page, found = context.new_page(), []
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    _log_in(page, house, "strategie@example.be")

    screens = [
        ("/admin/", ".parvis-home"),
        (f"/admin/pages/{scheduled}/edit/", "#parvis-publication"),
        (f"/admin/pages/{failed}/edit/", "#parvis-publication"),
        (f"/admin/publications/{scheduled}/move/", "form[action$='/move/']"),
    ]
    for address, part in screens:
        page.goto(house.url + address)
        expect(page.locator(part)).to_be_visible()
        result = Axe().run(page, context=part, options=AXE)
        found += [f"{address}: {violation['id']}" for violation in result.response["violations"]]

    context.close()
    assert found == []
    assert complaints == []


def test_an_administrator_makes_and_disables_an_account(
    editors_house: tuple[House, list[str]], page: Page, browser: Browser
) -> None:
    house, _ = editors_house
    address, password = "nouveau@example.be", "cheval-agrafe-pile"
    _log_in(page, house, "administration@example.be")

    page.goto(f"{house.url}/admin/users/new/")
    page.fill("#id_email", address)
    page.fill("#id_first_name", "Nouveau")
    page.fill("#id_last_name", "Compte")
    page.fill("#id_password1", password)
    page.fill("#id_password2", password)
    page.click("#tab-label-roles")
    expect(page.locator("#id_is_superuser")).to_have_count(0)
    page.get_by_label("implementation").check()
    page.locator("main button[type=submit]").last.click()
    page.wait_for_url(f"{house.url}/admin/users/")
    expect(page.get_by_text(address)).to_be_visible()

    newcomer = browser.new_context(locale="fr-BE").new_page()
    _send_password(newcomer, house, address, password)
    _confirm_address(newcomer, house)
    newcomer.goto(f"{house.url}/admin/")
    expect(newcomer.get_by_role("heading", name="Publications")).to_be_visible()

    page.get_by_role("link", name="Nouveau Compte").first.click()
    page.wait_for_url("**/admin/users/edit/**")
    page.uncheck("#id_is_active")
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url(f"{house.url}/admin/users/")
    newcomer.goto(f"{house.url}/admin/")
    expect(newcomer.locator("#id_password")).to_be_visible()
    newcomer.context.close()
