"""Products side by side: what differs is told by its meaning, what is unknown is no value."""

from collections.abc import Callable
from typing import Any

import pytest

from catalog.management.commands.seed_demo import demo_documents
from catalog.models import Listing
from catalog.presentation.comparison import Comparison, compare
from catalog.presentation.comparison.parts import Row
from catalog.specification.reading import read_specification
from tests.catalog.presentation.shown import LPS, TACROLIMUS, text
from tests.demo import load, self_contained

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

Side = dict[str, Any]
Compare = Callable[..., Comparison]


def demo(*numbers: str) -> Comparison:
    listings = [Listing.objects.shown(number) for number in numbers]
    return compare([read_specification(row.revision.spec) for row in listings if row])


def row(comparison: Comparison, name: str) -> Row:
    return next(row for row in comparison.rows if row.name == name)


def said(comparison: Comparison, name: str) -> list[list[str]]:
    return [[text(line) for line in cell.lines] for cell in row(comparison, name).cells]


def marks(comparison: Comparison) -> dict[str, str]:
    return {row.name: row.mark for row in comparison.rows}


def solubility(amount: str | None, solvent: str = "DMSO", **members: Any) -> Side:
    rows = [{"solvent": solvent, "amount": amount} | members]
    return {"compound": TACROLIMUS, "solubility": rows}


def purity(value: str) -> Side:
    return {"characteristics": [{"key": "purity", "value": value}]}


def hazard(
    statement: str,
    class_: str | None = None,
    category: str | None = None,
    system: str | None = None,
) -> Side:
    row = {"hazard_class": class_, "category": category, "statement": statement}
    return row | {"system": system}


class TestMeaning:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (solubility("100 mg/mL"), solubility("100 g/L")),
            (solubility("50 mM"), solubility("0.05 M")),
            (solubility("10 - 20 mg/mL"), solubility("10–20 mg/ml")),
            (solubility("100 mg/mL"), solubility("100 mg/mL", solvent="dmso")),
            (
                solubility("1 mg/mL", temperature="25 °C"),
                solubility("1 mg/mL", temperature="25°C"),
            ),
        ],
    )
    def test_one_solubility_in_two_spellings(
        self, compared: Compare, one: Side, other: Side
    ) -> None:
        assert marks(compared(one, other))["solubility.dmso"] == ""

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (solubility("100 mg/mL"), solubility("10 mg/mL")),
            (solubility("100 mg/mL"), solubility("≥ 100 mg/mL")),
            (solubility("10 mg/mL"), solubility("10–20 mg/mL")),
            (solubility("100 mg/mL"), solubility("100 mM")),
            (solubility("100 mg/mL"), solubility("100 mg/mL", method="Sonication")),
            (solubility("100 mg/mL"), solubility(None, result="insoluble")),
        ],
    )
    def test_two_solubilities(self, compared: Compare, one: Side, other: Side) -> None:
        assert marks(compared(one, other))["solubility.dmso"] == "differs"

    @pytest.mark.parametrize(
        ("one", "other", "mark"),
        [
            ("≥98%", "≥ 98 %", ""),
            (">= 98 %", "at least 98 %", ""),
            ("98.0 %", "98 %", ""),
            ("≥ 98 %", "98 %", "differs"),
            ("≥ 98 %", "≥ 95 %", "differs"),
            ("Electrophoretically pure", "electrophoretically  pure", ""),
        ],
    )
    def test_purity(self, compared: Compare, one: str, other: str, mark: str) -> None:
        assert marks(compared(purity(one), purity(other)))["purity"] == mark

    @pytest.mark.parametrize(
        ("one", "other", "mark"),
        [
            ({"temperature": "-20 °C"}, {"temperature": "−20°C"}, ""),
            ({"temperature": "-20 °C"}, {"temperature": "-80 °C"}, "differs"),
            ({"duration": "24 months"}, {"duration": "2 years"}, ""),
            ({"protect_from_light": True}, {"protect_from_light": False}, "differs"),
        ],
    )
    def test_storage(self, compared: Compare, one: Side, other: Side, mark: str) -> None:
        sides = [{"storage": [{"state": "powder"} | members]} for members in (one, other)]
        assert marks(compared(*sides))["storage.powder"] == mark

    def test_texts_without_regard_to_case_dash_and_space(self, compared: Compare) -> None:
        comparison = compared({"appearance": "Off-white solid"}, {"appearance": "off‑white  solid"})
        assert marks(comparison)["appearance"] == ""

    def test_an_average_is_not_an_exact_weight(self, compared: Compare) -> None:
        average = TACROLIMUS | {"key": "polymer", "weight_basis": "average"}
        comparison = compared({"compound": TACROLIMUS}, {"compound": average})
        assert marks(comparison)["molecular_weight"] == "differs"

    def test_the_order_of_rows_means_nothing(self, compared: Compare) -> None:
        numbers = [
            {"type": "pubchem_cid", "value": "445643"},
            {"type": "pubchem_cid", "value": "2519"},
        ]
        sides = [{"registry_numbers": numbers}, {"registry_numbers": numbers[::-1]}]
        assert marks(compared(*sides))["pubchem_cid"] == ""

    def test_a_pack_is_its_size_whatever_its_sku(self, compared: Compare) -> None:
        sides = [{"packs": [{"sku": sku, "amount": "5 mg"}]} for sku in ("A-1", "B-1")]
        assert marks(compared(*sides))["packs"] == ""

    @pytest.mark.parametrize(
        ("one", "other", "rows"),
        [
            ("CD4+ T cells", "CD4− T cells", 2),
            ("1.0 kDa protein", "10 kDa protein", 2),
            ("β-Actin", "beta-actin", 1),
        ],
    )
    def test_targets_are_one_or_two(
        self, compared: Compare, one: str, other: str, rows: int
    ) -> None:
        sides = [{"activities": [{"target": target}]} for target in (one, other)]
        found = [name for name in marks(compared(*sides)) if name.startswith("activity.")]
        assert len(found) == rows

    def test_only_differences_leaves_out_what_is_alike(self, compared: Compare) -> None:
        comparison = compared(purity("98 %"), purity("99 %"))
        left = {row.name for row in comparison.differing().rows}
        assert "purity" in left
        assert "kind" not in left


class TestUnknown:
    def test_it_is_said_where_the_fact_applies(self, compared: Compare) -> None:
        comparison = compared(solubility("100 mg/mL"), {})
        assert said(comparison, "solubility.dmso") == [
            ["100 mg/mL (124 mM, calculated)"],
            ["Not determined"],
        ]

    def test_lps_is_not_asked_for_a_weight(self, compared: Compare) -> None:
        comparison = compared({"compound": TACROLIMUS}, LPS)
        assert said(comparison, "molecular_weight") == [["804.02 g/mol"], []]
        assert said(comparison, "cas")[1] == []

    def test_who_names_one_solvent_could_name_another(self, compared: Compare) -> None:
        comparison = compared(solubility("100 mg/mL"), LPS)
        assert said(comparison, "solubility.dmso")[1] == ["Not determined"]
        assert said(comparison, "solubility.water") == [["Not determined"], ["5 mg/mL"]]

    def test_words_about_solubility_are_pointed_to(self, compared: Compare) -> None:
        comparison = compared(
            solubility("100 mg/mL"), {"solubility_note": "Freely soluble in DMSO."}
        )
        assert said(comparison, "solubility.dmso")[1] == ["Not determined by itself; see the note"]

    def test_characteristics_belong_to_kinds(self, compared: Compare) -> None:
        isotype = [{"key": "clone", "value": "OKT3"}, {"key": "isotype", "value": "IgG2a"}]
        clone = [{"key": "clone", "value": "UCHT1"}]
        comparison = compared(
            {"kind": "antibody", "characteristics": isotype},
            {"kind": "antibody", "characteristics": clone},
            {"kind": "kit"},
        )
        assert said(comparison, "isotype") == [["IgG2a"], ["Not determined"], []]

    def test_unknown_neither_differs_nor_is_alike(self, compared: Compare) -> None:
        comparison = compared({"appearance": "White powder"}, {})
        assert row(comparison, "appearance").mark == "unknown"
        assert row(comparison, "storage").mark == ""
        assert row(comparison, "storage").result == "not determined"

    def test_two_known_values_differ_whatever_is_unknown(self, compared: Compare) -> None:
        comparison = compared({"appearance": "White"}, {}, {"appearance": "Yellow"})
        assert row(comparison, "appearance").mark == "differs"

    def test_unknown_hazards_stand_beside_known_ones(self, compared: Compare) -> None:
        hazards = [hazard("H301"), hazard("H372")]
        toxic = {"hazard_status": "classified", "hazards": hazards}
        source = {"hazard_source": "ECHA", "hazard_date": "2025-03-01"}
        comparison = compared(toxic | source, {}, {"hazard_status": "not_classified"} | source)
        assert said(comparison, "hazard.statements") == [["H301, H372"], ["Not determined"], []]
        assert row(comparison, "hazard").mark == "differs"
        assert comparison.has_unassessed

    def test_a_hazard_of_another_category_differs(self, compared: Compare) -> None:
        known = {"hazard_status": "classified", "hazard_source": "ECHA", "pictograms": ["GHS08"]}
        comparison = compared(*(
            known | {"hazards": [hazard("H360", "Reproductive toxicity", category, system)]}
            for category, system in (("1A", None), ("1B", None), ("1B", "clp"))
        ))  # fmt: skip
        first, second, third = said(comparison, "hazard.statements")
        assert first == ["Reproductive toxicity, category 1A: H360"]
        assert second == ["Reproductive toxicity, category 1B: H360"]
        assert third == ["Reproductive toxicity, category 1B: H360 (CLP)"]
        assert row(comparison, "hazard.statements").mark == "differs"
        assert row(comparison, "hazard.pictograms").mark == ""


@pytest.mark.usefixtures("small_demo")
class TestDemo:
    def test_fk506_against_its_monohydrate(self) -> None:
        """CAS 104987-11-3, 804.02 g/mol, and CAS 109581-93-3: the wrong one is a wrong molarity."""
        comparison = demo("ALQ-1001", "ALQ-1002")
        found = marks(comparison)

        assert said(comparison, "cas") == [["104987-11-3"], ["109581-93-3"]]
        assert said(comparison, "formula") == [["C44H69NO12"], ["C44H69NO12·H2O"]]
        assert said(comparison, "form") == [["Free form"], ["Hydrate"]]
        differing = ("cas", "formula", "molecular_weight", "form", "inchikey")
        assert {found[name] for name in differing} == {"differs"}
        assert found["activity.fkbp12-fkbp1a"] == found["kind"] == ""
        assert found["hazard"] == "unknown"  # of the water-free form nobody knows
        assert len({product.structure for product in comparison.products}) == 2

    def test_the_two_sizes_of_poly_ic(self) -> None:
        """One compound, two products: what differs is the size, and no weight is asked for."""
        sizes = {"ALQ-1067", "ALQ-1068"}
        documents = [row for row in demo_documents() if row["catalog_number"] in sizes]
        load(self_contained(documents))
        comparison = demo("ALQ-1067", "ALQ-1068")

        assert [cell[0] for cell in said(comparison, "variant")] == ["High", "Low"]
        assert marks(comparison)["variant"] == "differs"
        assert marks(comparison)["cas"] == marks(comparison)["packs"] == ""
        assert "molecular_weight" not in marks(comparison)

    def test_an_antibody_against_a_kit(self) -> None:
        comparison = demo("ALQ-1006", "ALQ-1008")

        assert said(comparison, "clone") == [["OKT3"], []]
        assert said(comparison, "component.assay-buffer") == [[], ["2 bottles · Bottle · 4 °C"]]
        assert said(comparison, "activity.cd3") == [["Binder"], []]
        assert not {"formula", "molecular_weight", "cas"} & marks(comparison).keys()
        assert not comparison.has_structures

    def test_the_rows_of_each_section_stand_together(self) -> None:
        comparison = demo("ALQ-1001", "ALQ-1004", "ALQ-1007", "ALQ-1008")
        names = [section.name for section in comparison.sections]
        assert len(names) == len(set(names))
        assert len({row.name for row in comparison.rows}) == len(comparison.rows)

    def test_the_order_of_products_is_kept(self) -> None:
        numbers = ["ALQ-1008", "ALQ-1001", "ALQ-1004"]
        assert [product.catalog_number for product in demo(*numbers).products] == numbers

    def test_every_state_of_storage_follows_the_first_product(self) -> None:
        names = [row.name for row in demo("ALQ-1001", "ALQ-1002").rows if row.section == "storage"]
        assert names[0] == "storage.as_supplied"
        assert names[-1] == "shipping_condition"
