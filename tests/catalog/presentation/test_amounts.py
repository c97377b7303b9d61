"""Remarks, dilutions, solutions and measures as every face shows them."""

from collections.abc import Callable
from typing import Any

import pytest

from catalog.presentation.activities import activities
from catalog.presentation.comparison import Comparison
from catalog.presentation.present import present
from catalog.presentation.stock import stock_solutions
from catalog.presentation.typography import measure, prose, quantity
from catalog.specification.declaration import Specification
from catalog.specification.values import Quantity
from tests.catalog.presentation.shown import TACROLIMUS, text
from tests.typed import specification, typed

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

Spec = Callable[..., Specification]
Compare = Callable[..., Comparison]


@pytest.fixture
def spec(published: Callable[..., Any]) -> Spec:
    def make(**members: Any) -> Specification:
        return specification(published("T-1", **members))

    return make


def marks(comparison: Comparison) -> dict[str, str]:
    return {row.name: row.mark for row in comparison.rows}


def ic50(measured: str, value: str) -> dict[str, Any]:
    return {"activities": [{"target": "mTOR", "measure": measured, "value": value}]}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ({"text": "≥97", "unit": "%", "remark": "GC"}, "≥ 97 % (GC)"),
        ({"text": "> 90", "unit": "%", "remark": "by SDS-PAGE"}, "> 90 %, by SDS-PAGE"),
        ({"text": "97", "unit": "%", "remark": "(GC) (dried)"}, "97 % (GC) (dried)"),
        ({"text": "1:200 - 1:1000", "unit": "dilution", "remark": None}, "1:200–1:1000"),
        ({"text": "1/500", "unit": "dilution", "remark": "blots"}, "1/500 (blots)"),
        ({"text": "-20", "unit": "°C"}, "−20 °C"),
    ],
)
def test_quantities(value: dict[str, Any], shown: str) -> None:
    assert text(quantity(typed(Quantity, **value))) == shown


def test_a_remark_is_escaped() -> None:
    assert "&lt;b&gt;" in quantity(Quantity(text="1", unit="%", remark="<b>{}"))


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("IC50", "IC<sub>50</sub>"),
        ("pIC50", "pIC<sub>50</sub>"),
        ("MIC90", "MIC<sub>90</sub>"),
        ("Dmax", "D<sub>max</sub>"),
        ("Ki", "<i>K</i><sub>i</sub>"),
        ("pKi", "p<i>K</i><sub>i</sub>"),
        ("pA2", "pA<sub>2</sub>"),
        ("Km", "<i>K</i><sub>m</sub>"),
        ("kinact/KI", "<i>k</i><sub>inact</sub>/<i>K</i><sub>I</sub>"),
        ("MIC", "MIC"),
    ],
)
def test_measures_have_an_index(name: str, html: str) -> None:
    assert measure(name) == html


def test_what_means_something_else_in_a_text_is_left_alone() -> None:
    assert prose("The 5 Kb insert of pA2, KI buffer") == "The 5 Kb insert of pA2, KI buffer"


def test_a_dose_in_animals_names_species_and_route(spec: Spec) -> None:
    dose = {"measure": "LD50", "value": "192 mg/kg", "species": "Mouse", "route": "oral"}
    table = activities(spec(activities=[dose]), ())
    assert [text(column.label) for column in table.columns] == ["Species", "Value", "Conditions"]
    assert [text(line.html) for line in table.rows[0]] == ["Mouse", "LD50 192 mg/kg", "oral"]

    both = [dose, dose | {"target": "AChE"}]
    table = activities(spec(activities=both), ())
    assert text(table.columns[0].label) == "Target or species"
    assert text(table.rows[1][2].html) == "Mouse, oral"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("7", "pIC50 7 (100 nM, calculated)"),
        ("> 7 (n=4)", "pIC50 > 7 (n=4) (< 100 nM, calculated)"),
        ("6 - 7", "pIC50 6–7 (100–1000 nM, calculated)"),
    ],
)
def test_a_logarithm_is_told_as_a_concentration(spec: Spec, value: str, shown: str) -> None:
    table = activities(spec(**ic50("pIC50", value)), ())
    assert text(table.rows[0][1].html) == shown


class TestComparison:
    @pytest.mark.parametrize(
        ("one", "other", "mark"),
        [
            (ic50("pIC50", "7"), ic50("IC50", "100 nM"), ""),
            (ic50("pIC50", "7"), ic50("IC50", "0.1 µM (n=4)"), ""),
            (ic50("pIC50", "> 7"), ic50("IC50", "< 100 nM"), ""),
            (ic50("pIC50", "7"), ic50("IC50", "90 nM"), "differs"),
        ],
    )
    def test_a_logarithm_beside_what_it_is_of(
        self, compared: Compare, one: Any, other: Any, mark: str
    ) -> None:
        assert marks(compared(one, other))["activity.mtor.ic50"] == mark

    @pytest.mark.parametrize(
        ("one", "other", "mark"),
        [
            ("97 % (GC)", "97 % (HPLC)", ""),
            ("97 % (GC)", "98 % (GC)", "differs"),
        ],
    )
    def test_numbers_are_compared_and_remarks_are_told(
        self, compared: Compare, one: str, other: str, mark: str
    ) -> None:
        sides = [{"characteristics": [{"key": "purity", "value": value}]} for value in (one, other)]
        comparison = compared(*sides)
        assert marks(comparison)["purity"] == mark
        row = next(row for row in comparison.rows if row.name == "purity")
        assert "(GC)" in text(row.cells[0].lines[0])

    @pytest.mark.parametrize(
        ("one", "other", "mark"),
        [
            ("1:500", "1/500", ""),
            ("1:200 - 1:1000", "1:1000 to 1:200", ""),
            ("1:500", "1:400", "differs"),
            ("1:500", "500 µg/mL", "differs"),
        ],
    )
    def test_dilutions(self, compared: Compare, one: str, other: str, mark: str) -> None:
        sides = [{"working_concentrations": [{"concentration": value}]} for value in (one, other)]
        assert marks(compared(*sides))["working_concentration"] == mark

    def test_a_solution_is_another_pack(self, compared: Compare) -> None:
        sides = [
            {"packs": [{"sku": sku, "amount": amount}]}
            for sku, amount in (("A", "10 mM * 1 mL in DMSO"), ("B", "1 mL"))
        ]
        assert marks(compared(*sides))["packs"] == "differs"


class TestPacks:
    PACKS = (
        {"sku": "A", "amount": "10 mg"},
        {"sku": "B", "amount": "10 mM * 1 mL in DMSO"},
        {"sku": "C", "amount": "5 x 1 mL (1 mg/mL)"},
        {"sku": "D", "amount": "25 mg", "concentration": "10 mg/mL", "solvent": "water"},
    )

    def test_sizes_as_they_are_shown(self, spec: Spec) -> None:
        shown = present(spec(packs=list(self.PACKS)))
        assert [text(row[1].html) for row in shown.packs.rows] == [
            "10 mg", "1 mL (10 mM in DMSO)", "5 × 1 mL (1 mg/mL)", "25 mg (10 mg/mL in water)",
        ]  # fmt: skip

    def test_what_is_dissolved_is_not_weighed_out(self, spec: Spec) -> None:
        table = stock_solutions(spec(compound=TACROLIMUS, packs=list(self.PACKS))).table
        assert "25 mg" not in [text(row[0].html) for row in table.rows]
        assert "10 mg" in [text(row[0].html) for row in table.rows]
