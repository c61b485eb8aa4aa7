"""Walking through the public site: by keyboard alone, without JavaScript, small, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

from tests.faults.servers import House

pytestmark = [pytest.mark.browser, pytest.mark.slow]
Scheme = Literal["light", "dark"]
AXE: dict[Scheme, dict[str, Any]] = {
    "light": {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}},
    # Between the two only the colours differ.
    "dark": {"resultTypes": ["violations"], "runOnly": ["color-contrast"]},
}
KINDS = (
    "HomePage ConsultationIndexPage ConsultationPage ArticleIndexPage ArticlePage"
    " FeedbackIndexPage FeedbackReportPage IdeaBoxPage StandardPage SiteMapPage"
)
ADDRESSES = f"""
from pages import models
for name in "{KINDS}".split():
    for page in getattr(models, name).objects.live().public().filter(locale__language_code="fr"):
        print(name, page.get_url())
"""


@pytest.fixture(scope="module")
def addresses(demo: House) -> dict[str, list[str]]:
    """The addresses of the demo's pages, by their kind."""
    found: dict[str, list[str]] = {}
    for line in demo.shell(ADDRESSES).splitlines():
        kind, address = line.split()
        found.setdefault(kind, []).append(address)
    assert set(found) == set(KINDS.split()), "every page type has a page in the demo"
    return found


@pytest.fixture(scope="module")
def one_of_each(addresses: dict[str, list[str]]) -> list[str]:
    """One address a template, with the pages that are no Wagtail page."""
    first = [pages[0] for pages in addresses.values()]
    return [*first, "/recherche/?q=velo", "/recherche/?q=zzzz", "/introuvable/", "/nl/", "/en/"]


@pytest.fixture
def window(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="fr-BE", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


# --- Accessible on every template ---------------------------------------------------------------


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_template_has_an_accessibility_violation(
    demo: House, browser: Browser, one_of_each: list[str], width: int, scheme: Scheme
) -> None:
    viewport: Any = {"width": width, "height": 900}
    context = browser.new_context(
        locale="fr-BE", viewport=viewport, color_scheme=scheme, bypass_csp=True
    )
    page, found = context.new_page(), []

    for address in one_of_each:
        page.goto(demo.url + address)
        result = Axe().run(page, options=AXE[scheme])
        found += [f"{address}: {violation['id']}" for violation in result.response["violations"]]

    context.close()
    assert found == []


def test_nothing_overflows_at_320_pixels(
    demo: House, browser: Browser, one_of_each: list[str]
) -> None:
    context = browser.new_context(locale="fr-BE", viewport={"width": 320, "height": 700})
    page, too_wide = context.new_page(), []

    for address in one_of_each:
        page.goto(demo.url + address)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            too_wide.append(address)

    context.close()
    assert too_wide == []


# --- Nothing from elsewhere, nothing kept -------------------------------------------------------


def test_reading_the_whole_site_leaves_no_cookie_and_asks_nobody_else(
    demo: House, window: Page, addresses: dict[str, list[str]], one_of_each: list[str]
) -> None:
    foreign: list[str] = []
    complaints: list[str] = []

    def note_request(request: Request) -> None:
        if not request.url.startswith((demo.url, "data:")):
            foreign.append(request.url)

    def note_complaint(message: ConsoleMessage) -> None:
        is_expected = "404" in message.text and "/introuvable/" in window.url
        if message.type in ("error", "warning") and not is_expected:
            complaints.append(f"{window.url}: {message.text}")

    window.on("request", note_request)
    window.on("console", note_complaint)
    window.on("pageerror", lambda error: complaints.append(str(error)))
    pages = {address for several in addresses.values() for address in several}
    for address in sorted({*pages, *one_of_each}):
        window.goto(demo.url + address)

    assert len(pages) >= 25
    assert foreign == []
    assert complaints == []
    assert window.context.cookies() == []
    assert window.evaluate("localStorage.length + sessionStorage.length") == 0


# --- By keyboard alone --------------------------------------------------------------------------

SEEN = """() => {
  const here = document.activeElement;
  const box = here.getBoundingClientRect();
  const ring = [null, "::after"].some((part) => {  // a card's link draws it around the whole card
    const style = getComputedStyle(here, part);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
  return {
    name: here.tagName,
    text: (here.innerText || here.value || here.getAttribute("aria-label") || "").trim(),
    isVisible: ring && box.width > 0 && box.bottom > 0 && box.top < innerHeight,
  };
}"""


def _tab_to(page: Page, words: str, *, most: int = 60) -> None:
    """Press Tab until the focus is on what reads so; each stop must show its focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        here = page.evaluate(SEEN)
        if here["name"] == "BODY":
            continue
        assert here["isVisible"], f"the focus cannot be seen on {here}"
        if words.lower() in here["text"].lower():
            return
    raise AssertionError(f"no stop of the keyboard reads “{words}”")


def test_a_consultation_is_found_and_read_by_keyboard_alone(demo: House, window: Page) -> None:
    window.goto(f"{demo.url}/")

    window.keyboard.press("Tab")
    assert window.evaluate(SEEN)["isVisible"]  # the skip link appears
    assert window.evaluate("document.activeElement.getAttribute('href')").startswith("#")
    window.keyboard.press("Enter")
    assert window.evaluate("location.hash").startswith("#")

    window.goto(f"{demo.url}/")
    _tab_to(window, "Consultations")
    window.keyboard.press("Enter")
    window.wait_for_url("**/consultations/")
    title = window.locator("main h3 a").last.inner_text()
    word = max(title.split(), key=len)
    window.locator("main input[name=q]").focus()
    window.keyboard.type(word)
    window.keyboard.press("Enter")
    window.wait_for_url("**q=**")
    expect(window.locator("main h3 a", has_text=title)).to_be_visible()
    _tab_to(window, title[:20])
    window.keyboard.press("Enter")
    expect(window.locator("h1")).to_contain_text(title[:20])
    window.go_back()  # the browser's own key, which a headless one does not have
    expect(window.locator("main h3 a", has_text=title)).to_be_visible()


# --- Without JavaScript -------------------------------------------------------------------------


def test_the_site_works_without_javascript(demo: House, browser: Browser) -> None:
    context = browser.new_context(
        locale="fr-BE", java_script_enabled=False, viewport={"width": 390, "height": 800}
    )
    page = context.new_page()
    page.goto(f"{demo.url}/consultations/")

    themes = page.locator("select[name=theme]")
    themes.select_option(index=1)
    page.locator("main form:has(select[name=theme]) button").first.click()
    assert "theme=" in page.url
    expect(page.locator("h1")).to_be_visible()

    page.goto(f"{demo.url}/recherche/?q=cheval")
    page.locator("main input[name=q]").fill("place")
    page.locator("main form:has(input[name=q]) button").first.click()
    assert "q=place" in page.url
    expect(page.locator("h1")).to_be_visible()

    page.goto(f"{demo.url}/")
    page.get_by_role("link", name="Consultations").locator("visible=true").first.click()
    expect(page.locator("h1")).to_contain_text("onsultations")
    context.close()
