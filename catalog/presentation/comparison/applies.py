"""Which facts apply to which products: missing there, they are not determined; elsewhere nothing
is missing.

The product page says only what every product of a kind should have. Beside a product that has a
value, more can be said: that of this one nobody determined it.
"""

from typing import Final

from catalog.models import StorageCondition
from catalog.presentation.hazards import safety
from catalog.specification import expected
from catalog.specification.declaration import Specification

ALL_PRODUCTS: Final = frozenset({StorageCondition.State.AS_SUPPLIED, StorageCondition.State.OPENED})
"""States of storage that are not about weighing out and dissolving."""


def applies(spec: Specification, name: str) -> bool:
    """Whether a value of this name could be determined for this product."""
    family, _, part = name.partition(".")
    if family == "hazard":
        return not safety(spec).assessed
    if family == "solubility" and spec.solubility:
        return True  # of another solvent it is known
    if family == "storage" and part not in ALL_PRODUCTS:
        family = "solubility"
    return expected.applies(spec, family)
