"""Chromium, as Debian ships it. Without one these tests are skipped, or fail if it is required."""

import os
import shutil
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

DESKTOP, TELEPHONE, HEIGHT = 1280, 360, 800
"""Pixels."""

PATIENCE = 20.0
"""Seconds until what a test waits for has to be there, on a machine that has much else to do."""
expect.set_options(timeout=PATIENCE * 1000)

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        missing = "Chromium is not installed: apt-get install chromium"
        if os.environ.get("REQUIRE_CHROMIUM") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    # Playwright runs an event loop in this thread; Django's queries in it are ours alone.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def demo_site(live_server: Any, small_demo: None) -> str:
    """The first products of the demo catalog, served."""
    return str(live_server.url)


def wait_until(page: Page, true: str, timeout: float = PATIENCE) -> None:
    """Until a JavaScript expression is true, seconds at most.

    Asked from here, so that it also holds where scripts are off, and under a policy that forbids
    a page to evaluate text: ``Page.wait_for_function`` would ask again in the page itself.
    """
    end = time.monotonic() + timeout
    while not page.evaluate(true):
        assert time.monotonic() < end, f"in {timeout} s this never was true: {true}"
        page.wait_for_timeout(50)


class Watched:
    """A page with everything that went wrong on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("requestfailed", self.note_failure)
        page.on("request", lambda request: self.requests.append(request.url))

    def note_failure(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the test went on to another page meanwhile
            self.complaints.append(f"{request.url}: {request.failure}")


@pytest.fixture
def watched(chromium: Browser) -> Iterator[Watched]:
    """A page of desktop width. ``at_every_width`` makes it narrower; themes are seen by axe."""
    context = chromium.new_context(viewport={"width": DESKTOP, "height": HEIGHT})
    yield Watched(context.new_page())
    context.close()


def at_every_width(page: Page) -> Iterator[int]:
    """The page as wide as a desktop's, then as a telephone's."""
    for width in (DESKTOP, TELEPHONE):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        yield width


@pytest.fixture
def without_scripts(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()
