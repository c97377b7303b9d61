"""Which facts apply to which products: missing there, they are not determined; elsewhere nothing
is missing.

The product page says only what every product of a kind should have. Beside a product that has a
value, more can be said: that of this one nobody determined it.
"""

from collections.abc import Mapping
from typing import Any

from catalog.models import Kind, StorageCondition
from catalog.models.characteristic_keys import REGISTRY
from catalog.presentation.facts import CHEMICALS, EXPECTED
from catalog.presentation.present import hazard

COUNTED = frozenset({Kind.CELL_LINE, Kind.KIT, Kind.CONSUMABLE})
ACTIVE = frozenset(Kind) - COUNTED - {Kind.PLASMID}
"""Kinds of which an amount is added to an experiment to act on something in it."""

APPLIES: Mapping[str, frozenset[Kind]] = {
    **EXPECTED,
    **dict.fromkeys(("form", "stereochemistry", "inchikey"), CHEMICALS),
    "appearance": frozenset(Kind) - COUNTED,
    "working_concentration": ACTIVE,
    "activity": ACTIVE,
    **{key: entry.kinds for key, entry in REGISTRY.items()},
}
ALL_PRODUCTS = frozenset({StorageCondition.State.AS_SUPPLIED, StorageCondition.State.OPENED})
"""States of storage that are not about weighing out and dissolving."""


def applies(spec: dict[str, Any], name: str) -> bool:
    """Whether a value of this name could be determined for this product."""
    family, _, part = name.partition(".")
    if family == "hazard":
        return not hazard(spec).assessed
    if family == "solubility" and spec["solubility"]:
        return True  # of another solvent it is known
    if family == "storage" and part not in ALL_PRODUCTS:
        family = "solubility"
    return spec["kind"] in APPLIES.get(family, ())
