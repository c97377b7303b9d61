"""What axe finds on every page, at both widths, in light and dark: nothing, by WCAG 2.2 AA."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from catalog.actions.save_draft import save_draft
from catalog.models import Product
from tests.browser.axe import violations
from tests.browser.conftest import HEIGHT, TELEPHONE
from tests.browser.site import PUBLIC, back_office, change_something, choose_to_publish, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


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
    page.set_viewport_size({"width": TELEPHONE, "height": HEIGHT})
    page.goto(f"{demo_site}/products/")
    page.get_by_role("button", name="Filters").click()

    expect(page.get_by_role("link", name="Natural product")).to_be_visible()
    assert violations(page) == []


def test_a_defect_would_be_found(page: Page, demo_site: str) -> None:
    page.goto(f"{demo_site}/")
    page.evaluate("document.querySelector('label').remove()")
    page.evaluate("document.querySelector('h1').style.color = 'light-dark(black, #333)'")
    page.evaluate("document.documentElement.style.colorScheme = 'light dark'")

    found = violations(page)
    assert sum("dark: color-contrast:" in defect for defect in found) == 2
    assert sum("label:" in defect for defect in found) == 2  # at either width
