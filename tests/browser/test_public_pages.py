"""Public pages in a real browser: nothing blocked, nothing from elsewhere, nothing cut off."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watched, at_every_width, wait_until
from tests.datasheets.documents import obtained_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIVE_COMPARED = "/compare/?" + "&".join(f"product=ALQ-100{place}" for place in (1, 3, 6, 7, 8))


def test_pages_load_whole_from_one_site(watched: Watched, demo_site: str) -> None:
    page = watched.page
    for address in (
        "/products/",
        "/products/ALQ-1001/fk506/",
        "/products/ALQ-1004/",
        "/id/FK506",
        FIVE_COMPARED,
    ):
        page.goto(demo_site + address)
        for width in at_every_width(page):
            assert page.evaluate("document.documentElement.scrollWidth") <= width

    assert watched.complaints == []
    assert {request.split("/")[2] for request in watched.requests} == {demo_site.split("/")[2]}


def test_from_search_to_datasheet(without_scripts: Page, demo_site: str) -> None:
    page = without_scripts
    obtained_of("ALQ-1002")
    page.goto(demo_site)
    page.get_by_role("searchbox").first.fill("109581-93-3")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Tacrolimus monohydrate").first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Tacrolimus monohydrate")
    address = page.get_by_role("link", name="datasheet").first.get_attribute("href")
    answer = page.request.get(demo_site + str(address))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-")


def test_a_comparison_fits_a_narrow_screen(without_scripts: Page, demo_site: str) -> None:
    """At 320 px, which is 400 % at 1280: the table scrolls by itself, the facts stay in view."""
    page = without_scripts
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(demo_site + FIVE_COMPARED)
    assert page.evaluate("document.documentElement.scrollWidth") == 320

    region = page.get_by_role("region", name="Products side by side")
    region.focus()
    for _ in range(30):
        page.keyboard.press("ArrowRight")

    wait_until(page, "document.querySelector('[role=region]').scrollLeft > 200")
    kind = page.get_by_role("rowheader", name="Kind").bounding_box()
    assert kind is not None
    assert kind["x"] >= 0


def test_the_names_stay_in_view_on_a_wide_screen(without_scripts: Page, demo_site: str) -> None:
    page = without_scripts
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(demo_site + FIVE_COMPARED)

    page.get_by_role("rowheader", name="Packs").scroll_into_view_if_needed()

    expect(page.get_by_role("columnheader", name="FK506")).to_be_in_viewport()


def test_an_identifier_is_copied(watched: Watched, demo_site: str) -> None:
    page = watched.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{demo_site}/products/ALQ-1001/fk506/")

    page.get_by_role("button", name="CAS number").first.click()

    assert page.evaluate("navigator.clipboard.readText()") == "104987-11-3"
    assert watched.complaints == []
