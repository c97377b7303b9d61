"""Two documents: the draft, with what is internal, and the specification that is published."""

from datetime import datetime
from typing import Any

from django.db.models import prefetch_related_objects

from catalog.models import Product
from catalog.spec import declaration

PREFETCHED = tuple(declaration.product.prefetched())


def draft_document(product: Product) -> dict[str, Any]:
    """Everything that the rows of a draft say, as the database has them now."""
    fresh = Product.objects.get(pk=product.pk)
    prefetch_related_objects([fresh], *PREFETCHED)
    return {"schema_version": declaration.SCHEMA_VERSION} | declaration.product.dump(fresh)


def specification(
    draft: dict[str, Any],
    *,
    number: int,
    valid_from: datetime,
    change_note: str,
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
    } | declaration.product.public(draft)
