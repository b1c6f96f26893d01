"""What the tests of several folders share."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.browser import chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser to look at pages with. A machine without one fails here: `make test` installs it.

    It is closed with each module: while it is open, nothing else in the process can run an event loop.
    """
    with sync_playwright() as playwright:
        made = chromium(playwright)
        yield made
        made.close()
