"""The screen that withdraws: what will happen, what customers are told, and amending that."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from catalog.actions.load_draft import load_draft
from catalog.actions.publish import publish
from catalog.actions.withdraw import withdraw
from catalog.models import Product, Revision

Maker = Callable[..., Product]
Document = Callable[..., dict[str, Any]]


def screen(product: Product) -> str:
    return f"/admin/catalog/product/{product.pk}/withdraw/"


def test_nothing_is_withdrawn_without_a_note(office: Client, published: Maker) -> None:
    address = screen(published("T-1"))

    refused = office.post(address, {"note": " "})

    assert refused.context["form"].errors.keys() == {"note"}
    assert Revision.objects.count() == 1
    assert office.post(address, {"note": "Impure."}).status_code == 302
    assert office.get("/products/T-1/caffeine/").status_code == 410


def test_the_screen_says_what_will_happen(office: Client, published: Maker) -> None:
    page = office.get(screen(published("T-1"))).content.decode()

    assert "nobody can order it" in page
    assert "Publishing it puts the product back on sale" in page
    assert 'href="/products/T-1/caffeine/"' in page


def test_the_replacement_is_searched_for(office: Client, published: Maker) -> None:
    product, successor = published("T-1"), published("T-2", name="Paraxanthine")

    page = office.get(screen(product)).content.decode()
    assert "admin-autocomplete" in page
    assert "Paraxanthine" not in page  # a catalog of thousands is no list to choose from
    found = office.get(
        "/admin/autocomplete/",
        {"term": "para", "app_label": "catalog", "model_name": "product",
         "field_name": "replaced_by"},
    ).json()["results"]  # fmt: skip
    assert [row["id"] for row in found] == [str(successor.pk)]
    assert "Paraxanthine" in office.get(f"{screen(product)}?plain").content.decode()

    office.post(screen(product), {"note": "Impure.", "replaced_by": successor.pk})
    assert Revision.objects.latest().read()["withdrawal"]["replaced_by"]["catalog_number"] == "T-2"


def test_a_scheduled_revision_is_asked_about_only_if_there_is_one(
    office: Client, published: Maker, document: Document
) -> None:
    product = published("T-1")
    assert "cancel_scheduled" not in office.get(screen(product)).content.decode()
    load_draft(document("T-1", name="Theine"), by=None, reason="edit")
    publish(product, by=None, reason="x", valid_from=timezone.now() + timedelta(days=1))

    assert "Also cancel revision 2" in office.get(screen(product)).content.decode()
    refused = office.post(screen(product), {"note": "Impure."})
    assert "say that it is to be cancelled too" in refused.content.decode()
    assert office.post(
        screen(product), {"note": "Impure.", "cancel_scheduled": "on"}
    ).status_code == 302  # fmt: skip


def test_what_customers_are_told_is_amended(office: Client, published: Maker) -> None:
    product, successor = published("T-1"), published("T-2", name="Paraxanthine")
    withdraw(product, by=None, note="Imqure.", replaced_by=successor)
    change = office.get(f"/admin/catalog/product/{product.pk}/change/").content.decode()
    assert "Amend the withdrawal" in change

    form = office.get(screen(product)).context["form"]
    told = {"note": form["note"].value(), "replaced_by": successor.pk}
    assert told["note"] == "Imqure."
    assert form["replaced_by"].value() == successor.pk
    unchanged = office.post(screen(product), told).content.decode()
    assert "withdrawn already, with this note" in unchanged

    assert office.post(screen(product), told | {"note": "Impure."}).status_code == 302
    page = office.get("/products/T-1/caffeine/").content.decode()
    assert "Impure." in page
    assert "Paraxanthine" in page
    assert "Imqure." in office.get("/products/T-1/revisions/2/").content.decode()


def test_what_is_not_public_is_not_withdrawn(office: Client, draft: Maker) -> None:
    page = office.get(screen(draft("T-1"))).content.decode()

    assert "T-1 is not public" in page
    assert 'value="Withdraw"' not in page
