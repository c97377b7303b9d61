"""Withdrawing: a tombstone, never a deletion."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

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
    listing = Listing.objects.shown("T-1")
    assert listing is not None
    assert listing.withdrawn
    assert not Listing.objects.offered().filter(product=product).exists()


def test_what_is_not_public_cannot_be_withdrawn(draft: Maker, clock: Clock) -> None:
    product = draft()
    with pytest.raises(PublicationError, match="T-1 is not published"):
        withdraw(product, by=None)

    publish(product, by=None, valid_from=clock.moment + timedelta(days=1))
    with pytest.raises(ScheduledRevisionError, match="Revision 1 is scheduled"):
        withdraw(product, by=None)
    with pytest.raises(PublicationError, match="T-1 is not public yet"):
        withdraw(product, by=None, cancel_scheduled=True)


def test_a_withdrawn_product_can_return(published: Maker) -> None:
    product = published()
    withdraw(product, by=None)

    revision = publish(product, by=None)

    assert revision.number == 3
    assert Listing.objects.offered().filter(product=product).exists()
