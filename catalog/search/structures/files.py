"""The files of a generation beside its arrays, by name."""

from typing import Final

MOLECULES: Final = "molecules.bin"
"""RDKit's binary forms, one after the other."""
PRODUCTS: Final = "products.npy"
"""Primary keys, one a row."""
VALUES: Final = "values.json"
"""Facet, slug and label of whatever products are filtered by."""
TAIL: Final = "tail.npz"
"""What was published since."""


class UnreadableError(Exception):
    """A file is missing, or is not what was written."""
