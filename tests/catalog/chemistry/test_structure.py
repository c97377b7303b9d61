"""Structures against published identifiers."""

import pytest

from catalog.chemistry.structure import StructureError, check_inchikey, read_structure

TACROLIMUS = (
    r"C=CC[C@@H]1/C=C(\C)C[C@H](C)C[C@H](OC)[C@H]2O[C@@](O)(C(=O)C(=O)N3CCCC[C@H]3C(=O)O[C@H]"
    r"(/C(C)=C/[C@@H]3CC[C@@H](O)[C@H](OC)C3)[C@H](C)[C@@H](O)CC1=O)[C@H](C)C[C@@H]2OC"
)


def test_tacrolimus() -> None:
    structure = read_structure(TACROLIMUS)
    assert structure.inchikey == "QJJXYPPXXYFBGM-LFZNUXCKSA-N"
    assert structure.formula == "C44H69NO12"
    assert structure.average_mass == pytest.approx(804.03, abs=0.005)
    assert structure.monoisotopic_mass == pytest.approx(803.4820, abs=1e-4)
    assert (structure.defined_stereocentres, structure.undefined_stereocentres) == (14, 0)


def test_aspirin_from_another_spelling() -> None:
    structure = read_structure(" OC(=O)c1ccccc1OC(C)=O ")
    assert structure.inchikey == "BSYNRYMUTXBXSQ-UHFFFAOYSA-N"
    assert structure.smiles == read_structure("CC(=O)Oc1ccccc1C(=O)O").smiles


def test_the_canonical_smiles_reads_as_the_same_structure() -> None:
    structure = read_structure(TACROLIMUS)
    assert read_structure(structure.smiles) == structure


def test_undefined_stereocentres_are_counted() -> None:
    assert read_structure("CC(O)F").undefined_stereocentres == 1
    assert read_structure("C[C@H](O)F").defined_stereocentres == 1


@pytest.mark.parametrize(
    ("smiles", "formula"),
    [
        ("CN(C)C(=N)NC(N)=N.Cl", "C4H12ClN5"),  # metformin hydrochloride
        ("C[N+](C)(C)CCO", "C5H14NO^+"),  # choline
        ("[O-]S(=O)(=O)[O-]", "O4S^2-"),
        ("[2H]O[2H]", "[2H]2O"),
        ("[13CH4]", "[13C]H4"),
    ],
)
def test_formulas_with_salts_charges_and_isotopes(smiles: str, formula: str) -> None:
    assert read_structure(smiles).formula == formula


@pytest.mark.parametrize(
    ("smiles", "problem"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("C1CC", "not a SMILES|can't exist"),
        ("C(", "not a SMILES"),
        ("caffeine", "not a SMILES"),
        ("C C", "not a SMILES"),
        ("C(C)(C)(C)(C)C", r"can't exist: Explicit valence .* greater than permitted"),
        ("c1cccc1", "can't exist: .*kekulize"),
        ("C*", "No InChI|wildcards"),
        ("C" * 10_001, "at most 10000 characters"),
        ("C" * 1_024, "at most 1023 atoms .* has 1024"),
    ],
)
def test_errors_are_one_sentence_and_nothing_reaches_stderr(
    smiles: str, problem: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(StructureError, match=problem) as caught:
        read_structure(smiles)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300
    assert capfd.readouterr().err == ""


def test_inchikey_shape() -> None:
    assert check_inchikey(" InChIKey=QJJXYPPXXYFBGM-LFZNUXCKSA-N ") == "QJJXYPPXXYFBGM-LFZNUXCKSA-N"
    assert check_inchikey("qjjxyppxxyfbgm-lfznuxcksa-n") == "QJJXYPPXXYFBGM-LFZNUXCKSA-N"
    for wrong in ("", "QJJXYPPXXYFBGM", "QJJXYPPXXYFBGM-LFZNUXCKSA", "QJJXYPPXXYFBGM-LFZNUXCKS1-N"):
        with pytest.raises(StructureError, match="14 letters"):
            check_inchikey(wrong)
