"""Typed text survives: leaving warns, a lost session gives it back, and signing out forgets it."""

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from catalog.actions.save_draft import save_draft
from catalog.models import Product
from tests.browser.site import fill_in_and_sign_in, sign_in

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
    fill_in_and_sign_in(page)
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


def product_screen(site: str, product: Product) -> str:
    return f"{site}/admin/catalog/product/{product.pk}/change/"


def leave(page: Page, site: str) -> None:
    page.wait_for_timeout(600)  # until what was typed is kept
    page.goto(f"{site}/admin/")


def test_a_row_that_shifted_gets_its_own_text_back(page: Page, demo_site: str) -> None:
    product = Product.objects.get(catalog_number="ALQ-1001")
    first = product.packs.get()
    second = product.packs.create(sku="ALQ-1001-9", printed="9 mg", position=9)
    save_draft(product, by=None)
    sign_in(page, demo_site)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(product_screen(demo_site, product))
    page.wait_for_timeout(300)
    page.fill("#id_packs-0-solvent", "Of the first")
    page.fill("#id_packs-1-solvent", "Of the second")
    leave(page, demo_site)
    first.delete()
    save_draft(product, by=None)

    page.goto(product_screen(demo_site, product))
    bar = page.get_by_role("region", name="Unsaved text")
    bar.get_by_role("button", name="Restore").click()

    row = page.locator("tr", has=page.locator(f"input[name$=-id][value='{second.pk}']"))
    expect(row.locator("input[name$=-solvent]")).to_have_value("Of the second")
    typed = page.locator("input[name^=packs-][name$=-solvent]")
    values = typed.evaluate_all("fields => fields.map(field => field.value)")
    assert "Of the first" not in values
    assert values.count("Of the second") == 1
    expect(bar).to_contain_text("These fields are gone: packs-0-solvent: Of the first")


def test_what_is_kept_is_bounded_and_no_password(page: Page, demo_site: str) -> None:
    product = Product.objects.get(catalog_number="ALQ-1001")
    sign_in(page, demo_site)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{demo_site}/admin/auth/user/add/")
    page.wait_for_timeout(300)
    page.fill("#id_username", "lise")
    page.fill("#id_password1", "protactinium")
    leave(page, demo_site)
    assert page.evaluate(KEPT) == 0

    page.goto(product_screen(demo_site, product))
    page.wait_for_timeout(300)
    page.evaluate(
        """() => {
          const field = document.querySelector("#id_internal_note");
          field.value = "x".repeat(1000001);
          field.dispatchEvent(new Event("input", { bubbles: true }));
        }"""
    )
    leave(page, demo_site)
    assert page.evaluate(KEPT) == 0

    page.goto(product_screen(demo_site, product))
    page.wait_for_timeout(300)
    user = page.evaluate("document.querySelector('script[data-user]').dataset.user")
    page.evaluate(
        """user => {
          for (let at = 0; at < 30; at += 1)
            localStorage.setItem(`aliquot-unsaved:${user}:/${at}`, JSON.stringify({ at }));
        }""",
        user,
    )
    page.fill("#id_appearance", "Pale film")
    leave(page, demo_site)
    assert page.evaluate(KEPT) == 20
    newest = f"localStorage.getItem('aliquot-unsaved:{user}:/29')"
    assert page.evaluate(newest) is not None
