"""Withdrawing: a tombstone, never a deletion."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from catalog.actions.errors import PublicationError, ScheduledRevisionError
from catalog.actions.load_draft import load_draft
from catalog.actions.publish import publish
from catalog.actions.withdraw import withdraw
from catalog.models import Listing, Product, Revision
from tests.conftest import Clock

Maker = Callable[..., Product]


def test_a_tombstone_repeats_what_was_public_not_the_draft(
    published: Maker, document: Callable[..., dict[str, Any]]
) -> None:
    product, successor = published("T-1"), published("T-2", name="Paraxanthine")
    load_draft(document("T-1", name="Secret name"), by=None, reason="not yet public")

    tombstone = withdraw(product, by=None, note="Impure.", replaced_by=successor)

    spec = tombstone.read()
    assert tombstone.kind == Revision.Kind.WITHDRAWAL
    assert spec["name"] == "Caffeine"
    assert spec["withdrawal"] == {
        "note": "Impure.",
        "replaced_by": {"catalog_number": "T-2", "name": "Paraxanthine"},
    }
    assert spec["status"] == "withdrawn"
    assert tombstone.draft_version.read()["status"] == "active"
    listing = Listing.objects.shown("T-1")
    assert listing is not None
    assert listing.withdrawn
    assert listing.status == "withdrawn"
    assert not Listing.objects.offered().filter(product=product).exists()


def test_a_product_is_published_again_after_its_withdrawal(
    published: Maker, client: Client, document: Callable[..., dict[str, Any]]
) -> None:
    product = published("T-1")
    withdraw(product, by=None, note="Impure.")
    assert client.get("/products/T-1/", follow=True).status_code == 410

    load_draft(document("T-1", name="Theine"), by=None, reason="pure again")
    assert publish(product, by=None).read()["status"] == "active"


def test_what_is_not_public_cannot_be_withdrawn(draft: Maker, clock: Clock) -> None:
    product = draft()
    with pytest.raises(PublicationError, match="T-1 is not public"):
        withdraw(product, by=None)

    publish(product, by=None, valid_from=clock.moment + timedelta(days=1))
    with pytest.raises(PublicationError, match="cancel its scheduled publication instead"):
        withdraw(product, by=None)


def test_a_scheduled_revision_is_not_withdrawn_by_the_way(
    published: Maker, document: Callable[..., dict[str, Any]], clock: Clock
) -> None:
    product = published("T-1")
    load_draft(document("T-1", name="Theine"), by=None, reason="edit")
    publish(product, by=None, valid_from=clock.moment + timedelta(days=1))

    with pytest.raises(ScheduledRevisionError, match="Revision 2 is scheduled"):
        withdraw(product, by=None)

    withdraw(product, by=None, cancel_scheduled=True)
    clock.advance(days=2)
    listing = Listing.objects.shown("T-1")
    assert listing is not None
    assert listing.withdrawn


def test_the_replacement_is_named_as_the_public_knows_it(
    published: Maker, draft: Maker, document: Callable[..., dict[str, Any]]
) -> None:
    product, secret = published("T-1"), draft("SECRET-9")
    for impossible, words in ((secret, "is not on offer"), (product, "cannot replace itself")):
        with pytest.raises(PublicationError, match=words):
            withdraw(product, by=None, replaced_by=impossible)

    successor = published("T-2", name="Paraxanthine")
    load_draft(document("T-2", name="Secret name"), by=None, reason="not yet public")
    successor.refresh_from_db()
    spec = withdraw(product, by=None, replaced_by=successor).read()
    assert spec["withdrawal"]["replaced_by"]["name"] == "Paraxanthine"


def test_a_withdrawn_product_can_return(published: Maker) -> None:
    product = published()
    withdraw(product, by=None)

    revision = publish(product, by=None)

    assert revision.number == 3
    assert Listing.objects.offered().filter(product=product).exists()


def test_note_and_replacement_are_amended_by_another_tombstone(
    published: Maker, clock: Clock
) -> None:
    product, successor = published("T-1"), published("T-2", name="Paraxanthine")
    first_day = clock.advance(days=1)
    first = withdraw(product, by=None, note="Impure.")
    clock.advance(days=1)
    with pytest.raises(PublicationError, match="withdrawn already, with this note"):
        withdraw(product, by=None, note="Impure.")

    second = withdraw(product, by=None, note="Impure.", replaced_by=successor)

    assert (first.number, second.number) == (2, 3)
    assert first.read()["withdrawal"] == {"note": "Impure.", "replaced_by": None}
    assert second.read()["withdrawal"]["replaced_by"]["catalog_number"] == "T-2"
    assert second.draft_version == first.draft_version
    shown = Listing.objects.shown("T-1")
    assert shown is not None
    assert shown.revision == second
    assert Listing.objects.withdrawn_since(second) == first_day
    assert Listing.objects.withdrawn_since(first) == first_day


def test_an_amended_tombstone_tells_since_when(
    client: Client, published: Maker, clock: Clock
) -> None:
    product = published("T-1")
    clock.advance(days=1)
    withdraw(product, by=None, note="Impure.")
    clock.advance(days=1)
    withdraw(product, by=None, note="Impure: lot 7 had 80 %.")

    page = client.get("/products/T-1/caffeine/").content.decode()

    assert "Impure: lot 7 had 80 %." in page
    assert "2 March 2026" in page
    assert "revision 1</a>" in page
    assert "2 March 2026" in client.get("/products/T-1/revisions/2/").content.decode()
