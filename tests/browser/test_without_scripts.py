"""Every flow of a customer works without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from catalog.actions.save_draft import save_draft
from catalog.models import Product, Revision
from tests.browser.site import choose_to_publish, sign_in, sign_in_by_form
from tests.datasheets.documents import obtained_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_find_filter_sort_and_read(without_scripts: Page, demo_site: str) -> None:
    page = without_scripts
    obtained_of("ALQ-1007")
    page.goto(f"{demo_site}/")
    page.fill("#q", "tacrolimus")
    page.press("#q", "Enter")
    expect(page.locator(".listings tbody tr")).to_have_count(2)
    page.get_by_role("link", name="Molecular weight").click()
    expect(page.locator(".listings tbody tr").last).to_contain_text("Tacrolimus monohydrate")
    page.get_by_role("link", name="Show all products").click()
    page.get_by_role("link", name="Cell line 1", exact=True).click()
    expect(page.locator(".listings tbody tr")).to_have_count(1)
    page.get_by_role("link", name="Remove Kind: Cell line").click()
    expect(page.locator(".listings tbody tr")).to_have_count(8)
    page.go_back()
    expect(page.locator(".listings tbody tr")).to_have_count(1)
    page.get_by_role("link", name="Jurkat").click()
    expect(page.locator("main")).to_contain_text("ALQ-1007")
    assert (
        page.request.get(
            demo_site
            + str(page.get_by_role("link", name="Technical datasheet").get_attribute("href"))
        ).headers["content-type"]
        == "application/pdf"
    )


def test_choose_compare_add_and_remove(without_scripts: Page, demo_site: str) -> None:
    page = without_scripts
    page.goto(f"{demo_site}/products/?sort=number")
    page.get_by_role("checkbox", name="Compare FK506").check()
    page.get_by_role("checkbox", name="Compare Cyclosporin A").check()
    page.get_by_role("button", name="Compare the chosen").click()
    page.wait_for_url("**/compare/?product=ALQ-1001&product=ALQ-1003")
    expect(page.get_by_role("rowheader", name="CAS number differs")).to_be_visible()

    page.get_by_label("Add a product").fill("109581-93-3")
    page.get_by_role("button", name="Add").click()
    page.wait_for_url("**/compare/?product=ALQ-1001&product=ALQ-1003&product=ALQ-1002")
    page.get_by_role("link", name="Remove Cyclosporin A").click()
    expect(page.get_by_role("columnheader")).to_have_count(3)

    page.get_by_role("link", name="that differ").click()
    expect(page.get_by_role("rowheader", name="Kind", exact=True)).to_have_count(0)
    page.go_back()
    expect(page.get_by_role("rowheader", name="Kind", exact=True)).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as CSV").click()
    assert download.value.suggested_filename == "comparison-alq-1001-alq-1002.csv"


def test_filters_are_a_sheet_on_telephones(without_scripts: Page, demo_site: str) -> None:
    page = without_scripts
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{demo_site}/products/")
    expect(page.get_by_role("link", name="Cell line 1", exact=True)).to_be_hidden()

    page.get_by_role("button", name="Filters").click()
    page.get_by_role("link", name="Cell line 1", exact=True).click()

    expect(page.locator(".listings tbody tr")).to_have_count(1)


def test_staff_add_and_publish_a_product(without_scripts: Page, demo_site: str) -> None:
    """From a paper datasheet, with a compound that is there and a pack."""
    page = without_scripts
    sign_in_by_form(page, demo_site)
    page.goto(f"{demo_site}/admin/catalog/product/add/")
    page.get_by_role("link", name="Without JavaScript").click()
    page.fill("#id_catalog_number", "ALQ-2001")
    page.fill("#id_name", "FK506, large pack")
    page.fill("#id_slug", "fk506-large-pack")
    page.select_option("#id_kind", "natural_product")
    open_group(page, "chemistry")
    page.select_option("#id_compound", label="Tacrolimus")
    open_group(page, "ordering")
    page.fill("#id_packs-0-sku", "ALQ-2001-1G")
    page.fill("#id_packs-0-printed", "1 g")
    page.click("[name=_continue]")
    open_group(page, "ordering")
    expect(page.locator("#id_packs-1-sku")).to_be_visible()  # a further row, as before
    page.get_by_role("link", name="Publish", exact=True).click()
    reason = page.locator("#id_reason")
    reason.fill("Taken from the printed datasheet")
    page.click("[type=submit][value=Publish]")

    page.goto(f"{demo_site}/id/ALQ-2001-1G")
    expect(page.get_by_role("heading", level=1)).to_have_text("FK506, large pack")
    expect(page.locator("main")).to_contain_text("104987-11-3")


def open_group(page: Page, key: str) -> None:
    details = page.locator(f"details:has(#{key})")
    if details.get_attribute("open") is None:
        details.locator("summary").first.click()


def test_staff_publish_many_drafts(without_scripts: Page, demo_site: str) -> None:
    for product in Product.objects.all()[:2]:
        product.grade = "Cell culture grade"
        product.save()
        save_draft(product, by=None)
    page = without_scripts
    sign_in(page, demo_site)

    choose_to_publish(page, demo_site, 3)
    expect(page.locator("#content")).to_contain_text("1 cannot be published")
    page.get_by_label("Change note").fill("Graded anew")
    page.get_by_label("Reason").fill("Retained samples")
    page.get_by_role("button", name="Publish", exact=True).click()

    expect(page.locator(".messagelist")).to_contain_text("2 drafts are published.")
    assert Revision.objects.filter(change_note="Graded anew").count() == 2
