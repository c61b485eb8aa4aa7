"""What every state of a page must stand: axe, at two widths, and nothing that runs out of it."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE: dict[str, Any] = {
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
}
WIDTHS = (1280, 320)
SAID = """() => {
  const e = document.activeElement;
  const labels = e.labels && e.labels.length ? e.labels[0].innerText : e.innerText;
  return labels || '';
}"""


def look(page: Page) -> None:
    """Nothing of this very state is out of somebody's reach, wide or narrow."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        violations = Axe().run(page, options=AXE).response["violations"]
        assert violations == [], [f"{v['id']}: {v['nodes'][0]['html']}" for v in violations]
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"{page.url} overflows by {overflow} px at {width} px"
    page.set_viewport_size({"width": 1280, "height": 900})


def tab_to(page: Page, words: str, most: int = 60) -> None:
    """Press Tab until what has the focus says these words."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if words in page.evaluate(SAID):
            return
    raise AssertionError(f"« {words} » is not reached by the keyboard on {page.url}")
