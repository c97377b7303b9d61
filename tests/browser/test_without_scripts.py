"""Every flow of a customer works without JavaScript."""

import pytest
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_find_filter_sort_and_read(without_scripts: Page, demo_site: str) -> None:
    page = without_scripts
    page.goto(f"{demo_site}/")
    page.fill("#q", "tacrolimus")
    page.press("#q", "Enter")
    assert page.locator(".listings tbody tr").count() == 2
    page.get_by_role("link", name="Molecular weight").click()
    assert "Tacrolimus monohydrate" in page.locator(".listings tbody tr").last.inner_text()
    page.get_by_role("link", name="Show all products").click()
    page.get_by_role("link", name="Cell line 1", exact=True).click()
    assert page.locator(".listings tbody tr").count() == 1
    page.get_by_role("link", name="Remove Kind: Cell line").click()
    assert page.locator(".listings tbody tr").count() == 8
    page.go_back()
    assert page.locator(".listings tbody tr").count() == 1
    page.get_by_role("link", name="Jurkat").click()
    assert "ALQ-1007" in page.inner_text("main")
    assert (
        page.request.get(
            demo_site
            + str(page.get_by_role("link", name="Technical datasheet").get_attribute("href"))
        ).headers["content-type"]
        == "application/pdf"
    )


def test_filters_are_a_sheet_on_telephones(without_scripts: Page, demo_site: str) -> None:
    page = without_scripts
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{demo_site}/products/")
    assert not page.get_by_role("link", name="Cell line 1", exact=True).is_visible()

    page.get_by_role("button", name="Filters").click()
    page.get_by_role("link", name="Cell line 1", exact=True).click()

    assert page.locator(".listings tbody tr").count() == 1
