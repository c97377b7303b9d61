"""Reverting: the draft becomes what a revision was frozen from."""

from collections.abc import Callable
from typing import Any

import pytest

from catalog.actions.errors import ActionError
from catalog.actions.load_draft import load_draft
from catalog.actions.publish import publish
from catalog.actions.revert import revert
from catalog.actions.save_draft import latest_draft
from catalog.models import Compound, DraftVersion, Listing, Product, Revision

Maker = Callable[..., Product]


def test_the_draft_is_reverted_and_the_public_sees_no_change(
    published: Maker, document: Callable[..., dict[str, Any]], caffeine: dict[str, Any]
) -> None:
    product = published(compound=caffeine, synonyms=[{"text": "Theine"}])
    first = Revision.objects.get()
    changed = document(name="Guaranine", compound=caffeine | {"formula": "C8H10N4O2·H2O"})
    load_draft(changed, by=None, reason="wrong form")

    version = revert(product, first, by=None)

    assert version.number == 3
    assert version.sha256 == first.draft_version.sha256
    assert Compound.objects.get().formula == "C8H10N4O2"
    assert Product.objects.get().synonyms.get().text == "Theine"
    assert Listing.objects.get().revision == first


def test_products_that_share_the_compound_are_marked_as_changed(
    published: Maker, document: Callable[..., dict[str, Any]], caffeine: dict[str, Any]
) -> None:
    first = published("T-1", compound=caffeine)
    other = published("T-2", compound=caffeine)
    renamed = caffeine | {"name": "1,3,7-Trimethylxanthine"}

    load_draft(document("T-1", compound=renamed), by=None, reason="systematic name")

    latest = latest_draft(other)
    assert latest is not None
    assert latest.number == 2
    assert latest.read()["compound"]["name"] == "1,3,7-Trimethylxanthine"
    revert(first, first.revisions.get(), by=None)
    assert DraftVersion.objects.filter(product=other).count() == 3


def test_a_revision_of_another_product_is_refused(published: Maker) -> None:
    first, second = published("T-1"), published("T-2")

    with pytest.raises(ActionError, match="belongs to another product"):
        revert(first, second.revisions.get(), by=None)


def test_a_refused_revert_changes_nothing(
    published: Maker, document: Callable[..., dict[str, Any]]
) -> None:
    product = published("T-1")
    load_draft(document("T-1", packs=[{"sku": "X", "amount": "1 g"}]), by=None, reason="new SKU")
    published("T-2", packs=[{"sku": "T-1-5G", "amount": "5 g"}])
    before = latest_draft(product)

    with pytest.raises(ActionError, match="SKU 'T-1-5G' is taken by T-2"):
        revert(product, Revision.objects.get(product=product), by=None)

    assert latest_draft(product) == before
    assert product.packs.get().sku == "X"


def test_publish_after_revert(published: Maker, document: Callable[..., dict[str, Any]]) -> None:
    product = published()
    load_draft(document(name="Theine"), by=None, reason="edit")
    publish(product, by=None)
    revert(product, product.revisions.get(number=1), by=None)

    revision = publish(product, by=None)

    assert revision.number == 3
    assert revision.read()["name"] == "Caffeine"
