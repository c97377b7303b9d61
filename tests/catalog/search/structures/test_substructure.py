"""What contains a structure: aromaticity, hydrogens, wildcards, stereochemistry, as chemists mean
them."""

import random
from pathlib import Path

import pytest
from rdkit import Chem

from catalog.search.structures.messages import Asked, Ignore, Mode, Notation
from catalog.search.structures.query import read_query
from tests.catalog.search.structures.library import (
    COMPOUNDS,
    NAMES,
    ask,
    containing,
    library,
)

pytestmark = pytest.mark.any_database

PYRIDONES = {"2-hydroxypyridine", "2-pyridone"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return library(tmp_path_factory.mktemp("library"))


def with_benzene() -> set[str]:
    benzene = Chem.MolFromSmarts("c1ccccc1")
    return {
        name
        for name, smiles in COMPOUNDS.items()
        if Chem.MolFromSmiles(smiles).HasSubstructMatch(benzene)
    }


def test_a_ring_is_aromatic_whichever_way_it_is_written(folder: Path) -> None:
    assert containing(folder, "c1ccccc1") == with_benzene()
    assert containing(folder, "C1=CC=CC=C1") == with_benzene()
    assert containing(folder, Chem.MolToMolBlock(Chem.MolFromSmiles("c1ccccc1"))) == with_benzene()


def test_smarts_is_taken_by_the_letter(folder: Path) -> None:
    assert containing(folder, "C1=CC=CCC1", notation=Notation.SMARTS) == {"cyclohexa-1,3-diene"}
    assert containing(folder, "C1=CC=CC=C1", notation=Notation.SMARTS) == set()
    assert "ethanol" in containing(folder, "[OX2H]")
    assert containing(folder, "[#7]~[#78]") == {"cisplatin"}


def test_recursive_smarts(folder: Path) -> None:
    assert containing(folder, "[$([#8]-[#6](=[#8]))]-[#1]") >= {"diclofenac", "glycine"}
    assert containing(folder, "[$(c1ccccc1)]N") >= {"diclofenac", "nitrobenzene"}


def test_a_hydrogen_drawn_as_an_atom_has_to_be_there(folder: Path) -> None:
    assert "hexamethylbenzene" in containing(folder, "c1ccccc1")
    assert "hexamethylbenzene" not in containing(folder, "[H]c1ccccc1")
    assert containing(folder, "[#1]c1ccccc1") == with_benzene() - {"hexamethylbenzene"}
    block = Chem.MolToMolBlock(Chem.AddHs(Chem.MolFromSmiles("Oc1ccccn1")))
    assert containing(folder, block) == {"2-hydroxypyridine"}


def test_a_star_is_any_atom(folder: Path) -> None:
    assert containing(folder, "*[Pt]*") == {"cisplatin"}
    assert containing(folder, "CC(=O)C*") >= {"warfarin", "acetylacetone"}
    assert containing(folder, "*") == set(NAMES)


def test_stereochemistry_that_is_drawn_has_to_match(folder: Path) -> None:
    ring = "O=C1CC[C@@H](N)C(=O)N1"  # that of the (R) form
    assert containing(folder, ring) == {"(R)-thalidomide"}
    assert containing(folder, ring.replace("@@", "@")) == {"(S)-thalidomide"}
    everything = containing(folder, ring, ignore=frozenset({Ignore.STEREOCHEMISTRY}))
    assert everything == {"(R)-thalidomide", "(S)-thalidomide", "thalidomide"}
    assert containing(folder, ring.replace("@@", "").replace("[CH]", "C")) == everything


def test_geometry_that_is_drawn_has_to_match(folder: Path) -> None:
    assert containing(folder, "c/C=C/c") == {"(E)-stilbene"}
    assert containing(folder, "C(c1ccccc1)=Cc1ccccc1") == {"(E)-stilbene", "(Z)-stilbene"}


def test_charges_and_isotopes_that_are_drawn_have_to_match(folder: Path) -> None:
    assert containing(folder, "C(=O)[O-]") == {"diclofenac sodium", "glycine, zwitterion"}
    assert containing(folder, "[2H]C") == {"ethanol-d6"}
    assert "ethanol-d6" in containing(folder, "CCO")


def test_components_are_found_in_one_product(folder: Path) -> None:
    assert containing(folder, "[Na+].OC(=O)Cc1ccccc1") == {"diclofenac sodium"}


def test_lists_of_atoms_in_a_molfile(folder: Path) -> None:
    block = Chem.MolToMolBlock(Chem.MolFromSmarts("[F,Cl,Br]-[#78]"))
    assert "ALS" in block or " L " in block
    assert containing(folder, block) == {"cisplatin"}


def test_the_smallest_comes_first_with_the_atoms_that_match(folder: Path) -> None:
    answer = ask(folder, "OC=O", Mode.SUBSTRUCTURE, most=2)

    assert [NAMES[hit.revision] for hit in answer.hits] == ["glycine", "glycine, zwitterion"]
    assert [hit.atoms for hit in answer.hits] == [(4, 2, 3), (4, 2, 3)]
    assert answer.count > 2
    assert answer.count_is_exact


PATTERNS = [
    "c1ccccc1", "C1CCCCC1", "[#6]1~[#6]~[#6]~[#6]~[#6]~[#6]1", "[!#6;!#1]", "C(=O)[OH]", "[R2]",
    "[C,N]=[O,S]", "[nH]", "*1~*~*~*~*1", "[$([CX3]=[OX1]),$([CX3+]-[OX1-])]", "N=[N+]=[N-]",
    "[H]c1ccccc1", "C[C@H](N)C(=O)O", "F/C=C/F", "[Cl,Br,I]c", "C#N", "S(=O)(=O)N", "c-c", "C:C",
    "[2H]C", "[Na+]", "C.C", "[CX4;!H0]", "[r5]", "a:a:a", "A-A-A-A", "[#6]-[#8]-[#6]",
    "O=C1c2ccccc2C(=O)c2ccccc12", "[!$(*#*)&!D1]-!@[!$(*#*)&!D1]", "[#1]N",
    "[R]", "[!R]", "[R3]", "[r6]", "[x2]", "[x3]", "C@C", "C!@C", "[k5]", "[$([R]~[!R])]N",
]  # fmt: skip


@pytest.mark.parametrize("pattern", PATTERNS)
def test_what_is_found_is_what_rdkit_finds_in_the_smiles(folder: Path, pattern: str) -> None:
    """The files hold molecules without rings, which are found again if a query asks for them."""
    query = read_query(Asked(pattern))
    assert containing(folder, pattern) == {
        name
        for name, smiles in COMPOUNDS.items()
        if Chem.MolFromSmiles(smiles).HasSubstructMatch(query.molecule, useChirality=True)
    }


@pytest.mark.parametrize("smiles", list(COMPOUNDS.values()))
def test_every_structure_contains_itself_and_its_parts(folder: Path, smiles: str) -> None:
    name = next(name for name in NAMES if COMPOUNDS[name] == smiles)
    assert name in containing(folder, smiles)
    molecule = Chem.MolFromSmiles(smiles)
    dice = random.Random(smiles)
    for _ in range(5):
        start = dice.randrange(molecule.GetNumAtoms())
        around = Chem.FindAtomEnvironmentOfRadiusN(molecule, 2, start)
        if around:
            part = Chem.MolToSmarts(Chem.PathToSubmol(molecule, around))
            assert name in containing(folder, part, notation=Notation.SMARTS), part
