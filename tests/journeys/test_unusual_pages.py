"""Every block and every state, long and empty, refused forms: accessible, and readable enlarged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.faults.servers import House, site

pytestmark = [pytest.mark.browser, pytest.mark.slow]
AXE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
# WCAG 1.4.12: nothing is lost when a reader spaces the text out so.
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"""
TWICE = "html { font-size: 200% !important; }"  # WCAG 1.4.4: text alone, twice as large
LOST = """() => {
  const wide = document.documentElement.scrollWidth > innerWidth
    ? [`the page is ${document.documentElement.scrollWidth} wide`] : [];
  const hides = (box) => ["hidden", "clip"].includes(getComputedStyle(box).overflowY);
  const cut = [...document.querySelectorAll("main *")].filter((box) =>
    box.clientHeight > 1 && hides(box) && box.scrollHeight > box.clientHeight + 2
    && box.innerText.trim() && !box.closest("[hidden], details:not([open])"));
  return [...wide, ...cut.map((box) => `cut off: ${box.tagName}.${box.className}`)];
}"""


@pytest.fixture(scope="module")
def unusual() -> Iterator[tuple[House, list[str]]]:
    with site(processes=("web",)) as house:
        addresses = house.shell("import tests.journeys.unusual").splitlines()
        yield house, [line for line in addresses if line.startswith("/")]


def _window(browser: Browser, width: int) -> Page:
    viewport: Any = {"width": width, "height": 900}
    context = browser.new_context(locale="fr-BE", viewport=viewport, bypass_csp=True)
    return context.new_page()


def _faults(page: Page) -> list[str]:
    result = Axe().run(page, options=AXE)
    faults = [
        f"{violation['id']}: {violation['nodes'][0]['html'][:120]}"
        for violation in result.response["violations"]
    ]
    return faults + page.evaluate(LOST)


@pytest.mark.parametrize("width", [320, 1280])
def test_no_unusual_page_has_a_fault(
    unusual: tuple[House, list[str]], browser: Browser, width: int
) -> None:
    house, addresses = unusual
    page, found = _window(browser, width), {}

    for address in addresses:
        page.goto(house.url + address)
        if faults := _faults(page):
            found[address] = faults

    page.context.close()
    assert len(addresses) == 16
    assert found == {}


@pytest.mark.parametrize("width", [320, 1280])
def test_a_refused_form_has_no_fault(
    unusual: tuple[House, list[str]], browser: Browser, width: int
) -> None:
    house, addresses = unusual
    box = next(address for address in addresses if "/boite/" in address)
    page, found = _window(browser, width), {}

    for address in ("/compte/inscription/", "/compte/connexion/", f"{box}proposer/"):
        page.goto(house.url + address)
        page.evaluate("document.querySelectorAll('main form').forEach((f) => f.noValidate = true)")
        page.locator("main form[method=post] button").first.click()
        page.wait_for_load_state()
        assert page.locator("[aria-invalid=true]").count() > 0, address
        if faults := _faults(page):
            found[address] = faults

    page.context.close()
    assert found == {}


@pytest.mark.parametrize(
    ("style", "width"), [(SPACED, 320), (TWICE, 1280)], ids=["spaced out", "twice as large"]
)
def test_nothing_is_lost_when_a_reader_enlarges_the_text(
    unusual: tuple[House, list[str]], browser: Browser, style: str, width: int
) -> None:
    house, addresses = unusual
    page, found = _window(browser, width), {}

    for address in addresses:
        page.goto(house.url + address)
        page.add_style_tag(content=style)
        if lost := page.evaluate(LOST):
            found[address] = lost

    page.context.close()
    assert found == {}
