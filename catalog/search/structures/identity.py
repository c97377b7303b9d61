"""Under which keys two structures count as the same compound.

As drawn, structures are the same if their InChI with a fixed hydrogen layer is: forms that differ
only in where the charges of one resonance system are written, and a salt drawn with a bond to its
metal, are one; tautomers, and an amino acid and its zwitterion, are two. Then, each by itself or
together:

- without stereochemistry, the layers /b, /t, /m and /s are left out;
- without salt, the largest organic component counts, neutralised: no counter-ions, no solvent. The
  fixed hydrogen layer is left out, too: what takes a hydrogen where the charge was drawn, which may
  be anywhere in a resonance system, is often a tautomer of what is drawn neutral (the sodium salt
  of a sulfonylurea, drawn as ``NC([O-])=N``);
- without tautomers, the fixed hydrogen layer is left out, so that what remains says what the
  standard InChI says, in which the hydrogens that it calls mobile have no place. It moves them
  between N, O, S and the like along alternating bonds; a keto form and its enol stay different
  (InChI Technical Manual, InChI Trust, chapter on mobile hydrogens).

What has no InChI (wildcards, more than 1,023 atoms) is compared by its canonical SMILES.
"""

import hashlib
import re
from functools import cache
from typing import Any, Final, NamedTuple

from rdkit import Chem
from rdkit.Chem import rdinchi
from rdkit.Chem.MolStandardize import rdMolStandardize

from catalog.chemistry.structure import quiet
from catalog.search.structures.messages import Ignore

_OPTIONS: Final = tuple(Ignore)
KEYS: Final = 2 ** len(_OPTIONS)
"""Of each structure: one for each set of what may be ignored."""

_STEREO_LAYER: Final = re.compile(r"/[btms][^/]*")
_METALS: Final = "Li,Na,K,Rb,Cs,Mg,Ca,Sr,Ba"
_METAL_BOUND_AS_SALT: Final = f"[{_METALS}]~[#7,#8,#9,#16]"
_NOTHING: Final = "[#0]~[#0]"


def place_of(ignored: frozenset[Ignore]) -> int:
    """Which of the keys holds when this is ignored."""
    return sum(1 << place for place, option in enumerate(_OPTIONS) if option in ignored)


def keys(molecule: Chem.Mol) -> tuple[int, ...]:
    """The ``KEYS`` hashes of a structure, of 64 bits: among a hundred thousand structures, two that
    differ have one in common once in three thousand million catalogs."""
    with quiet():
        drawn = _Form.of(molecule)
        parent = drawn if _is_parent(molecule) else _Form.of(parent_of(molecule))
    return tuple(
        _hash((parent if Ignore.SALT in ignored else drawn).text(ignored)) for ignored in _SUBSETS
    )


_SUBSETS: Final = [
    frozenset(option for place, option in enumerate(_OPTIONS) if bits & 1 << place)
    for bits in range(KEYS)
]


class _Form(NamedTuple):
    """A molecule as text: its InChI with the fixed hydrogen layer, or else two SMILES."""

    inchi: str
    smiles: str = ""
    flat_smiles: str = ""

    @classmethod
    def of(cls, molecule: Chem.Mol) -> "_Form":
        if inchi := str(rdinchi.MolToInchi(molecule, "/FixedH")[0]):
            return cls(inchi)
        return cls("", Chem.MolToSmiles(molecule), Chem.MolToSmiles(molecule, isomericSmiles=False))

    def text(self, ignored: frozenset[Ignore]) -> str:
        flat = Ignore.STEREOCHEMISTRY in ignored
        if not self.inchi:
            return self.flat_smiles if flat else self.smiles
        mobile = not ignored.isdisjoint((Ignore.SALT, Ignore.TAUTOMERS))
        text = self.inchi.partition("/f")[0] if mobile else self.inchi
        return _STEREO_LAYER.sub("", text) if flat else text


def parent_of(molecule: Chem.Mol) -> Chem.Mol:
    """The largest organic component (the largest one, if none is organic), neutralised.

    A metal of groups 1 and 2 that is drawn with a bond to N, O, F or S is taken off first; other
    complexes of metals stay whole.
    """
    disconnector, chooser, uncharger = _standardizers()
    parent: Chem.Mol = uncharger.uncharge(chooser.choose(disconnector.Disconnect(molecule)))
    return parent


def _is_parent(molecule: Chem.Mol) -> bool:
    """Whether it is its own parent for certain, as most are: spares the work."""
    return len(Chem.GetMolFrags(molecule)) == 1 and not molecule.HasSubstructMatch(_charged())


@cache
def _charged() -> Chem.Mol:
    """Anything with a charge, or that might be written with one."""
    return Chem.MolFromSmarts(f"[!+0,{_METALS}]")


@cache
def _standardizers() -> tuple[Any, Any, Any]:
    disconnector = rdMolStandardize.MetalDisconnector()
    disconnector.SetMetalNof(Chem.MolFromSmarts(_METAL_BOUND_AS_SALT))
    disconnector.SetMetalNon(Chem.MolFromSmarts(_NOTHING))
    return (
        disconnector,
        rdMolStandardize.LargestFragmentChooser(preferOrganic=True),
        rdMolStandardize.Uncharger(canonicalOrder=True),
    )


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")
