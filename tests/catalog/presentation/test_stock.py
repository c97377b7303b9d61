"""The stock solution table: where a molar value has a meaning, and nowhere else."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils.html import strip_tags

from catalog.presentation.stock import stock_solutions
from catalog.specification.declaration import Specification
from tests.typed import specification

pytestmark = pytest.mark.any_database

FK506 = {
    "key": "tacrolimus",
    "name": "Tacrolimus",
    "formula": "C44H69NO12",
    "molecular_weight": "804.02 g/mol",
    "weight_basis": "printed",
}
Spec = Callable[..., Specification]


@pytest.fixture
def spec(published: Callable[..., Any]) -> Spec:
    def make(**members: Any) -> Specification:
        return specification(published("T-1", **members))

    return make


def rows(document: Specification) -> list[list[str]]:
    table = stock_solutions(document).table
    return [[str(strip_tags(line.html)).replace("\xa0", " ") for line in row] for row in table.rows]


def test_volumes_of_weighed_amounts_and_packs(spec: Spec) -> None:
    document = spec(compound=FK506, packs=[{"sku": "A", "amount": "25 mg"}])

    assert rows(document) == [
        ["1 mg", "1.24 mL", "249 µL", "124 µL", "24.9 µL"],
        ["5 mg", "6.22 mL", "1.24 mL", "622 µL", "124 µL"],
        ["10 mg", "12.4 mL", "2.49 mL", "1.24 mL", "249 µL"],
        ["25 mg", "31.1 mL", "6.22 mL", "3.11 mL", "622 µL"],
    ]


def test_a_film_is_dissolved_in_its_vial(spec: Spec) -> None:
    document = spec(
        compound=FK506, appearance="Translucent film", packs=[{"sku": "A", "amount": "10 mg"}]
    )

    solutions = stock_solutions(document)

    assert [row[0] for row in rows(document)] == ["10 mg"]
    assert "whole vial" in solutions.whole_vial


@pytest.mark.parametrize(
    "members",
    [
        {},
        {"kind": "lipid_or_glycan"},
        {"compound": FK506 | {"molecular_weight": "10-50 kDa", "weight_basis": "average"}},
        {"compound": FK506, "supplied_concentration": "10 mM", "supplied_solvent": "DMSO"},
    ],
)
def test_nothing_where_no_molar_value_has_a_meaning(spec: Spec, members: dict[str, Any]) -> None:
    assert not stock_solutions(spec(**members))


def test_more_than_dissolves_is_said(spec: Spec) -> None:
    document = spec(
        compound=FK506,
        solubility=[
            {"solvent": "DMSO", "amount": "100 mg/mL"},
            {"solvent": "Ethanol", "amount": "≥ 1 mg/mL"},
            {"solvent": "PBS", "amount": "5 mM"},
            {"solvent": "Water", "result": "insoluble"},
        ],
    )

    warnings = [str(text).replace("\xa0", " ") for text in stock_solutions(document).warnings]

    assert warnings == [
        "10 mM and 50 mM are above the solubility printed for PBS.",
        "None of these dissolves in Water.",
    ]
