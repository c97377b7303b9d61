"""The pages that every check of the whole site goes through."""

from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Page

from catalog.actions.load_draft import load_draft
from catalog.actions.publish import publish
from catalog.actions.save_draft import save_draft
from catalog.actions.withdraw import withdraw
from catalog.models import Compound, Product, Reference, Section, Term

PRODUCT_SCREENS = ("change", "publish", "revisions", "withdraw")

PRODUCTS = {
    "natural product": "/products/ALQ-1001/fk506/",
    "lipopolysaccharide": "/products/ALQ-1004/lps-from-e-coli-o111-b4/",
    "antibody": "/products/ALQ-1006/anti-human-cd3-clone-okt3/",
    "cell line": "/products/ALQ-1007/jurkat-nfat-luciferase-reporter-cells/",
    "kit": "/products/ALQ-1008/luciferase-detection-kit/",
}
PUBLIC = {
    "home": "/",
    "listing": "/products/",
    "listing, searched and filtered": "/products/?q=a&kind=natural_product&sort=weight",
    "listing, empty": "/products/?q=unobtainium",
    "listing, corrected": "/products/?q=takrolimus",
    "listing, filtered to nothing": "/products/?q=fk506&kind=kit&weight_min=5",
    **PRODUCTS,
    "comparison": "/compare/?product=ALQ-1001&product=ALQ-1002&product=ALQ-1003&product=nope",
    "comparison of unlike products": "/compare/?product=ALQ-1006&product=ALQ-1008&product=ALQ-1005",
    "comparison, differences": "/compare/?product=ALQ-1001&product=ALQ-1002&only=differences",
    "comparison, empty": "/compare/",
    "past revision": "/products/ALQ-1002/revisions/1/",
    "tombstone": "/products/ALQ-1005/cpg-odn-2006/",
    "versions of a datasheet": "/documents/TDS-ALQ-1002/",
    "all values of a facet": "/browse/target/",
    "structures": "/structures/",
    "structures, found": "/structures/?structure=C1CCCCN1C(%3DO)C%3DO&mode=substructure",
    "structures, empty": "/structures/?structure=CCN&mode=exact&ignore=salt",
    "not found": "/id/takrolimus",
    "no such page": "/nowhere/",
    "check of a datasheet": "/verify/",
}


def change_something() -> None:
    """A past revision and a withdrawn product, as every catalog has them after a while."""
    monohydrate = Product.objects.get(catalog_number="ALQ-1002")
    draft = monohydrate.draft_versions.latest().read() | {"appearance": "White powder"}
    load_draft(draft, by=None, reason="Appearance", product=monohydrate)
    publish(monohydrate, by=None, change_note="Appearance", reason="Retained sample")
    cpg = Product.objects.get(catalog_number="ALQ-1005")
    withdraw(cpg, by=None, note="The supplier of its backbone closed.")


def sign_in(page: Page, site: str) -> None:
    """As a superuser, in a session that is there already, so that no test pays for the form."""
    irene = User.objects.create_superuser("irene", password="polonium")
    client = Client()
    client.force_login(irene)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "url": site, "httpOnly": True}]
    )


def sign_in_by_form(page: Page, site: str) -> None:
    """As somebody new there does it."""
    User.objects.create_superuser("irene", password="polonium")
    page.goto(f"{site}/admin/")
    fill_in_and_sign_in(page)
    page.wait_for_url(f"{site}/admin/")


def fill_in_and_sign_in(page: Page) -> None:
    """At the form that the page shows."""
    page.fill("#id_username", "irene")
    page.fill("#id_password", "polonium")
    page.press("#id_password", "Enter")


def choose_to_publish(page: Page, site: str, number: int) -> None:
    """The first so many products of the list are chosen, and the screen that publishes them."""
    page.goto(f"{site}/admin/catalog/product/")
    for place in range(number):
        page.locator("input.action-select").nth(place).check()
    page.select_option("select[name=action]", "publish_selected")
    page.get_by_role("button", name="Go").click()


def back_office() -> dict[str, str]:
    """The main screens of the back office; of the product, with findings of either kind."""
    product = Product.objects.get(catalog_number="ALQ-1001")
    product.packs.all().delete()
    Section.objects.filter(product=product).update(body="Known [77].")
    save_draft(product, by=None)
    compound = Compound.objects.get(key="tacrolimus-monohydrate")
    term, reference = Term.objects.first(), Reference.objects.first()
    assert term is not None
    assert reference is not None
    screens = {
        "products": "product/",
        "new product": "product/add/",
        "new product, without scripts": "product/add/?plain",
        **{name: f"product/{product.pk}/{name}/" for name in PRODUCT_SCREENS},
        "compounds": "compound/",
        "compound": f"compound/{compound.pk}/change/",
        "references": "reference/",
        "new reference": "reference/add/",
        "reference": f"reference/{reference.pk}/change/",
        "terms": "term/",
        "term": f"term/{term.pk}/change/",
        "variant groups": "variantgroup/",
        "site settings": "sitesettings/1/change/",
        "log": "revision/",
    }
    found = {name: f"/admin/catalog/{path}" for name, path in screens.items()}
    return found | {"start": "/admin/", "datasheets": "/admin/datasheets/datasheet/"}
