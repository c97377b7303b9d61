"""An InChI's molecule, brought to the form in which chemists draw it.

A standard InChI does not say where the hydrogens are that it calls mobile, and RDKit puts them on
oxygen: an amide becomes an imidic acid, which no catalog draws. If a structure of the catalog has
the same InChI, its drawing is the usual form. Otherwise amides are drawn as amides; RDKit's
canonical tautomer would be no better, as it shifts double bonds of alpha,beta-unsaturated ketones
and loses stereocentres beside carbonyls.
"""

from functools import cache
from typing import Any

from rdkit import Chem
from rdkit.Chem import rdinchi

from catalog.search.structures.columns import Columns
from catalog.search.structures.identity import keys, place_of
from catalog.search.structures.messages import Ignore

_FROM_BINARY: Any = Chem.Mol  # whose stub knows no bytes


def with_amides(molecule: Chem.Mol) -> Chem.Mol:
    """The molecule with amides, lactams and their thio kin in place of imidic acids."""
    usual = Chem.RWMol(molecule)
    Chem.Kekulize(usual, clearAromaticFlags=True)
    while match := usual.GetSubstructMatch(_imidic_acid()):
        oxygen, carbon, nitrogen = match
        usual.GetBondBetweenAtoms(oxygen, carbon).SetBondType(Chem.BondType.DOUBLE)
        bond = usual.GetBondBetweenAtoms(carbon, nitrogen)
        bond.SetStereo(Chem.BondStereo.STEREONONE)
        bond.SetBondType(Chem.BondType.SINGLE)
        for place, hydrogens in ((oxygen, 0), (nitrogen, 1)):
            atom = usual.GetAtomWithIdx(place)
            atom.SetNumExplicitHs(atom.GetTotalNumHs() * (place == nitrogen) + hydrogens)
            atom.SetNoImplicit(True)
        usual.UpdatePropertyCache(strict=False)
    # Written and read, so that no mark of the former bonds is left.
    amide: Any = Chem.MolFromSmiles(Chem.MolToSmiles(usual))
    return molecule if amide is None or _inchi(amide) != _inchi(molecule) else amide


def as_drawn(molecule: Chem.Mol, bodies: tuple[Columns, ...]) -> str:
    """The SMILES of a structure of the catalog with the same standard InChI, or nothing."""
    place = place_of(frozenset({Ignore.TAUTOMERS}))
    key = keys(molecule)[place]
    for body in reversed(bodies):  # what was published last is drawn best
        for row in body.same(place, key):
            return Chem.MolToSmiles(_FROM_BINARY(body.molecule(int(row))))
    return ""


def _inchi(molecule: Chem.Mol) -> str:
    return str(rdinchi.MolToInchi(molecule)[0])


@cache
def _imidic_acid() -> Chem.Mol:
    return Chem.MolFromSmarts("[O,S;X2H1;+0]-[#6;X3]=[#7;X2;+0]")
