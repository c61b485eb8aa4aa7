"""A browser, and a whole site with its processes to walk through."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.faults.servers import House, site

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """With JOURNEY_SHOTS=folder, a journey that fails leaves a picture of each open page there."""
    report = yield
    folder = os.environ.get("JOURNEY_SHOTS")
    opened: Browser | None = getattr(item, "funcargs", {}).get("browser")
    if folder and report.failed and opened:
        pages = [page for context in opened.contexts for page in context.pages]
        for number, page in enumerate(pages):
            page.screenshot(path=f"{folder}/{number}.png", full_page=True)
            report.sections.append((f"page {number}", page.url))
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh browser window of somebody in Belgium."""
    context = browser.new_context(locale="fr-BE", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def house() -> Iterator[House]:
    """Web, worker and beat on the engine of the suite: .ci/run walks on both."""
    with site() as house:
        yield house


@pytest.fixture(scope="module")
def demo() -> Iterator[House]:
    """The demo city, read only: one for all the journeys of a file."""
    with site(processes=("web",)) as house:
        house.manage("load_demo")
        house.shell("from accounts import outbox; outbox.drain(limit=5000)")  # the search index
        yield house
