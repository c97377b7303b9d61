"""Two documents: the draft, with what is internal, and the specification that is published."""

from collections.abc import Collection, Iterable
from datetime import datetime

import msgspec

from catalog import upcasts
from catalog.models import Listing, Product
from catalog.plain_json import JsonObject
from catalog.specification import declaration
from catalog.specification.fields import NameOf
from catalog.specification.parts import Many
from catalog.specification.pointers import ProductPointer

POINTER = ProductPointer("product")


def draft_document(product: Product) -> JsonObject:
    """Everything that the rows of a draft say, as the database has them now."""
    return draft_documents([product])[product.pk]


def draft_documents(products: Collection[Product]) -> dict[int, JsonObject]:
    """The documents of drafts by primary key, in as many queries as one takes."""
    fresh = list(Product.objects.filter(pk__in=[product.pk for product in products]))
    declaration.product.attach(fresh)
    header = {"schema_version": upcasts.SCHEMA_VERSION}
    return {row.pk: header | declaration.product.dump(row) for row in fresh}


def pointed_to(draft: JsonObject) -> list[str]:
    """The catalog numbers of other products that a draft names, each once."""
    pointers = [draft[member] for member in _POINTERS]
    pointers += [row[member] for many, member in _POINTERS_IN_ROWS for row in draft[many]]
    return list(dict.fromkeys(pointer["catalog_number"] for pointer in pointers if pointer))


_POINTERS = [
    field.name for field in declaration.product.fields if isinstance(field, ProductPointer)
]
_POINTERS_IN_ROWS = [
    (many.name, field.name)
    for many in declaration.product.fields
    if isinstance(many, Many)
    for field in many.part.fields
    if isinstance(field, ProductPointer)
]


def public_names(catalog_numbers: Iterable[str], along_with: Collection[Product] = ()) -> NameOf:
    """How the public knows the products of these numbers: by number and name of the latest public
    revision. However many there are, it takes three queries.

    None for a product that was never public, unless it is in ``along_with``: those are published
    in the same transaction, so that their drafts' names are.
    """
    products = ProductPointer.find_all(catalog_numbers)
    known = {product.pk: product for product in products.values()}
    together = known.keys() & {product.pk for product in along_with}
    names = _names_of_the_public(known.keys() - together)
    names |= {pk: POINTER.describe(known[pk]) for pk in together}

    def name_of(catalog_number: str) -> JsonObject | None:
        product = products.get(catalog_number)
        return names.get(product.pk) if product else None

    return name_of


def _names_of_the_public(products: Collection[int]) -> dict[int, JsonObject]:
    """By the primary keys of those products that were ever public."""
    if not products:
        return {}
    public = Listing.objects.ever_public().filter(product__in=products)
    rows = public.order_by("revision__number").values("product", *POINTER.members)
    return {row.pop("product"): dict(row) for row in rows}


def specification(
    draft: JsonObject,
    *,
    number: int,
    valid_from: datetime,
    change_note: str,
    name_of: NameOf,
    withdrawal: declaration.Withdrawal | None = None,
) -> JsonObject:
    """What is published of a draft: its public members, under the revision's number and date.

    A withdrawal says why and names the replacement, if there is one; its status says so, too.
    """
    header = {
        "schema_version": upcasts.SCHEMA_VERSION,
        "revision": {
            "number": number,
            "valid_from": valid_from.isoformat().replace("+00:00", "Z"),
            "change_note": change_note or None,
        },
        "withdrawal": msgspec.to_builtins(withdrawal),
    }
    status = {"status": declaration.WITHDRAWN} if withdrawal else {}
    return header | declaration.product.public(draft, name_of) | status
