"""Layouts: the drawn molecule is the one that was given, and each of its parts can be read."""

from itertools import combinations

import pytest
from rdkit import Chem
from rdkit.Chem import rdCoordGen, rdinchi

from catalog.chemistry.layout import CLOSEST_ATOMS, lay_out
from catalog.chemistry.structure import read_molecule, read_structure

TACROLIMUS = (
    r"C=CC[C@@H]1/C=C(\C)C[C@H](C)C[C@H](OC)[C@H]2O[C@@](O)(C(=O)C(=O)N3CCCC[C@H]3C(=O)O[C@H]"
    r"(/C(C)=C/[C@@H]3CC[C@@H](O)[C@H](OC)C3)[C@H](C)[C@@H](O)CC1=O)[C@H](C)C[C@@H]2OC"
)
BAFILOMYCIN_A1 = (
    r"CO/C1=C\C(C)=C\[C@@H](C)[C@@H](O)[C@@H](C)C/C(C)=C/C=C/[C@H](OC)[C@@H]([C@@H](C)[C@@H](O)"
    r"[C@H](C)[C@@]2(O)C[C@@H](O)[C@H](C)[C@@H](C(C)C)O2)OC1=O"
)
PARTHENOLIDE = r"C=C1C(=O)O[C@@H]2[C@H]3O[C@]3(C)CC/C=C(\C)CC[C@@H]12"
PHORBOL_MYRISTATE_ACETATE = (
    "CCCCCCCCCCCCCC(=O)O[C@@H]1[C@@H](C)[C@@]2(O)[C@@H](C=C(CO)C[C@]3(O)C(=O)C(C)=C[C@@H]23)"
    "[C@@H]2C(C)(C)[C@]12OC(C)=O"
)
CGAMP_SODIUM = (
    "N=c1nc([O-])c2ncn([C@@H]3O[C@@H]4COP(=O)([O-])O[C@H]5[C@@H](O)[C@H](n6cnc7c(N)ncnc76)O"
    "[C@@H]5COP(=O)(O)O[C@@H]3C4O)c2[nH]1.[Na+].[Na+]"
)
TREHALOSE_DIHYDRATE = (
    "OC[C@H]1O[C@H](O[C@H]2O[C@H](CO)[C@@H](O)[C@H](O)[C@H]2O)[C@H](O)[C@@H](O)[C@@H]1O.O.O"
)
MOLECULES = {
    "tacrolimus": TACROLIMUS,
    "bafilomycin A1": BAFILOMYCIN_A1,
    "parthenolide": PARTHENOLIDE,
    "PMA": PHORBOL_MYRISTATE_ACETATE,
    "alanine": "C[C@H](N)C(=O)O",
    "2-butene": "C/C=C/C",
    "cGAMP sodium": CGAMP_SODIUM,
}


def bond_lengths(molecule: Chem.Mol) -> list[float]:
    return sorted(
        distance(molecule, bond.GetBeginAtomIdx(), bond.GetEndAtomIdx())
        for bond in molecule.GetBonds()
    )


def distance(molecule: Chem.Mol, one: int, other: int) -> float:
    conformer = molecule.GetConformer()
    return float((conformer.GetAtomPosition(one) - conformer.GetAtomPosition(other)).Length())


@pytest.mark.parametrize("smiles", MOLECULES.values(), ids=MOLECULES)
def test_the_drawing_read_again_is_the_same_molecule(smiles: str) -> None:
    """CoordGen alone inverts a double bond of bafilomycin A1."""
    block = Chem.MolToMolBlock(lay_out(read_molecule(smiles)))
    assert rdinchi.MolToInchiKey(Chem.MolFromMolBlock(block)) == read_structure(smiles).inchikey


@pytest.mark.parametrize("smiles", MOLECULES.values(), ids=MOLECULES)
def test_no_bond_is_torn(smiles: str) -> None:
    lengths = bond_lengths(lay_out(read_molecule(smiles)))
    assert lengths[-1] <= 1.5 * lengths[len(lengths) // 2]


@pytest.mark.parametrize("smiles", MOLECULES.values(), ids=MOLECULES)
def test_no_atom_lies_on_another(smiles: str) -> None:
    """RDKit's own layout puts the acetate of PMA onto its cyclopropane."""
    molecule = lay_out(read_molecule(smiles))
    usual = bond_lengths(molecule)[molecule.GetNumBonds() // 2]
    pairs = combinations(range(molecule.GetNumAtoms()), 2)
    assert min(distance(molecule, *pair) for pair in pairs) >= CLOSEST_ATOMS * usual


@pytest.mark.parametrize(
    "smiles", [CGAMP_SODIUM, TREHALOSE_DIHYDRATE, "[Na+].[Cl-]", "CC(=O)[O-].CC(=O)[O-].[Ca+2]"]
)
def test_components_stand_apart(smiles: str) -> None:
    molecule = lay_out(read_molecule(smiles))
    usual = (bond_lengths(molecule) or [1.0])[molecule.GetNumBonds() // 2]
    for these, those in combinations(Chem.GetMolFrags(molecule), 2):
        assert min(distance(molecule, a, b) for a in these for b in those) >= 1.5 * usual


def test_an_undefined_double_bond_stops_no_layout_from_being_checked() -> None:
    """Read again from a drawing, a plain double bond would be E or Z."""
    undefined = BAFILOMYCIN_A1.replace("/C=C/[", "C=C[")
    lengths = bond_lengths(lay_out(read_molecule(undefined)))
    assert lengths[-1] <= 1.5 * lengths[len(lengths) // 2]


@pytest.mark.parametrize(
    ("ring", "tried"),
    [
        ("C1" + "C" * 94 + "C1", False),
        ("O1" + "CCCCCO" * 7 + "CC1", False),
        ("C1" + "C" * 28 + "C1", True),
        ("N1" + "CC(=O)N" * 15 + "CC1=O", True),
        ("O1" + "CCO" * 15 + "CC1", False),
        ("O1" + "C(C)CO" * 15 + "CC1", True),
    ],
)
def test_coordgen_gets_no_large_ring_of_which_it_would_try_all_outlines(
    ring: str, tried: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cycles of hydrocarbons kept a web process busy for good."""
    asked: list[Chem.Mol] = []
    add_coords = rdCoordGen.AddCoords

    def noted(molecule: Chem.Mol) -> None:
        asked.append(molecule)
        add_coords(molecule)

    monkeypatch.setattr(rdCoordGen, "AddCoords", noted)
    assert lay_out(read_molecule(ring)).GetNumConformers() == 1
    assert bool(asked) == tried


def test_hundreds_of_atoms_are_laid_out_without_weighing() -> None:
    assert lay_out(read_molecule("C" * 600)).GetNumConformers() == 1
