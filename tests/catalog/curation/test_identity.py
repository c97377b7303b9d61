"""Identity: formula, structure, identifiers and weight hold each other to account."""

from typing import Any

import pytest

from catalog.curation.formula import formula_is_no_code
from catalog.curation.identity import (
    formula_is_readable,
    identifiers_have_their_form,
    structure_agrees,
    weight_agrees_with_formula,
)
from catalog.specification.declaration import Draft
from tests.typed import typed

pytestmark = pytest.mark.any_database

NICOTINIC_ACID = "OC(=O)c1cccnc1"
METFORMIN = "CN(C)C(=N)NC(=N)N"


def draft(**compound: Any) -> Draft:
    return typed(Draft, compound=compound)


def weighed(text: str, unit: str = "g/mol", basis: str = "printed", **compound: Any) -> list[str]:
    weight = {"text": text, "unit": unit}
    made = draft(molecular_weight=weight, weight_basis=basis, **compound)
    return [finding.rule for finding in weight_agrees_with_formula(made)]


def test_half_a_sulfuric_acid_is_drawn_as_a_whole_one_of_two() -> None:
    formula, smiles = "C6H5NO2·½H2SO4", f"{NICOTINIC_ACID}.{NICOTINIC_ACID}.OS(=O)(=O)O"
    assert list(structure_agrees(draft(formula=formula, smiles=smiles))) == []
    assert weighed("172.15", formula=formula, smiles=smiles) == []


@pytest.mark.parametrize(
    ("formula", "smiles"),
    [
        ("C6H5NO2·½H2SO4", f"{NICOTINIC_ACID}.OS(=O)(=O)O"),
        ("C6H5NO2", f"{NICOTINIC_ACID}.{NICOTINIC_ACID}"),  # a dimer is another compound
        ("C4H11N5", f"{METFORMIN}.Cl"),
    ],
)
def test_a_formula_of_something_else_than_the_structure(formula: str, smiles: str) -> None:
    (finding,) = structure_agrees(draft(formula=formula, smiles=smiles))
    assert finding.rule == "formula-structure"


def test_a_variable_part_is_compared_with_no_structure() -> None:
    assert list(structure_agrees(draft(formula="C4H11N5·xHCl", smiles=f"{METFORMIN}.Cl"))) == []


def test_the_inchi_is_that_of_the_structure() -> None:
    metformin = "InChI=1S/C4H11N5/c1-9(2)4(7)8-3(5)6/h1-2H3,(H5,5,6,7,8)"
    assert list(structure_agrees(draft(smiles=METFORMIN, inchi=metformin))) == []
    ethanol = "InChI=1S/C2H6O/c1-2-3/h3H,2H2,1H3"
    (finding,) = structure_agrees(draft(smiles=METFORMIN, inchi=ethanol))
    assert finding.path == "/compound/inchi"
    assert metformin in finding.remedy


ETHANOL = "InChI=1S/C2H6O/c1-2-3/h3H,2H2,1H3"
ETHANOL_KEY = "LFQSCWFLJHTTHZ-UHFFFAOYSA-N"


@pytest.mark.parametrize(
    ("members", "path", "words"),
    [
        ({"inchi": "nonsense"}, "/compound/inchi", "begins with InChI=1S/"),
        ({"inchi": ETHANOL[:14]}, "/compound/inchi", "Paste it whole"),
        ({"inchi": f"{ETHANOL}x"}, "/compound/inchi", "Paste it whole"),
        ({"inchikey": "ABC"}, "/compound/inchikey", "14 letters"),
        ({"inchikey": ETHANOL_KEY.lower()}, "/compound/inchikey", f"write it as {ETHANOL_KEY}"),
        (
            {"inchi": ETHANOL, "inchikey": "RYYVLZVUVIJVGH-UHFFFAOYSA-N"},
            "/compound/inchikey",
            f"the InChI's key is {ETHANOL_KEY}",
        ),
    ],
)
def test_without_a_structure_identifiers_have_their_form(
    members: dict[str, str], path: str, words: str
) -> None:
    (finding,) = identifiers_have_their_form(draft(**members))
    assert finding.path == path
    assert words in finding.remedy


@pytest.mark.parametrize(
    "members",
    [
        {},
        {"inchi": ETHANOL, "inchikey": ETHANOL_KEY},
        {"inchi": ETHANOL},
        {"inchikey": ETHANOL_KEY},
        {"smiles": METFORMIN, "inchikey": "ABC"},  # held against the structure
    ],
)
def test_identifiers_that_are_some(members: dict[str, str]) -> None:
    assert list(identifiers_have_their_form(draft(**members))) == []


@pytest.mark.parametrize(
    ("text", "unit"), [("129.16", "g/mol"), ("0.129", "kDa"), ("~ 130", "g/mol"), ("129.2", "Da")]
)
def test_without_a_formula_the_structure_tells_the_weight(text: str, unit: str) -> None:
    assert weighed(text, unit, smiles=METFORMIN) == []
    assert weighed(text, unit, formula="C4H11N5") == []


@pytest.mark.parametrize(
    ("text", "unit"), [("165.62", "g/mol"), ("0.166", "kDa"), ("~ 166", "g/mol")]
)
def test_the_weight_of_the_hydrochloride_on_the_base(text: str, unit: str) -> None:
    assert weighed(text, unit, smiles=METFORMIN) == ["weight-formula"]
    assert weighed(text, unit, formula="C4H11N5") == ["weight-formula"]


def test_a_weight_below_that_of_the_base_of_a_variable_salt() -> None:
    assert weighed("129.16", formula="C4H11N5·xHCl") == []
    assert weighed("120.5", formula="C4H11N5·xHCl") == ["weight-formula"]


def test_an_average_is_no_weight_of_the_formula() -> None:
    assert weighed("20000", basis="average", formula="C4H11N5") == []


def test_a_formula_that_is_refused_today_is_found_and_stops_no_other_rule() -> None:
    old = draft(formula="Fe(III)Cl3", smiles="Cl[Fe](Cl)Cl")
    (finding,) = formula_is_readable(old)
    assert "oxidation state" in finding.remedy
    assert list(structure_agrees(old)) == []
    assert weighed("162.2", formula="Fe(III)Cl3") == []


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("H218O", "write H2[18O]"),
        ("H₂₁₈O", "write H2[18O]"),
        ("FK506", "506 of K"),
        ("U73122", "73122 of U"),
        ("BI2536", "2536 of I"),
        ("CP55940", "55940 of P"),
        ("SB203580", "203580 of B"),
    ],
)
def test_a_formula_that_is_hardly_one(formula: str, words: str) -> None:
    (finding,) = formula_is_no_code(draft(formula=formula))
    assert words in finding.remedy


@pytest.mark.parametrize(
    "formula",
    ["C257H383N65O77S6", "C6428H9912N1694O1987S46", "C102H150O3", "H3PW12O40", "(C2H4O)n", None],
)
def test_large_molecules_are_no_codes(formula: str | None) -> None:
    assert list(formula_is_no_code(draft(formula=formula))) == []
