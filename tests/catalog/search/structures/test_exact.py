"""The same compound, by what may be ignored: cases that a chemist would try."""

from pathlib import Path

import pytest
from rdkit import Chem

from catalog.chemistry.structure import read_molecule, read_structure
from catalog.search.structures.identity import keys, place_of
from catalog.search.structures.messages import Ignore
from tests.catalog.search.structures.library import COMPOUNDS, exact, library

pytestmark = pytest.mark.any_database

STEREO, SALT, TAUTOMERS = Ignore.STEREOCHEMISTRY, Ignore.SALT, Ignore.TAUTOMERS
ALL_DICLOFENAC = {"diclofenac", "diclofenac sodium", "diclofenac diethylamine"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return library(tmp_path_factory.mktemp("library"))


def test_as_drawn_a_salt_is_another_compound(folder: Path) -> None:
    assert exact(folder, COMPOUNDS["diclofenac"]) == {"diclofenac"}
    assert exact(folder, COMPOUNDS["diclofenac sodium"]) == {"diclofenac sodium"}


def test_without_salt_acid_and_salts_are_one(folder: Path) -> None:
    for name in ALL_DICLOFENAC:
        assert exact(folder, COMPOUNDS[name], SALT) == ALL_DICLOFENAC


def test_a_salt_of_an_amide_is_one_with_it_wherever_the_charge_is_drawn() -> None:
    """MCC950, a sulfonylurea, and its sodium salt, whose charge is on the oxygen of the urea."""
    acid, salt = (
        read_molecule(f"CC(C)(O)c1coc(S(=O)(=O){urea}c2c3c(cc4c2CCC4)CCC3)c1{sodium}")
        for urea, sodium in (("NC(=O)N", ""), ("NC([O-])=N", ".[Na+]"))
    )
    place = place_of(frozenset({SALT}))
    assert keys(acid)[place] == keys(salt)[place]
    assert keys(acid)[0] != keys(salt)[0]


def test_without_salt_mobile_hydrogens_do_not_count_either(folder: Path) -> None:
    assert exact(folder, "Oc1ccccn1.Cl", SALT) == {"2-hydroxypyridine", "2-pyridone"}


@pytest.mark.parametrize(
    "drawn",
    [
        "[Na]OC(=O)Cc1ccccc1Nc1c(Cl)cccc1Cl",  # with a bond to sodium
        "[O-]C(=O)CC1=CC=CC=C1NC1=C(Cl)C=CC=C1Cl.[Na+]",  # kekulised, the other way round
    ],
)
def test_the_same_salt_may_be_drawn_otherwise(folder: Path, drawn: str) -> None:
    assert exact(folder, drawn) == {"diclofenac sodium"}


def test_a_quaternary_ammonium_keeps_its_charge_without_its_salt(folder: Path) -> None:
    assert exact(folder, "C[N+](C)(C)C.[Cl-]", SALT) == {"tetramethylammonium iodide"}
    assert exact(folder, "C[N+](C)(C)C.[Cl-]") == set()


def test_a_complex_is_not_taken_apart(folder: Path) -> None:
    assert exact(folder, "N", SALT) == set()
    assert exact(folder, COMPOUNDS["cisplatin"], SALT) == {"cisplatin"}


def test_enantiomers_and_the_racemate_are_three(folder: Path) -> None:
    for name in ("(R)-thalidomide", "(S)-thalidomide", "thalidomide"):
        assert exact(folder, COMPOUNDS[name]) == {name}
        assert exact(folder, COMPOUNDS[name], STEREO) == {
            "(R)-thalidomide",
            "(S)-thalidomide",
            "thalidomide",
        }


def test_the_geometry_of_double_bonds_is_stereochemistry(folder: Path) -> None:
    assert exact(folder, COMPOUNDS["(E)-stilbene"]) == {"(E)-stilbene"}
    assert exact(folder, COMPOUNDS["(E)-stilbene"], STEREO) == {"(E)-stilbene", "(Z)-stilbene"}


def test_mobile_hydrogens(folder: Path) -> None:
    pair = {"2-hydroxypyridine", "2-pyridone"}
    assert exact(folder, COMPOUNDS["2-pyridone"]) == {"2-pyridone"}
    assert exact(folder, COMPOUNDS["2-pyridone"], TAUTOMERS) == pair
    assert exact(folder, COMPOUNDS["glycine"]) == {"glycine"}
    assert exact(folder, COMPOUNDS["glycine"], TAUTOMERS) == {"glycine", "glycine, zwitterion"}


@pytest.mark.parametrize("name", ["acetylacetone", "acetylacetone, enol", "warfarin"])
def test_keto_and_enol_stay_different(folder: Path, name: str) -> None:
    assert exact(folder, COMPOUNDS[name], *Ignore) == {name}


def test_isotopes_are_other_compounds_whatever_is_ignored(folder: Path) -> None:
    assert exact(folder, "CCO", *Ignore) == {"ethanol"}
    assert exact(folder, "[2H]C([2H])([2H])C([2H])([2H])O[2H]") == {"ethanol-d6"}


def test_one_compound_has_one_resonance_form(folder: Path) -> None:
    assert exact(folder, "CC[N-][N+]#N") == {"azidoethane"}
    assert exact(folder, "c1ccccc1N(=O)=O") == {"nitrobenzene"}


def test_hydrogens_drawn_as_atoms_change_nothing(folder: Path) -> None:
    assert exact(folder, "[H]OC([H])([H])C([H])([H])[H]") == {"ethanol"}


def test_molfiles_and_inchis(folder: Path) -> None:
    for name, smiles in COMPOUNDS.items():
        molecule = Chem.MolFromSmiles(smiles)
        assert name in exact(folder, Chem.MolToMolBlock(molecule)), name
    inchi = read_structure(COMPOUNDS["L-alanine"]).inchi
    assert exact(folder, inchi) == {"L-alanine"}


@pytest.mark.parametrize("smiles", list(COMPOUNDS.values()))
def test_without_tautomers_the_standard_inchi_decides(smiles: str) -> None:
    """What has one InChIKey has one key, and the other way round."""
    place = place_of(frozenset({TAUTOMERS}))
    own, key = read_structure(smiles).inchikey, keys(read_molecule(smiles))[place]
    for other in COMPOUNDS.values():
        same = read_structure(other).inchikey == own
        assert (keys(read_molecule(other))[place] == key) == same


def test_what_has_no_inchi_is_compared_by_its_smiles() -> None:
    drawn, ignored = keys(read_molecule("*[C@H](N)C(=O)O")), keys(read_molecule("*C(N)C(=O)O"))
    flat = place_of(frozenset({STEREO}))

    assert drawn[0] == keys(read_molecule("OC(=O)[C@H](*)N"))[0]
    assert drawn[0] != ignored[0]
    assert drawn[flat] == ignored[flat]
