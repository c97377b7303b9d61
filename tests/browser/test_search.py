"""The product list, its filters and the suggestions, by keyboard, by pointer and without either."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, HEIGHT, TELEPHONE, Watched, at_every_width

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(
        viewport={"width": DESKTOP, "height": HEIGHT}, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


@pytest.fixture(params=[DESKTOP, TELEPHONE])
def with_filters(request: pytest.FixtureRequest, page: Page) -> Page:
    """The page with its filters beside the results, or on a sheet of their own."""
    page.set_viewport_size({"width": request.param, "height": HEIGHT})
    return page


def test_suggestions_by_keyboard(page: Page, demo_site: str) -> None:
    page.goto(f"{demo_site}/")
    field = page.get_by_role("combobox", name="Name, synonym")
    field.press_sequentially("tacro")
    options = page.get_by_role("option")
    expect(options).to_have_count(2)
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.locator("[role=status]").first).to_have_text("2 suggestions")

    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", str(options.first.get_attribute("id")))
    field.press("ArrowUp")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    field.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    assert violations(page) == []

    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("tacro")
    field.press("ArrowDown")
    expect(options).to_have_count(2)
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url("**/products/ALQ-1001/fk506/")


def test_enter_without_a_choice_searches(page: Page, demo_site: str) -> None:
    page.goto(f"{demo_site}/products/ALQ-1001/fk506/")
    field = page.get_by_role("combobox", name="Name, synonym")
    field.press_sequentially("takrolimus")
    expect(page.get_by_role("option")).to_have_count(2)
    field.press("Enter")
    page.wait_for_url("**/products/?q=takrolimus")

    expect(page.get_by_text("Showing results for")).to_be_visible()
    expect(page.locator(".listings tbody tr")).to_have_count(2)


def test_suggestions_by_pointer(page: Page, demo_site: str) -> None:
    page.goto(f"{demo_site}/products/")
    field = page.get_by_role("combobox", name="Name, synonym")
    field.press_sequentially("calcineurin")
    target = page.get_by_role("option", name=re.compile("^Calcineurin target, 3 products"))
    target.click()
    page.wait_for_url("**/products/?target=calcineurin")

    expect(page.locator(".listings tbody tr")).to_have_count(3)
    page.go_back()
    expect(page.locator(".listings tbody tr")).to_have_count(8)


def test_leaving_the_field_closes_the_list(page: Page, demo_site: str) -> None:
    page.goto(f"{demo_site}/")
    field = page.get_by_role("combobox", name="Name, synonym")
    field.press_sequentially("tacro")
    expect(page.get_by_role("listbox")).to_be_visible()
    field.press("Tab")

    expect(page.get_by_role("listbox")).to_be_hidden()


def open_filters(page: Page) -> None:
    door = page.get_by_role("button", name="Filters")
    if door.is_visible():
        door.click()


def test_filters_by_numbers(with_filters: Page, demo_site: str) -> None:
    page = with_filters
    page.goto(f"{demo_site}/products/?kind=natural_product")
    open_filters(page)
    weight = page.get_by_role("group", name="Molecular weight, g/mol")
    weight.get_by_label("from").fill("810")
    assert violations(page) == []
    weight.get_by_label("from").press("Enter")
    page.wait_for_url("**weight_min=810**")

    expect(page.locator(".listings tbody tr")).to_have_count(1)
    page.get_by_role("link", name="Remove Molecular weight from 810 g/mol").click()
    expect(page.locator(".listings tbody tr")).to_have_count(2)


def test_a_mistake_stands_at_its_field(with_filters: Page, demo_site: str) -> None:
    page = with_filters
    page.goto(f"{demo_site}/products/?weight_min=heavy&kind=kit")
    expect(page.locator(".results .notice")).to_contain_text("Molecular weight is left aside")
    open_filters(page)

    group = page.get_by_role("group", name="Molecular weight, g/mol")
    expect(group).to_have_accessible_description(re.compile("“heavy”: write a number"))
    expect(group.get_by_label("from")).to_have_attribute("aria-invalid", "true")
    expect(group.get_by_label("from")).to_have_value("heavy")
    assert violations(page) == []


def test_nothing_wrong_on_the_console(watched: Watched, demo_site: str) -> None:
    watched.page.goto(f"{demo_site}/products/?q=tacro&weight_min=5")
    watched.page.get_by_role("combobox", name="Name, synonym").press_sequentially("l")
    suggested = watched.page.get_by_role("listbox", name="Suggestions").get_by_role("option")
    expect(suggested).to_have_count(2)

    assert watched.complaints == []
    assert all(address.startswith(demo_site) for address in watched.requests)
    for _ in at_every_width(watched.page):
        assert watched.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_everything_works_without_scripts(without_scripts: Page, demo_site: str) -> None:
    page = without_scripts
    page.goto(f"{demo_site}/products/?kind=natural_product")
    page.get_by_role("group", name="Solubility, mg/mL").get_by_label("from").fill("50")
    page.get_by_label("Solvent").select_option("DMSO")
    page.get_by_role("button", name="Filter", exact=True).click()
    page.wait_for_url("**solubility_min=50**")
    expect(page.locator(".listings tbody tr")).to_have_count(2)
    page.fill("#q", "takrolimus")
    page.press("#q", "Enter")
    page.wait_for_url("**q=takrolimus**")

    expect(page.get_by_text("Showing results for")).to_be_visible()
    assert "kind=natural_product" in page.url
    assert "solubility_min=50" in page.url
