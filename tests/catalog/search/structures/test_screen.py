"""A screen never hides what matches: searches against RDKit without any screen, on real compounds
and on made-up SMARTS that say the same in every order."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import pytest
from rdkit import Chem

from catalog.chemistry.errors import ChemistryError
from catalog.chemistry.structure import quiet, read_molecule
from catalog.management.commands.seed_demo import demo_documents
from catalog.search.structures.find import Finder
from catalog.search.structures.fingerprints import pattern_bits, set_bits
from catalog.search.structures.messages import Asked, Notation, Search
from catalog.search.structures.query import read_query
from catalog.search.structures.rows import ListedStructure
from catalog.search.structures.screen import screen_of
from tests.bench import compounds as tables
from tests.catalog.search.structures.library import COMPOUNDS, NOW, write
from tests.catalog.search.structures.patterns import patterns

pytestmark = pytest.mark.any_database


@dataclass(frozen=True, slots=True)
class Corpus:
    folder: Path
    smiles: list[str]
    molecules: list[Chem.Mol]
    finder: Finder = field(default_factory=Finder)

    def without_screen(self, pattern: str) -> list[int]:
        query = read_query(Asked(pattern, notation=Notation.SMARTS)).molecule
        return [
            number
            for number, molecule in enumerate(self.molecules)
            if molecule.HasSubstructMatch(query, useChirality=True)
        ]

    def found(self, pattern: str) -> list[int]:
        asked = Asked(pattern, notation=Notation.SMARTS)
        most, long = len(self.smiles), 60.0
        question = Search(str(self.folder), asked, NOW, most=most, counting=long, seconds=long)
        *_, answer = self.finder.find(question)
        assert answer.count_is_exact
        assert answer.count == len(answer.hits)
        return sorted(hit.revision for hit in answer.hits)


def corpus(folder: Path, smiles: Sequence[str]) -> Corpus:
    readable, molecules = [], []
    for text in smiles:
        try:
            molecule = read_molecule(text)
        except ChemistryError:
            continue
        if molecule.GetNumAtoms() <= 60:
            readable.append(text)
            molecules.append(molecule)
    entries = [
        ListedStructure(number, number, 0, NOW * 2, text) for number, text in enumerate(readable)
    ]
    return Corpus(write(folder, entries), readable, molecules)


def of_the_demo() -> list[str]:
    compounds = (document.get("compound") or {} for document in demo_documents())
    return sorted({compound["smiles"] for compound in compounds if compound.get("smiles")})


def of_pubchem(count: int) -> list[str]:
    known = [compound.smiles for compound in islice(tables.compounds(), 5_000)]
    return random.Random(7).sample(known, count)


@pytest.fixture(scope="module")
def compounds(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    smiles = [*COMPOUNDS.values(), *of_the_demo(), *of_pubchem(200), "C~C", "N->[Pt]", "*CCO"]
    return corpus(tmp_path_factory.mktemp("compounds") / "files", smiles)


def test_generated_smarts_find_what_rdkit_finds_without_a_screen(compounds: Corpus) -> None:
    with quiet():
        made = patterns(500, compounds.smiles)
        found = {pattern: compounds.found(pattern) for pattern in made}
        expected = {pattern: compounds.without_screen(pattern) for pattern in made}
    assert found == expected
    assert sum(map(bool, expected.values())) > 250, "patterns that match nothing prove nothing"


@pytest.mark.faults
def test_a_long_corpus_of_smarts(tmp_path: Path) -> None:
    many = corpus(tmp_path / "files", [*of_the_demo(), *of_pubchem(1_500)])
    with quiet():
        for pattern in patterns(4_000, many.smiles, seed=23):
            assert many.found(pattern) == many.without_screen(pattern), pattern


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("[H2;N]", "[N;H2]"),
        ("[H1;n]", "[n;H1]"),
        ("[X3;c]", "[c;X3]"),
        ("[H1;O]", "[O;H1]"),
        ("[X4;N]", "[N;X4]"),
        ("[D2;R;C]", "[C;R;D2]"),
    ],
)
def test_the_order_in_which_an_atom_is_described_changes_nothing(
    compounds: Corpus, one: str, other: str
) -> None:
    assert compounds.found(one) == compounds.found(other) != []


@pytest.mark.parametrize(
    ("pattern", "plain"),
    [
        ("[H2;N]C", "NC"),
        ("[#6]-[#8]-[#6]", "COC"),
        ("[OX2]C(=[OX1])[#6]", "CC(=O)O"),
        ("[#7]1:[#6]:[#6]:[#6]:[#6]:[#6]:1", "c1ccncc1"),
        ("[13#6;D3](=[#8])-[#7]", "C(=O)N"),
    ],
)
def test_what_is_settled_screens_as_well_as_the_plain_molecule(pattern: str, plain: str) -> None:
    """Only ordinary speed is at stake here: bits that are not asked for let more through."""
    required = screen_of(read_query(Asked(pattern, notation=Notation.SMARTS)).molecule).required
    assert {*set_bits(pattern_bits(Chem.MolFromSmiles(plain)))} <= {*set_bits(required)}


@pytest.mark.parametrize(("pattern", "nothing"), [("[N,O]-C", "CCCC"), ("C-,=N", "CO")])
def test_a_choice_of_elements_or_bonds_screens_too(pattern: str, nothing: str) -> None:
    screen = screen_of(read_query(Asked(pattern, notation=Notation.SMARTS)).molecule)
    bits = pattern_bits(Chem.MolFromSmiles(nothing))
    lacks_one = (screen.required & ~bits).any()
    lacks_a_choice = any(
        all((alternative & ~bits).any() for alternative in choice) for choice in screen.choices
    )
    assert lacks_one or lacks_a_choice


@pytest.mark.parametrize("pattern", ["*", "[R]", "[!C]", "[$([NH2])]", "[!#6;!#1]", "[D2;X3,X4]"])
def test_an_atom_that_is_open_rules_no_element_out(pattern: str) -> None:
    screen = screen_of(read_query(Asked(pattern, notation=Notation.SMARTS)).molecule)
    assert not screen.required.any()
    assert screen.choices == ()
