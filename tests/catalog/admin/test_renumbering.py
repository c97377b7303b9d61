"""A product that is given another catalog number is still found under the former one."""

from collections.abc import Callable

from django.test import Client

from catalog.actions.publish import publish
from catalog.models import Product
from tests.catalog.admin.screen import form

Maker = Callable[..., Product]


def test_the_former_number_leads_to_page_api_and_datasheet(
    office: Client, published: Maker
) -> None:
    product = published("ALQ-1")
    address = f"/admin/catalog/product/{product.pk}/change/"
    assert "ALQ-1 keeps leading here" in office.get(address).content.decode()

    data = form(office, address) | {"catalog_number": "ALQ-900"}
    said = office.post(address, data | {"_continue": "1"}, follow=True).content.decode()

    assert "Once ALQ-900 is published, ALQ-1 keeps leading to this product" in said
    assert "Former numbers: ALQ-1, which still leads to this product" in said
    assert office.get("/products/ALQ-1/caffeine/").status_code == 200  # until it is published

    publish(product, by=None, reason="Renumbered")

    page = office.get("/products/ALQ-1/")
    assert page.url == "/products/ALQ-900/caffeine/"  # type: ignore[attr-defined]
    assert office.get("/products/ALQ-1/caffeine/", follow=True).status_code == 200
    api = office.get("/api/v1/products/ALQ-1/", follow=True)
    assert api.json()["catalog_number"] == "ALQ-900"
    sheet = office.get("/products/ALQ-1/datasheet.pdf")
    assert sheet.url == "/products/ALQ-900/datasheet.pdf"  # type: ignore[attr-defined]
    assert office.get("/products/ALQ-1/revisions/1/").status_code == 200


def test_a_draft_that_was_never_public_is_renumbered_without_a_word(
    office: Client, draft: Maker
) -> None:
    product = draft("ALQ-1")
    address = f"/admin/catalog/product/{product.pk}/change/"

    data = form(office, address) | {"catalog_number": "ALQ-900"}
    said = office.post(address, data | {"_continue": "1"}, follow=True).content.decode()

    assert "keeps leading" not in said
    assert "Former number" not in said
