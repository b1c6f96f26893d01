"""A browser to look at pages with, and what an accessible page must pass."""

import shutil
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Playwright

WIDTHS = (1280, 375)
"""A desk and a phone."""

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

_UNDECIDED = {"color-contrast", "th-has-data-cells"}
"""What axe leaves to people: the contrast of one sign alone (the palette is measured in test_pages.py), and whether the
heading of a group of rows has cells (it has: those of its rows)."""


def chromium(playwright: Playwright) -> Browser:
    """Chromium without a window: the machine's own, or else playwright's."""
    own = next((found for name in _NAMES if (found := shutil.which(name))), None)
    return playwright.chromium.launch(executable_path=own, args=_QUIET)


def faults(page: Page) -> list[Any]:
    """What axe finds wrong with a page, and what it leaves undecided beyond what is known."""
    found = Axe().run(page, options=_RULES).response
    wrong = [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found["violations"]]
    assert found["passes"], "axe looked at nothing"
    return wrong + [each["id"] for each in found["incomplete"] if each["id"] not in _UNDECIDED]


def open_page(browser: Browser, html: str | Path, width: int) -> Page:
    """A page of a file, or of text, in a window of that width; whatever it asks the network for is refused and told."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    if isinstance(html, Path):
        page.goto(html.as_uri())
    else:
        page.set_content(html)
    assert [url for url in asked if url.startswith("http")] == []
    return page


def scrolls_sideways(page: Page) -> bool:
    """Whether the page itself, and not a table in it, is wider than the window."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
