"""The bits that screen structures before anything is matched.

RDKit's pattern fingerprint of a part of a molecule has no bit that the molecule's own lacks. That
holds for plain molecules, and not for queries, whose bits ``screen`` finds. Similarity is
Tanimoto's of Morgan fingerprints (radius 2, of the kind of ECFP4, no chirality: Rogers and Hahn,
J. Chem. Inf. Model. 2010, 50, 742).
"""

from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from rdkit import Chem
from rdkit.Chem import rdFingerprintGenerator

BITS: Final = 2048
RADIUS: Final = 2

SCREENED_BONDS: Final = frozenset(
    {Chem.BondType.SINGLE, Chem.BondType.DOUBLE, Chem.BondType.TRIPLE, Chem.BondType.AROMATIC}
)
"""Other bonds, such as ``~``, match one another in ways that no bit tells."""

Bits = NDArray[np.uint8]
"""A fingerprint: 256 bytes, the first bit the highest of the first byte."""


def pattern_bits(molecule: Chem.Mol) -> Bits:
    """Of a structure; all bits where they tell too little, so that it is always looked at."""
    if any(bond.GetBondType() not in SCREENED_BONDS for bond in molecule.GetBonds()):
        return np.full(BITS // 8, 0xFF, np.uint8)
    return _packed(Chem.PatternFingerprint(molecule, BITS))


def morgan_bits(molecule: Chem.Mol) -> Bits:
    return _packed(_morgan().GetFingerprint(molecule))


def set_bits(fingerprint: Bits) -> NDArray[np.intp]:
    """The places of the bits that are set."""
    return np.flatnonzero(np.unpackbits(fingerprint))


@cache
def _morgan() -> Any:
    return rdFingerprintGenerator.GetMorganGenerator(radius=RADIUS, fpSize=BITS)


def _packed(fingerprint: Any) -> Bits:
    bits = np.zeros(BITS, np.uint8)
    bits[list(fingerprint.GetOnBits())] = 1
    return np.packbits(bits)
