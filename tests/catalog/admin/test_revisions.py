"""The history of a product in the back office: what it says of each revision and draft."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from catalog.actions.load_draft import load_draft
from catalog.models import Product

Maker = Callable[..., Product]
Document = Callable[..., dict[str, Any]]


def history(office: Client, product: Product) -> str:
    response = office.get(f"/admin/catalog/product/{product.pk}/revisions/")
    assert response.status_code == 200
    return response.content.decode()


def test_what_was_never_published_has_its_drafts(
    office: Client, draft: Maker, document: Document
) -> None:
    product = draft("T-1")
    load_draft(document("T-1", name="Theine"), by=None, reason="As the chemist said")

    page = history(office, product)

    assert "Not published yet" in page
    assert "As the chemist said" in page
    assert "Revert the draft to draft version 1" in page
