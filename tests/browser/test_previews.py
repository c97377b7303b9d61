"""What is typed on the product screen, previewed in a real browser, with and without scripts."""

import pytest
from playwright.sync_api import Page, Response, expect

from catalog.models import DraftVersion, Product
from tests.browser.axe import violations
from tests.browser.conftest import Watched, at_every_width
from tests.browser.site import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def preview(page: Page, what: str) -> Page:
    """The tab that the button opens."""
    with page.expect_popup() as opened:
        page.get_by_role("button", name=f"Preview {what}").click()
    return opened.value


def preview_pdf(page: Page) -> Response:
    """What the button for the datasheet brings; this browser shows no PDF."""
    with page.context.expect_event("response", lambda r: r.request.method == "POST") as answered:
        page.get_by_role("button", name="Preview datasheet").click()
    answer: Response = answered.value
    return answer


def fk506(page: Page, site: str) -> Product:
    """Signs in and opens the screen of FK506."""
    product = Product.objects.get(catalog_number="ALQ-1001")
    sign_in(page, site)
    page.goto(f"{site}/admin/catalog/product/{product.pk}/change/")
    return product


def test_what_is_typed_is_shown_and_stays_typed(watched: Watched, demo_site: str) -> None:
    page = watched.page
    product = fk506(page, demo_site)
    versions = DraftVersion.objects.count()
    page.fill("#id_name", "FK506, typed")

    shown = preview(page, "page")

    expect(shown.get_by_role("heading", level=1)).to_have_text("FK506, typed")
    expect(shown.get_by_text("Nothing of it is saved")).to_be_visible()
    assert preview_pdf(page).headers["content-type"] == "application/pdf"
    expect(page.locator("#id_name")).to_have_value("FK506, typed")
    product.refresh_from_db()
    assert product.name == "FK506"
    assert DraftVersion.objects.count() == versions
    page.click("[name=_continue]")
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    product.refresh_from_db()
    assert product.name == "FK506, typed"
    assert watched.complaints == []


def test_what_is_wrong_is_said_in_the_new_tab(watched: Watched, demo_site: str) -> None:
    page = watched.page
    fk506(page, demo_site)
    page.fill("#id_name", "")
    page.fill("#id_packs-0-printed", "5 mgg")

    said = preview(page, "datasheet")

    expect(said.get_by_role("heading", name="No preview yet")).to_be_visible()
    expect(said.get_by_role("listitem").filter(has_text="Packs › row 1")).to_contain_text("'mgg'")
    for _ in at_every_width(said):
        assert said.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert violations(said) == []
    expect(page.locator("#id_packs-0-printed")).to_have_value("5 mgg")
    expect(page.locator(".errornote")).to_have_count(0)


def test_what_cannot_be_printed_is_said_in_the_new_tab(watched: Watched, demo_site: str) -> None:
    page = watched.page
    fk506(page, demo_site)
    page.fill("#id_name", "FK506 𓂀")

    said = preview(page, "datasheet")

    expect(said.get_by_text("which stands in: name")).to_be_visible()
    for _ in at_every_width(said):
        assert said.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert violations(said) == []


def test_an_uploaded_image_is_seen(watched: Watched, demo_site: str) -> None:
    page = watched.page
    fk506(page, demo_site)
    with open("docs/datasheet.png", "rb") as picture:
        page.set_input_files(
            "#id_figures-0-upload",
            {"name": "gel.png", "mimeType": "image/png", "buffer": picture.read()},
        )
    page.fill("#id_figures-0-alternative_text", "A datasheet")

    image = preview(page, "page").get_by_role("img", name="A datasheet", exact=True)

    image.scroll_into_view_if_needed()
    expect(image).to_be_visible()
    assert image.evaluate("async image => { await image.decode(); return image.naturalWidth; }") > 0
    assert watched.complaints == []


def test_a_new_product_is_previewed_without_scripts(without_scripts: Page, demo_site: str) -> None:
    page = without_scripts
    sign_in(page, demo_site)
    page.goto(f"{demo_site}/admin/catalog/product/add/?plain")
    page.fill("#id_catalog_number", "ALQ-2001")
    page.fill("#id_name", "FK506, large pack")
    page.fill("#id_slug", "fk506-large-pack")
    page.select_option("#id_kind", "natural_product")

    shown = preview(page, "page")

    expect(shown.get_by_role("heading", level=1)).to_have_text("FK506, large pack")
    assert preview_pdf(page).headers["content-type"] == "application/pdf"
    expect(page.locator("#id_name")).to_have_value("FK506, large pack")
    page.press("#id_name", "Enter")
    expect(page.get_by_text("was added successfully")).to_be_visible()
    assert Product.objects.filter(catalog_number="ALQ-2001").exists()
