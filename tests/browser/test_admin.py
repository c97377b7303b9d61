"""The back office in a real browser, under the same policy of content."""

import pytest
from playwright.sync_api import expect

from catalog.actions.load_draft import load_draft
from catalog.actions.publish import publish
from catalog.actions.save_draft import latest_draft
from catalog.models import Pack, Product, Revision, Section, SiteSettings
from tests.browser.conftest import Watched, at_every_width
from tests.browser.site import PRODUCT_SCREENS, sign_in, sign_in_by_form

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office(watched: Watched, demo_site: str) -> str:
    """The address of the back office, where the watched page is signed in."""
    sign_in(watched.page, demo_site)
    return f"{demo_site}/admin/"


def test_a_typo_is_corrected_and_published(watched: Watched, demo_site: str) -> None:
    page = watched.page
    sign_in_by_form(page, demo_site)
    page.goto(f"{demo_site}/admin/catalog/product/?q=104987-11-3")
    page.click("#result_list tbody th a")
    page.fill("#id_appearance", "Translucent, colorless film")
    page.fill("#id_save_reason", "As the chemist said")
    page.click("[name=_continue]")

    product = Product.objects.get(catalog_number="ALQ-1001")
    draft = latest_draft(product)
    assert draft is not None
    assert draft.reason == "As the chemist said"
    assert draft.read()["appearance"] == "Translucent, colorless film"

    page.goto(f"{demo_site}/admin/catalog/product/{product.pk}/publish/")
    page.fill("#id_change_note", "Appearance")
    page.fill("#id_reason", "Checked against the retained sample")
    page.click("[type=submit][value=Publish]")

    expect(page.locator(".messagelist")).to_contain_text(
        "Revision 2 of ALQ-1001 FK506 is published"
    )
    assert Revision.objects.get(product=product, number=2).change_note == "Appearance"
    assert watched.complaints == []


SIDEWAYS = "document.documentElement.scrollWidth > window.innerWidth"
CLIPPED = """[...document.querySelectorAll('.groups :is(input, select, textarea)')]
    .filter(field => field.offsetParent && !field.matches('.select2-hidden-accessible'))
    .filter(field => field.getBoundingClientRect().right > window.innerWidth)
    .map(field => field.id)"""


@pytest.mark.parametrize("number", ["ALQ-1001", "ALQ-1006", "ALQ-1008"])
def test_the_product_screen_fits(watched: Watched, office: str, number: str) -> None:
    product = Product.objects.get(catalog_number=number)

    for screen in PRODUCT_SCREENS:
        watched.page.goto(f"{office}catalog/product/{product.pk}/{screen}/")
        for width in at_every_width(watched.page):
            assert not watched.page.evaluate(SIDEWAYS), (screen, width)
            assert watched.page.evaluate(CLIPPED) == [], (screen, width)
    assert watched.complaints == []


def test_the_list_and_an_empty_product_fit(watched: Watched, office: str) -> None:
    for screen in ("", "add/"):
        watched.page.goto(f"{office}catalog/product/{screen}")
        for width in at_every_width(watched.page):
            assert not watched.page.evaluate(SIDEWAYS), (screen, width)
    assert watched.complaints == []


NARROW = """[...document.querySelectorAll(':is(#activities-group, #quality_tests-group) '
    + 'tr.form-row:not(.empty-form) :is(td.field-target, td.field-action, td.field-printed, '
    + 'td.field-conditions, td.field-subject, td.field-method, td.field-criterion) input')]
    .filter(field => field.getBoundingClientRect().width < 130).map(field => field.id)"""


def test_what_is_typed_into_rows_of_many_columns_can_be_read(watched: Watched, office: str) -> None:
    product = Product.objects.get(catalog_number="ALQ-1001")
    product.quality_tests.get_or_create(key="purity", subject="Purity")
    assert product.activities.exists()

    watched.page.goto(f"{office}catalog/product/{product.pk}/change/")

    expect(watched.page.locator("#id_activities-0-target")).to_be_visible()
    for width in at_every_width(watched.page):
        assert watched.page.evaluate(NARROW) == [], width


UNBROKEN = "N" * 300


def test_text_without_a_space_stays_on_the_page(
    watched: Watched, office: str, demo_site: str
) -> None:
    product = Product.objects.get(catalog_number="ALQ-1001")
    draft = product.draft_versions.latest().read() | {"name": UNBROKEN[:200]}
    load_draft(draft, by=None, reason=UNBROKEN, product=product)
    publish(product, by=None, change_note=UNBROKEN, reason=UNBROKEN)
    SiteSettings.objects.update_or_create(pk=1, defaults={"supplier_address": "A" * 5000})

    for address in (
        f"{demo_site}/",
        f"{demo_site}/products/",
        f"{demo_site}/products/ALQ-1001/",
        f"{demo_site}/products/ALQ-1001/revisions/1/",
        *(f"{office}catalog/product/{product.pk}/{screen}/" for screen in PRODUCT_SCREENS),
        f"{office}catalog/product/{product.pk}/history/",
    ):
        watched.page.goto(address)
        expect(watched.page.locator("h1").first).to_be_visible()
        for width in at_every_width(watched.page):
            assert not watched.page.evaluate(SIDEWAYS), (address, width)


def test_a_row_is_added_and_another_removed(watched: Watched, office: str) -> None:
    page = watched.page
    product = Product.objects.get(catalog_number="ALQ-1001")
    page.goto(f"{office}catalog/product/{product.pk}/change/")

    page.click("#packs-group .add-row a")
    place = Pack.objects.filter(product=product).count()
    page.fill(f"#id_packs-{place}-sku", "ALQ-1001-1G")
    page.fill(f"#id_packs-{place}-printed", "1 g")
    page.click("#synonyms-group #synonyms-0 [type=checkbox]")
    synonym = product.synonyms.order_by("position", "pk")[0].text
    page.click("[name=_continue]")

    assert Pack.objects.get(sku="ALQ-1001-1G").product == product
    assert not product.synonyms.filter(text=synonym).exists()
    assert watched.complaints == []


def test_the_summary_leads_to_the_field(watched: Watched, office: str) -> None:
    page = watched.page
    product = Product.objects.get(catalog_number="ALQ-1001")
    page.goto(f"{office}catalog/product/{product.pk}/change/")
    body = page.locator("#id_sections-0-body")
    body.fill(f"{Section.objects.filter(product=product)[0].body} [77]")
    page.click("[name=_continue]")

    expect(page.locator("#findings")).to_contain_text("1 thing blocks publication")
    page.click("#findings li a")
    finding = page.locator(".finding:target")
    expect(finding).to_contain_text("[77]")
    described = body.get_attribute("aria-describedby") or ""
    assert finding.get_attribute("id") in described.split()
    assert watched.complaints == []


def test_a_folded_group_opens_when_it_is_jumped_to(watched: Watched, office: str) -> None:
    page = watched.page
    page.goto(f"{office}catalog/product/add/")
    assert not page.is_visible("#id_hazard_status")

    page.click(".group-links a[href='#safety']")

    page.wait_for_selector("#id_hazard_status", state="visible")


def test_boxes_of_select2_have_names(watched: Watched, office: str) -> None:
    page = watched.page
    product = Product.objects.get(catalog_number="ALQ-1001")
    page.goto(f"{office}catalog/product/{product.pk}/change/")

    expect(page.get_by_role("combobox", name="Compound")).to_have_count(1)
    page.click("#activities-group .add-row a")
    expect(page.get_by_role("combobox", name="Reference")).to_have_count(
        product.activities.count() + 1
    )
