"""The history of a product in the back office: what it says of each revision and draft."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.test import Client

from catalog.actions.cancel_scheduled import cancel_scheduled
from catalog.actions.load_draft import load_draft
from catalog.actions.publish import publish
from catalog.actions.withdraw import withdraw
from catalog.models import Product
from tests.conftest import Clock

Maker = Callable[..., Product]
Document = Callable[..., dict[str, Any]]


def history(office: Client, product: Product) -> str:
    response = office.get(f"/admin/catalog/product/{product.pk}/revisions/")
    assert response.status_code == 200
    return response.content.decode()


def history_context(office: Client, product: Product) -> Any:
    return office.get(f"/admin/catalog/product/{product.pk}/revisions/").context


def test_what_was_never_published_has_its_drafts(
    office: Client, draft: Maker, document: Document
) -> None:
    product = draft("T-1")
    load_draft(document("T-1", name="Theine"), by=None, reason="As the chemist said")

    page = history(office, product)

    assert "Not published yet" in page
    assert "As the chemist said" in page
    assert "Revert the draft to draft version 1" in page


def test_each_entry_says_what_became_of_it(
    office: Client, published: Maker, document: Document, clock: Clock
) -> None:
    product = published("T-1")
    load_draft(document("T-1", name="Theine"), by=None, reason="edit")
    publish(product, by=None, valid_from=clock.moment + timedelta(days=1))
    cancel_scheduled(product, by=None)
    clock.advance(days=2)
    withdraw(product, by=None)

    states = [entry["state"] for entry in history_context(office, product)["revisions"]]
    assert states == [
        "Shown now",
        "It cancelled what was scheduled, and is itself shown nowhere",
        "Cancelled before it was shown",
        "Shown until 2026-03-03 12:00 UTC",
    ]
    assert "yes, without details" in history(office, product)

    log = office.get("/admin/catalog/revision/").content.decode()
    for word in ("Shown", "Past", "Cancelled before it was shown", "Entry of the log alone"):
        assert f'<td class="field-state">{word}</td>' in log
    assert '<td class="field-begins">2026-03-02 12:00</td>' in log
    assert "Valid from (UTC)" in log
