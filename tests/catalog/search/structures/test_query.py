"""A structure as it was typed: how it is read, and what is said when it cannot be."""

import pytest
from rdkit import Chem

from catalog.search.structures.messages import (
    DEEPEST_RECURSION,
    LARGEST_MOLFILE,
    LONGEST_LINE,
    MOST_ATOMS,
    Asked,
    Mode,
    Notation,
)
from catalog.search.structures.query import QueryError, notation_of, read_query

pytestmark = pytest.mark.any_database

BENZOIC_ACID = "O=C(O)c1ccccc1"
MOLFILE = Chem.MolToMolBlock(Chem.MolFromSmiles(BENZOIC_ACID))
V3000 = Chem.MolToV3KMolBlock(Chem.MolFromSmiles(BENZOIC_ACID))


def test_a_line_that_is_also_a_smarts_is_told() -> None:
    for text in ("[OH]", "[NH2]", "[I]", "[Na]"):
        read = read_query(Asked(text)).read
        assert read.notation is Notation.SMILES
        assert read.is_also_smarts


def test_why_a_line_is_no_smiles_is_told() -> None:
    assert (
        "it cannot be a SMILES: 'c1cccc1' can't exist"
        in read_query(Asked("c1cccc1")).read.if_nothing
    )
    for asked in (Asked("C~N"), Asked("[#6]"), Asked("c1cccc1", notation=Notation.SMARTS)):
        assert read_query(asked).read.if_nothing == ""


def refused(structure: str, mode: Mode = Mode.SUBSTRUCTURE, **options: Notation) -> str:
    with pytest.raises(QueryError) as caught:
        read_query(Asked(structure, mode, **options))  # type: ignore[arg-type]
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        (BENZOIC_ACID, Notation.SMILES),
        ("*c1ccccc1", Notation.SMILES),
        ("[2H]C", Notation.SMILES),
        ("C1=CC=CC=C1", Notation.SMILES),
        ("[#6]", Notation.SMARTS),
        ("C~N", Notation.SMARTS),
        ("[C,N]", Notation.SMARTS),
        ("[nH]", Notation.SMARTS),
        ("c-c", Notation.SMARTS),
        ("[R]", Notation.SMARTS),
        ("InChI=1S/CH4/h1H4", Notation.INCHI),
        (MOLFILE, Notation.MOLFILE),
        (V3000, Notation.MOLFILE),
        ("benzoic acid", Notation.SMILES),
    ],
)
def test_what_a_text_is_written_in(text: str, notation: Notation) -> None:
    assert notation_of(text) == notation


@pytest.mark.parametrize(
    "text",
    [
        MOLFILE,
        V3000,
        MOLFILE.replace("\n", "\r\n"),
        MOLFILE.lstrip("\n"),  # pasted without the empty line of the name
        MOLFILE.strip(),
        f"{MOLFILE}\n> <ID>\n1\n\n$$$$\n{MOLFILE}",  # an SD file: its first molecule
    ],
)
@pytest.mark.parametrize("mode", Mode)
def test_a_molfile_is_read_however_it_was_pasted(text: str, mode: Mode) -> None:
    assert read_query(Asked(text, mode)).read.line == BENZOIC_ACID


def test_a_line_says_what_was_read() -> None:
    assert read_query(Asked("OC(=O)C1=CC=CC=C1")).read.line == BENZOIC_ACID
    assert read_query(Asked(" [C,N]~O \n")).read.line == "[C,N]~O"
    hydrogens = Chem.MolToMolBlock(Chem.AddHs(Chem.MolFromSmiles("CO")))
    assert read_query(Asked(hydrogens)).read.line.count("[H]") == 4
    assert read_query(Asked(hydrogens, Mode.EXACT)).read.line == "CO"


@pytest.mark.parametrize(
    ("structure", "said"),
    [
        ("", "There is no structure"),
        (" \n ", "There is no structure"),
        ("benzoic acid", "'benzoic acid' is not a SMILES"),
        ("C1CC", "'C1CC' is not a SMILES"),
        ("CC(", "'CC(' is not a SMILES"),
        ("C(C)(C)(C)(C)C", "can't exist"),
        ("InChI=1S/nonsense", "is not an InChI that can be read"),
        ("a\nb\nc\n  1  0  0     V2000\nM  END", "This molfile cannot be read"),
        ("[#6", "'[#6' is not a SMARTS"),
        ("日本", "'日本' is not a SMILES"),
        ("C\0C", "is not a SMILES"),
        ("$$$$", "'$$$$' is not a SMILES"),
    ],
)
def test_what_cannot_be_read_is_named(structure: str, said: str) -> None:
    assert said in refused(structure)


@pytest.mark.parametrize("mode", [Mode.EXACT, Mode.SIMILARITY])
@pytest.mark.parametrize("pattern", ["[#6]", "*C", "[C,N]C", "C~C"])
def test_a_pattern_is_no_whole_structure(mode: Mode, pattern: str) -> None:
    said = refused(pattern, mode)

    assert f"'{pattern}' is a pattern" in said
    assert "search for a substructure" in said


def test_limits_are_named() -> None:
    assert f"{LONGEST_LINE:,} characters" in refused("C" * (LONGEST_LINE + 1))
    assert f"at most {MOST_ATOMS:,}" in refused("C" * (MOST_ATOMS + 1))
    assert f"{LARGEST_MOLFILE // 1000} kB" in refused(MOLFILE + "x" * 1_000_000)
    deep = "[$(" * (DEEPEST_RECURSION + 1) + "C" + ")]" * (DEEPEST_RECURSION + 1)
    assert f"at most {DEEPEST_RECURSION}" in refused(deep)


def test_what_keeps_within_the_limits_is_read() -> None:
    assert read_query(Asked("C" * MOST_ATOMS)).molecule.GetNumAtoms() == MOST_ATOMS
    deep = "[$(" * DEEPEST_RECURSION + "C" + ")]" * DEEPEST_RECURSION
    assert read_query(Asked(deep)).read.notation is Notation.SMARTS
    many = "[$(C),$(N),$(O),$(S),$(P),$(F),$(Cl),$(Br),$(I)]"
    assert read_query(Asked(many)).read.notation is Notation.SMARTS


def test_a_line_is_read_as_smarts_if_asked_for() -> None:
    assert read_query(Asked("[CH3]C", notation=Notation.SMARTS)).read.notation is Notation.SMARTS
    assert "is not a SMARTS" in refused("C1CC", notation=Notation.SMARTS)


def test_a_ring_without_its_hydrogen_is_a_pattern_or_an_error() -> None:
    """c1cncn1 lacks the hydrogen of imidazole: as a part of a ring it says something."""
    assert read_query(Asked("c1cncn1")).read.notation is Notation.SMARTS
    assert "can't exist" in refused("c1cncn1", Mode.EXACT)
    assert read_query(Asked("c1c[nH]cn1", Mode.EXACT)).read.line == "c1c[nH]cn1"
