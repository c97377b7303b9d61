"""Two documents: the draft, with what is internal, and the specification that is published."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import prefetch_related_objects

from catalog.models import Listing, Product
from catalog.spec import declaration
from catalog.spec.fields import NameOf
from catalog.spec.parts import ProductPointer

PREFETCHED = tuple(declaration.product.prefetched())
POINTER = ProductPointer("product")


def draft_document(product: Product) -> dict[str, Any]:
    """Everything that the rows of a draft say, as the database has them now."""
    fresh = Product.objects.get(pk=product.pk)
    prefetch_related_objects([fresh], *PREFETCHED)
    return {"schema_version": declaration.SCHEMA_VERSION} | declaration.product.dump(fresh)


def public_names(along_with: Collection[Product] = ()) -> NameOf:
    """How the public knows other products: by number and name of the latest public revision.

    None for a product that was never public, unless it is in ``along_with``: those are published
    in the same transaction, so that their drafts' names are.
    """

    def name_of(catalog_number: str) -> dict[str, Any] | None:
        product = POINTER.find({"catalog_number": catalog_number})
        if product is None or product in along_with:
            return POINTER.describe(product) if product else None
        public = Listing.objects.ever_public().filter(product=product)
        named = public.order_by("-revision__number").values(*POINTER.members).first()
        return dict(named) if named else None

    return name_of


def specification(
    draft: dict[str, Any],
    *,
    number: int,
    valid_from: datetime,
    change_note: str,
    name_of: NameOf,
    withdrawal: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """What is published of a draft: its public members, under the revision's number and date.

    A withdrawal says why and names the replacement, if there is one.
    """
    return {
        "schema_version": declaration.SCHEMA_VERSION,
        "revision": {
            "number": number,
            "valid_from": valid_from.isoformat().replace("+00:00", "Z"),
            "change_note": change_note or None,
        },
        "withdrawal": withdrawal,
    } | declaration.product.public(draft, name_of)
