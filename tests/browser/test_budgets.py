"""What a product page may cost a cold visitor.

Measured against the development server, which compresses no static file: a site that is served
as the README says stays below.
"""

import itertools
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import DESKTOP, HEIGHT, TELEPHONE, wait_until
from tests.browser.site import PUBLIC, change_something

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TRANSFER, SCRIPT, REQUESTS, SHIFT = 120_000, 40_000, 12, 0.02
WATCH_SHIFTS = """
  window.shifts = 0;
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) window.shifts += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
"""

TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
PAINTED = "performance.getEntriesByName('first-contentful-paint').length > 0"


@dataclass
class Cost:
    """Bytes over the wire, how many of them script, requests, and the layout's shift."""

    transfer: int = 0
    script: int = 0
    requests: int = 0
    shift: float = 0.0
    hosts: frozenset[str] = frozenset()


def visit(chromium: Browser, address: str, width: int) -> Cost:
    """A first visit, with nothing in the cache."""
    context = chromium.new_context(viewport={"width": width, "height": HEIGHT})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    cost, scripts = Cost(), set()
    going: set[object] = set()

    def note_response(event: dict[str, object]) -> None:
        response = event["response"]
        assert isinstance(response, dict)
        cost.requests += 1
        cost.hosts |= {str(urlsplit(response["url"]).netloc)}
        if event["type"] == "Script":
            scripts.add(event["requestId"])

    def note_bytes(event: dict[str, object]) -> None:
        received = int(str(event["encodedDataLength"]).partition(".")[0])
        cost.transfer += received
        cost.script += received if event["requestId"] in scripts else 0
        going.discard(event["requestId"])

    session.on("Network.requestWillBeSent", lambda event: going.add(event["requestId"]))
    session.on("Network.loadingFailed", lambda event: going.discard(event["requestId"]))
    session.on("Network.responseReceived", note_response)
    session.on("Network.loadingFinished", note_bytes)
    page.add_init_script(WATCH_SHIFTS)
    page.goto(address, wait_until="load")
    wait_until(page, PAINTED)
    page.mouse.wheel(0, 5000)
    page.wait_for_timeout(100)  # for what comes into view to be asked for
    while going:
        page.wait_for_timeout(20)
    page.evaluate(TWO_FRAMES)
    cost.shift = page.evaluate("window.shifts")
    context.close()
    return cost


def test_every_page_keeps_the_budget(chromium: Browser, demo_site: str) -> None:
    change_something()
    over = {}
    for width, (name, address) in itertools.product((DESKTOP, TELEPHONE), PUBLIC.items()):
        cost = visit(chromium, demo_site + address, width)
        assert cost.requests > 3, name  # the measurement itself works
        assert cost.transfer > 20_000, name
        kept = (
            cost.transfer <= TRANSFER
            and cost.script <= SCRIPT
            and cost.requests <= REQUESTS
            and cost.shift <= SHIFT
            and cost.hosts == {urlsplit(demo_site).netloc}
        )
        if not kept:
            over[name, width] = cost

    assert over == {}


def test_a_shift_would_be_seen(chromium: Browser, demo_site: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.add_init_script(WATCH_SHIFTS)
    page.goto(f"{demo_site}/products/")
    wait_until(page, PAINTED)  # what was never painted can't shift
    page.evaluate(
        "() => { const bar = document.createElement('p'); bar.textContent = 'Late.';"
        " document.querySelector('main').prepend(bar); }"
    )

    wait_until(page, "window.shifts > 0")
    context.close()
