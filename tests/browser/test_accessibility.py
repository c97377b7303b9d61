"""What axe finds on every page, at both widths, in light and dark: nothing, by WCAG 2.2 AA."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from catalog.actions.save_draft import save_draft
from catalog.models import Product
from tests.browser.site import PUBLIC, back_office, change_something, choose_to_publish, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}


@pytest.fixture(params=[(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")], ids=str)
def page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    width, scheme = request.param
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def violations(page: Page) -> list[str]:
    """Rule and place of each defect."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


def test_public_pages_have_no_defect(page: Page, demo_site: str) -> None:
    change_something()
    defects = {}
    for name, address in PUBLIC.items():
        page.goto(demo_site + address)
        defects[name] = violations(page)

    assert {name: found for name, found in defects.items() if found} == {}


def test_the_back_office_has_no_defect(page: Page, demo_site: str) -> None:
    screens = back_office()
    page.goto(f"{demo_site}/admin/login/")
    defects = {"sign-in": violations(page)}
    sign_in(page, demo_site)
    for name, address in screens.items():
        page.goto(demo_site + address)
        defects[name] = violations(page)

    assert {name: found for name, found in defects.items() if found} == {}


def test_publishing_many_has_no_defect(page: Page, demo_site: str) -> None:
    back_office()  # leaves a draft that is blocked
    doubtful = Product.objects.get(catalog_number="ALQ-1002")
    doubtful.packs.all().delete()
    save_draft(doubtful, by=None)
    sign_in(page, demo_site)
    choose_to_publish(page, demo_site, 3)

    expect(page.locator("#content")).to_contain_text("1 draft to publish")
    assert violations(page) == []


def test_the_sheet_of_filters_has_no_defect(page: Page, demo_site: str) -> None:
    page.goto(f"{demo_site}/products/")
    door = page.get_by_role("button", name="Filters")
    if door.is_visible():
        door.click()

    expect(page.get_by_role("link", name="Natural product")).to_be_visible()
    assert violations(page) == []


def test_a_defect_would_be_found(page: Page, demo_site: str) -> None:
    page.goto(f"{demo_site}/")
    page.evaluate("document.querySelector('label').remove()")

    assert any(defect.startswith("label:") for defect in violations(page))
