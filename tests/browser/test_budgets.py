"""What a product page may cost a cold visitor.

Measured against the development server, which compresses no static file: a site that is served
as the README says stays below.
"""

import itertools
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext

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
    cached: int = 0
    shift: float = 0.0
    hosts: frozenset[str] = frozenset()


class Visitor:
    """Comes to every page for the first time: nothing is in a cache, nothing was kept.

    One tab does, since starting a process of Chromium costs more than most of the pages.
    """

    def __init__(self, context: BrowserContext, site: str) -> None:
        self.page = context.new_page()
        self.page.add_init_script(WATCH_SHIFTS)
        self.site = site
        self.cost, self.scripts, self.going = Cost(), set[object](), set[object]()
        self.session = context.new_cdp_session(self.page)
        self.session.on("Network.requestWillBeSent", lambda e: self.going.add(e["requestId"]))
        self.session.on("Network.loadingFailed", lambda e: self.going.discard(e["requestId"]))
        self.session.on("Network.requestServedFromCache", self.note_cache)
        self.session.on("Network.responseReceived", self.note_response)
        self.session.on("Network.loadingFinished", self.note_bytes)
        self.session.send("Network.enable")

    def note_cache(self, event: dict[str, object]) -> None:
        self.cost.cached += 1

    def note_response(self, event: dict[str, object]) -> None:
        response = event["response"]
        assert isinstance(response, dict)
        self.cost.requests += 1
        self.cost.cached += bool(response.get("fromDiskCache"))
        self.cost.hosts |= {str(urlsplit(response["url"]).netloc)}
        if event["type"] == "Script":
            self.scripts.add(event["requestId"])

    def note_bytes(self, event: dict[str, object]) -> None:
        received = int(str(event["encodedDataLength"]).partition(".")[0])
        self.cost.transfer += received
        self.cost.script += received if event["requestId"] in self.scripts else 0
        self.going.discard(event["requestId"])

    def forget_everything(self) -> None:
        self.page.goto("about:blank")
        everything = {"origin": self.site, "storageTypes": "all"}
        self.session.send("Storage.clearDataForOrigin", everything)
        self.session.send("Network.clearBrowserCookies")
        self.session.send("Network.clearBrowserCache")
        self.scripts.clear()
        self.going.clear()
        self.cost = Cost()

    def visit(self, address: str, width: int) -> Cost:
        self.forget_everything()
        page = self.page
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.goto(self.site + address, wait_until="load")
        wait_until(page, PAINTED)
        page.mouse.wheel(0, 5000)
        page.wait_for_timeout(100)  # for what comes into view to be asked for
        while self.going:
            page.wait_for_timeout(20)
        page.evaluate(TWO_FRAMES)
        self.cost.shift = page.evaluate("window.shifts")
        return self.cost


def test_every_page_keeps_the_budget(chromium: Browser, demo_site: str) -> None:
    change_something()
    context = chromium.new_context()
    visitor = Visitor(context, demo_site)
    over = {}
    for width, (name, address) in itertools.product((DESKTOP, TELEPHONE), PUBLIC.items()):
        cost = visitor.visit(address, width)
        assert cost.requests > 3, name  # the measurement itself works
        assert cost.transfer > 20_000, name
        assert cost.cached == 0, name
        kept = (
            cost.transfer <= TRANSFER
            and cost.script <= SCRIPT
            and cost.requests <= REQUESTS
            and cost.shift <= SHIFT
            and cost.hosts == {urlsplit(demo_site).netloc}
        )
        if not kept:
            over[name, width] = cost

    context.close()
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
