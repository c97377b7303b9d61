"""What is to be known of a product of its kind, as the declaration has it.

Curation asks what is required, pages and datasheets say of what is expected that it was not
determined, a comparison says it of whatever applies. A fact that cannot apply is absent everywhere:
by the kind, or because of what else the document says, as a polyclonal antibody has no clone.
"""

from collections.abc import Callable, Mapping
from functools import partial

from catalog.models.characteristic_keys import REGISTRY, CharacteristicKey, Kinds
from catalog.specification import declaration
from catalog.specification.declaration import ProductMembers
from catalog.specification.expectation import Expectation


def _texts(document: ProductMembers) -> dict[str, str]:
    """The characteristics of a product by key, in small letters; of several the first."""
    rows = [row for row in document.characteristics if row.value]
    return {row.key: row.value.text.casefold() for row in reversed(rows) if row.value}


def _cannot_have(entry: CharacteristicKey, document: ProductMembers) -> bool:
    return entry.unless(_texts(document))


def _of_characteristic(entry: CharacteristicKey) -> Expectation:
    unless = partial(_cannot_have, entry)
    return Expectation(entry.kinds, entry.expected_of, entry.required_of, unless)


FACTS: Mapping[str, Expectation] = {
    **{key: _of_characteristic(entry) for key, entry in REGISTRY.items()},
    **{
        fact: expectation
        for field in declaration.product.fields
        for fact, expectation in field.member.facts.items()
    },
}
"""By the names that facts have on every face."""


def applies(document: ProductMembers, fact: str) -> bool:
    """Whether a value could be determined for this product."""
    return _holds(document, fact, lambda known: known.applies_to)


def is_expected(document: ProductMembers, fact: str) -> bool:
    """Whether it is said where it is not known."""
    return _holds(document, fact, lambda known: known.expected_of)


def is_required(document: ProductMembers, fact: str) -> bool:
    """Whether the product cannot be published without it."""
    return _holds(document, fact, lambda known: known.required_of)


def _holds(document: ProductMembers, fact: str, kinds: Callable[[Expectation], Kinds]) -> bool:
    known = FACTS.get(fact)
    return known is not None and document.kind in kinds(known) and not known.unless(document)
