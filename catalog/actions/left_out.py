"""Pointers that a specification left out, because their products had never been public."""

from catalog.actions.append_revision import latest_revisions
from catalog.actions.save_draft import products_sharing
from catalog.models import Product, Revision
from catalog.plain_json import JsonObject
from catalog.specification.document import pointed_to, public_names
from catalog.specification.pointers import ProductPointer


def left_out(draft: JsonObject) -> list[str]:
    """The catalog numbers that a draft points to and that its specification would leave out."""
    numbers = pointed_to(draft)
    name_of = public_names(numbers)
    return [number for number in numbers if name_of(number) is None]


def public_since(draft: JsonObject, revision: Revision) -> list[str]:
    """Those that the revision of this draft left out and that publishing it again would name."""
    numbers = pointed_to(draft)
    if not numbers:
        return []
    name_of, products = public_names(numbers), ProductPointer.find_all(numbers)
    named = {
        product.pk for product in ProductPointer.find_all(pointed_to(revision.read())).values()
    }
    return [number for number in numbers if name_of(number) and products[number].pk not in named]


def waiting_for(product: Product) -> list[Product]:
    """The products whose latest revision left this one out, which is public now."""
    others = {row.pk: row for row in products_sharing([product]) if row != product}
    return [
        others[pk]
        for pk, revision in latest_revisions(others).items()
        if revision.kind == Revision.Kind.PUBLICATION
        and product.catalog_number in public_since(revision.draft_version.read(), revision)
    ]
