"""A pasted InChI, which does not say where mobile hydrogens are, finds what it is the InChI of."""

from pathlib import Path

import pytest
from rdkit import Chem
from rdkit.Chem import rdinchi

from catalog.chemistry.structure import read_structure
from catalog.management.commands.seed_demo import demo_documents
from catalog.search.structures.messages import Mode, Notation
from catalog.search.structures.mobile_hydrogens import with_amides
from catalog.search.structures.query import ANY_TAUTOMER, AS_AMIDES, AS_DRAWN
from catalog.search.structures.rows import ListedStructure
from tests.catalog.search.structures.library import COMPOUNDS, NOW, ask, library, names, write

pytestmark = pytest.mark.any_database

ACETANILIDE = "InChI=1S/C8H9NO/c1-7(10)9-8-5-3-2-4-6-8/h2-6H,1H3,(H,9,10)"


def test_every_product_of_the_demo_is_found_by_its_inchi(tmp_path: Path) -> None:
    compounds = [document.get("compound") or {} for document in demo_documents()]
    drawn = [compound for compound in compounds if compound.get("inchi")]
    folder = write(
        tmp_path / "demo",
        (
            ListedStructure(place, place, 0, NOW * 2, each["smiles"])
            for place, each in enumerate(drawn)
        ),
    )
    assert len(drawn) > 50

    for place, each in enumerate(drawn):
        for mode in Mode:
            hits = {hit.revision: hit for hit in ask(folder, each["inchi"], mode).hits}
            assert place in hits, (each["name"], mode)
            if mode is Mode.SIMILARITY:
                assert hits[place].similarity == pytest.approx(1), each["name"]


def test_an_exact_search_takes_tautomers_for_the_same_and_says_so(tmp_path: Path) -> None:
    answer = ask(library(tmp_path / "f"), read_structure("O=c1cccc[nH]1").inchi, Mode.EXACT)

    assert names(answer) == {"2-hydroxypyridine", "2-pyridone"}
    assert answer.read.notation is Notation.INCHI
    assert answer.read.note == ANY_TAUTOMER


def test_a_smiles_still_says_where_hydrogens_are(tmp_path: Path) -> None:
    answer = ask(library(tmp_path / "f"), "O=c1cccc[nH]1", Mode.EXACT)
    assert names(answer) == {"2-pyridone"}
    assert answer.read.note == ""


def test_what_the_catalog_has_is_read_as_it_is_drawn(tmp_path: Path) -> None:
    thalidomide = read_structure(COMPOUNDS["(S)-thalidomide"])
    answer = ask(library(tmp_path / "f"), thalidomide.inchi, Mode.SUBSTRUCTURE)

    assert names(answer) == {"(S)-thalidomide"}
    assert answer.read.line == thalidomide.smiles
    assert answer.read.note == AS_DRAWN


def test_what_it_does_not_have_is_read_as_an_amide(tmp_path: Path) -> None:
    folder = write(tmp_path / "f", [ListedStructure(1, 1, 0, NOW * 2, "CC(=O)Nc1ccc(O)cc1")])
    answer = ask(folder, ACETANILIDE, Mode.SUBSTRUCTURE)

    assert [hit.revision for hit in answer.hits] == [1]
    assert answer.read.line == "CC(=O)Nc1ccccc1"
    assert answer.read.note == AS_AMIDES


@pytest.mark.parametrize(
    "smiles",
    [
        "CC(=O)Nc1ccccc1",
        "NC(N)=O",
        "CC(N)=S",
        "O=c1cc[nH]c(=O)[nH]1",  # uracil
        "O=C1CCC(=O)N1",  # succinimide
        "O=C(CCCCCCC(=O)Nc1ccccc1)NO",  # vorinostat: a hydroxamic acid
        "C[C@H](NC(C)=O)C(=O)O",
        "CC(=O)O",
        "Oc1cccc2cccnc12",  # 8-hydroxyquinoline
        "C/C=C/C(=O)C[C@@H](C)O",
    ],
)
def test_amides_are_drawn_as_amides_and_nothing_else_is_changed(smiles: str) -> None:
    read = rdinchi.InchiToMol(read_structure(smiles).inchi)[0]
    assert Chem.MolToSmiles(with_amides(read)) == read_structure(smiles).smiles
