"""Typed text survives: leaving warns, a lost session gives it back, and signing out forgets it."""

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from catalog.models import Product
from tests.browser.site import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEPT = "Object.keys(localStorage).filter(key => key.startsWith('aliquot-unsaved:')).length"


@pytest.fixture
def page(chromium: Browser) -> Page:
    return chromium.new_context(viewport={"width": 1280, "height": 800}).new_page()


def test_typed_text_survives(page: Page, demo_site: str) -> None:
    sign_in(page, demo_site)
    product = Product.objects.get(catalog_number="ALQ-1001")
    screen = f"{demo_site}/admin/catalog/product/{product.pk}/change/"
    warnings: list[str] = []

    def stay(dialog: Dialog) -> None:
        warnings.append(dialog.type)
        dialog.accept()

    page.on("dialog", stay)
    page.goto(screen)
    page.wait_for_load_state("load")
    page.wait_for_timeout(300)
    page.goto(f"{demo_site}/admin/")
    assert warnings == []

    page.goto(screen)
    page.wait_for_timeout(300)
    page.fill("#id_appearance", "Pale film")
    page.locator("#packs-group .add-row a").click()
    added = page.locator("#packs-group tr.dynamic-packs").last
    added.locator("input[name$=-sku]").fill("ALQ-1001-NEW")
    added.locator("input[name$=-printed]").fill("7 mg")
    page.goto(f"{demo_site}/admin/")
    assert warnings == ["beforeunload"]

    page.context.clear_cookies()  # the session is lost
    page.goto(screen)
    assert "login" in page.url
    page.fill("#id_username", "irene")
    page.fill("#id_password", "polonium")
    page.press("#id_password", "Enter")
    page.wait_for_url(screen)
    bar = page.get_by_role("region", name="Unsaved text")
    expect(bar).to_contain_text("Unsaved text of")
    bar.get_by_role("button", name="Restore").press("Enter")

    expect(page.locator("#id_appearance")).to_have_value("Pale film")
    page.click("[name=_continue]")
    expect(page.locator(".messagelist .success")).to_be_visible()
    product.refresh_from_db()
    assert product.appearance == "Pale film"
    assert product.packs.get(sku="ALQ-1001-NEW").unit == "mg"
    page.wait_for_timeout(300)
    assert page.evaluate(KEPT) == 0
    assert warnings == ["beforeunload"]

    page.fill("#id_appearance", "Film")
    page.wait_for_timeout(600)
    assert page.evaluate(KEPT) == 1
    page.locator("#logout-form button").click()
    page.wait_for_url(f"{demo_site}/admin/logout/")
    assert page.evaluate(KEPT) == 0
