"""The bits that screen structures before anything is matched.

RDKit's pattern fingerprint of a part of a molecule has no bit that the molecule's own lacks, so
what lacks one of a query's bits need not be looked at. Similarity is Tanimoto's of Morgan
fingerprints (radius 2, of the kind of ECFP4, no chirality: Rogers and Hahn, J. Chem. Inf. Model.
2010, 50, 742).
"""

from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from rdkit import Chem
from rdkit.Chem import rdFingerprintGenerator

BITS: Final = 2048
RADIUS: Final = 2

Bits = NDArray[np.uint8]
"""A fingerprint: 256 bytes, the first bit the highest of the first byte."""


def pattern_bits(molecule: Chem.Mol) -> Bits:
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
