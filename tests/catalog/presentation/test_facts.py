"""Facts as a page and a datasheet show them: unknown is said, derived is marked."""

from collections.abc import Callable
from typing import Any

import pytest

from catalog.presentation import Presentation, present
from catalog.presentation.parts import Safety
from catalog.presentation.typography import formula, prose, quantity, typeset, typeset_number
from catalog.specification.reading import as_specification
from catalog.specification.values import Quantity
from tests.catalog.presentation.shown import LPS, NBSP, TACROLIMUS, fact, facts, text

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def hazards(safety: Safety) -> dict[str, list[str]]:
    return {group.label: [text(line.html) for line in group.lines] for group in safety.hazards}


class TestSolubility:
    def test_the_molar_solubility_is_calculated_from_the_weight(
        self, shown: Callable[..., Presentation]
    ) -> None:
        """100 mg/mL of 804.02 g/mol: 100 / 804.02 × 1000 = 124.4 mM."""
        product = shown(
            compound=TACROLIMUS, solubility=[{"solvent": "DMSO", "amount": "100 mg/mL"}]
        )
        assert facts(product)["Solubility"] == ["DMSO: 100 mg/mL (124 mM, calculated)"]

    def test_a_molar_solubility_is_given_in_mass_too(
        self, shown: Callable[..., Presentation]
    ) -> None:
        product = shown(compound=TACROLIMUS, solubility=[{"solvent": "DMSO", "amount": "50 mM"}])
        assert facts(product)["Solubility"] == ["DMSO: 50 mM (40.2 mg/mL, calculated)"]

    @pytest.mark.parametrize(
        ("amount", "line"),
        [
            (">= 50 mg/mL", "DMSO: ≥ 50 mg/mL (≥ 62.2 mM, calculated)"),
            ("10 - 20 mg/mL", "DMSO: 10–20 mg/mL (12.4–24.9 mM, calculated)"),
            ("5 %", "DMSO: 5 %"),
            ("freely soluble", "DMSO: freely soluble"),
        ],
    )
    def test_limits_and_ranges_stay_what_they_are(
        self, shown: Callable[..., Presentation], amount: str, line: str
    ) -> None:
        product = shown(compound=TACROLIMUS, solubility=[{"solvent": "DMSO", "amount": amount}])
        assert facts(product)["Solubility"] == [line]

    def test_without_a_weight_nothing_is_calculated(
        self, shown: Callable[..., Presentation]
    ) -> None:
        assert facts(shown(**LPS))["Solubility"] == ["Water: 5 mg/mL"]

    @pytest.mark.parametrize(
        ("weight", "basis"),
        [("500 - 700 kDa", "printed"), ("1000 - 2000 g/mol", "printed"), ("20000", "average")],
    )
    def test_a_range_or_an_average_is_no_single_weight(
        self, shown: Callable[..., Presentation], weight: str, basis: str
    ) -> None:
        compound = {"key": "polymer", "name": "Polymer", "molecular_weight": weight}
        product = shown(
            kind="polymer",
            compound=compound | {"weight_basis": basis},
            solubility=[{"solvent": "Water", "amount": "10 mg/mL"}],
        )
        assert facts(product)["Solubility"] == ["Water: 10 mg/mL"]

    def test_insoluble_and_not_tested_are_told_apart(
        self, shown: Callable[..., Presentation]
    ) -> None:
        rows = [
            {"solvent": "Water", "result": "insoluble"},
            {"solvent": "PBS", "result": "not_tested", "temperature": "25 °C"},
        ]
        assert facts(shown(solubility=rows))["Solubility"] == [
            "Water: insoluble",
            "PBS: not tested, 25 °C",
        ]


class TestUnknown:
    def test_what_belongs_to_a_small_molecule_and_is_missing_is_not_determined(
        self, shown: Callable[..., Presentation]
    ) -> None:
        product = shown()
        undetermined = [text(row.label) for row in product.key_facts if not row.determined]
        assert undetermined == ["Solubility", "Storage", "Not determined"]
        assert facts(product)["Storage"] == ["Not determined"]
        assert facts(product)["Not determined"] == ["CAS number, formula, molecular weight"]
        assert product.key_facts[-1].name == "not_determined"

    def test_an_antibody_says_what_is_expected_of_antibodies(
        self, shown: Callable[..., Presentation]
    ) -> None:
        characteristics = [
            {"key": key, "value": words}
            for key, words in (("clone", "OKT3"), ("clonality", "Monoclonal"), ("host", "Mouse"))
        ]
        product = shown(kind="antibody", compound=None, characteristics=characteristics)
        assert facts(product)["Not determined"] == ["isotype, species reactivity"]

    def test_what_cannot_apply_is_absent(self, shown: Callable[..., Presentation]) -> None:
        characteristics = [
            {"key": "clonality", "value": "Polyclonal"},
            {"key": "host", "value": "Rabbit"},
            {"key": "reactivity", "value": "Human"},
        ]
        product = shown(kind="antibody", compound=None, characteristics=characteristics)
        assert "Not determined" not in facts(product)
        assert not {"Clone", "Isotype"} & facts(product).keys()

    def test_lps_shows_no_molecular_weight_at_all(self, shown: Callable[..., Presentation]) -> None:
        product = shown(**LPS)
        assert not {"Molecular weight", "Formula", "CAS number"} & facts(product).keys()
        assert "mM" not in str(product)

    def test_characteristics_stand_under_their_labels(
        self, shown: Callable[..., Presentation]
    ) -> None:
        spec = shown(kind="cell_line", characteristics=[
            {"key": "parental_line", "value": "Jurkat"}, {"key": "biosafety_level", "value": "1"},
        ])  # fmt: skip
        assert facts(spec)["Parental line"] == ["Jurkat"]
        assert facts(spec)["Biosafety level"] == ["1"]

    def test_unknown_hazards_are_not_harmless(self, shown: Callable[..., Presentation]) -> None:
        safety = shown().safety
        assert not safety.assessed
        assert safety.status == "Not determined"
        assert "does not mean that it is harmless" in safety.explanation

    def test_classified_hazards_have_codes_and_source(
        self, shown: Callable[..., Presentation]
    ) -> None:
        safety = shown(
            hazard_status="classified",
            hazards=[{"statement": "H301"}, {"statement": "H372"}],
            hazard_signal_word="Danger",
            precautionary_statements=["P264", "P301+P310"],
            pictograms=["GHS06"],
            hazard_source="ECHA C&L inventory",
            hazard_date="2025-03-01",
        ).safety
        assert safety.assessed
        assert safety.signal_word == "Danger"
        assert hazards(safety) == {"Hazard statements": ["H301, H372"]}
        assert safety.precautionary_statements == ("P264", "P301+P310")
        assert safety.pictograms == ("GHS06",)
        assert text(safety.source) == "ECHA C&L inventory"

    def test_hazards_stand_under_their_system(self, shown: Callable[..., Presentation]) -> None:
        oral = {"hazard_class": "Acute toxicity, oral", "category": "3", "statement": "H301"}
        safety = shown(
            hazard_status="classified",
            hazard_source="Safety data sheet",
            hazards=[
                {"system": "clp"} | oral,
                {"statement": "H301"},
                {"statement": "H311"},
                {"system": "clp", "hazard_class": "Explosives", "category": "Division 1.6"},
            ],
        ).safety
        assert hazards(safety) == {
            "Hazard statements (CLP)": [
                "Acute toxicity, oral, category 3: H301", "Explosives, Division 1.6",
            ],
            "Hazard statements": ["H301, H311"],
        }  # fmt: skip


class TestTypography:
    @pytest.mark.parametrize(
        ("printed", "shown"),
        [
            ("1 - 100", "1–100"),
            ("-20", "−20"),
            ("- 20", "−20"),
            ("-25 to -15", "−25 to −15"),
            ("−80 - −20", "−80 to −20"),
            (">= 98", "≥ 98"),
            ("≥98", "≥ 98"),
            ("5 x 10^6", "5 × 10⁶"),
            ("2-8", "2–8"),
            ("5 ± 1", "5 ± 1"),
            ("804.02", "804.02"),
        ],
    )
    def test_numbers(self, printed: str, shown: str) -> None:
        assert typeset_number(printed).replace(NBSP, " ") == shown

    @pytest.mark.parametrize(
        ("printed", "shown"),
        [
            ("Store at -20°C", f"Store at −20{NBSP}°C"),
            ("10 μg/mL ionomycin", f"10{NBSP}µg/mL ionomycin"),
            ("IL-2 and T-cell", "IL-2 and T-cell"),
            ("104987-11-3", "104987-11-3"),
            ("FK-506", "FK-506"),
        ],
    )
    def test_free_text_keeps_its_hyphens(self, printed: str, shown: str) -> None:
        assert typeset(printed) == shown

    def test_number_and_unit_stay_on_one_line(self) -> None:
        value = Quantity(text="100", value=100, unit="mg/mL", remark=None)
        assert quantity(value) == f"100{NBSP}mg/mL"

    @pytest.mark.parametrize(
        ("number", "unit", "shown"),
        [
            ("1", "months", "1 month"),
            ("up to 1", "years", "up to 1 year"),
            ("≤ 1", "weeks", "≤ 1 week"),
            ("0 - 1", "days", "0–1 days"),
            ("2.1", "years", "2.1 years"),
            ("11", "vials", "11 vials"),
            ("1", "ms", "1 ms"),
        ],
    )
    def test_one_of_a_unit_that_is_a_word(self, number: str, unit: str, shown: str) -> None:
        value = Quantity(text=number, unit=unit, remark=None)
        assert quantity(value).replace(NBSP, " ") == shown

    def test_the_index_of_a_maximum_is_below_the_line(self) -> None:
        assert prose("λmax 272 nm") == f"λ<sub>max</sub> 272{NBSP}nm"

    @pytest.mark.parametrize(
        ("typed", "html"),
        [
            ("C44H69NO12", "C<sub>44</sub>H<sub>69</sub>NO<sub>12</sub>"),
            ("C44H69NO12.H2O", "C<sub>44</sub>H<sub>69</sub>NO<sub>12</sub>·H<sub>2</sub>O"),
            ("SO4^2-", "SO<sub>4</sub><sup>2−</sup>"),
            ("not a formula <", "not a formula &lt;"),
        ],
    )
    def test_formulas_have_true_subscripts(self, typed: str, html: str) -> None:
        assert formula(typed).replace(NBSP, " ") == html

    def test_measures_have_their_index_below(self) -> None:
        assert prose("IC50") == "IC<sub>50</sub>"
        assert prose("Ki") == "<i>K</i><sub>i</sub>"

    def test_markup_in_a_text_is_text(self) -> None:
        assert prose("<b>x</b>") == "&lt;b&gt;x&lt;/b&gt;"


class TestKeyFacts:
    def test_identifiers_can_be_copied_as_plain_text(
        self, shown: Callable[..., Presentation]
    ) -> None:
        product = shown(compound=TACROLIMUS)
        assert fact(product, "CAS number").lines[0].copy == "104987-11-3"
        assert fact(product, "Formula").lines[0].copy == "C44H69NO12"
        assert fact(product, "PubChem CID").lines[0].copy == "445643"

    def test_the_weight_keeps_the_digits_that_were_printed(
        self, shown: Callable[..., Presentation]
    ) -> None:
        compound = TACROLIMUS | {"molecular_weight": "804.020"}
        assert facts(shown(compound=compound))["Molecular weight"] == ["804.020 g/mol"]

    def test_a_number_of_the_parent_compound_says_so(
        self, shown: Callable[..., Presentation]
    ) -> None:
        numbers = [{"type": "cas", "value": "104987-11-3", "qualifier": "parent"}]
        product = shown(registry_numbers=numbers)
        assert facts(product)["CAS number"] == ["104987-11-3 (parent compound)"]

    def test_every_fact_points_into_the_document(self, published: Callable[..., Any]) -> None:
        product = published(
            compound=TACROLIMUS,
            appearance="White powder",
            storage=[{"state": "as_supplied", "temperature": "-20 °C"}],
        )
        document = product.revisions.get().read()
        for row in present(as_specification(document)).key_facts:
            value: Any = document
            for step in row.path.strip("/").split("/"):
                value = value[int(step)] if isinstance(value, list) else value[step]

    def test_storage_reads_as_one_line_a_state(self, shown: Callable[..., Presentation]) -> None:
        rows = [
            {"state": "as_supplied", "temperature": "-20 °C", "duration": "24 months",
             "protect_from_light": True},
            {"state": "in_solvent", "temperature": "-80 °C", "protect_from_moisture": False},
        ]  # fmt: skip
        assert facts(shown(storage=rows))["Storage"] == [
            "As supplied: −20 °C, 24 months, protect from light",
            "In solvent: −80 °C, moisture does no harm",
        ]

    def test_a_public_source_stands_beside_its_fact(
        self, shown: Callable[..., Presentation]
    ) -> None:
        sources = [
            {"fact": "/compound/molecular_weight", "source": "Label of lot 7", "is_public": True},
            {"fact": "/compound/formula", "source": "Told by Bob"},
            {"fact": "/summary", "source": "Own words", "is_public": True},
        ]
        product = shown(compound=TACROLIMUS, summary="An inhibitor.", fact_sources=sources)
        assert [s.text for s in fact(product, "Molecular weight").sources] == ["Label of lot 7"]
        assert [s.text for s in product.sources] == ["Own words"]
        assert "Bob" not in str(product)

    def test_an_oligonucleotide_shows_its_sequence_in_blocks_with_its_ends(
        self, shown: Callable[..., Presentation]
    ) -> None:
        row = {"type": "dna", "text": "TCGTCGTTTTGTCGTTTTGTCGTT", "backbone": "Phosphorothioate"}
        lines = facts(shown(kind="oligonucleotide", sequences=[row]))["Sequence, DNA"]
        assert lines == [
            "5′-TCGTCGTTTT GTCGTTTTGT CGTT-3′",
            "24 nt",
            "Backbone: Phosphorothioate",
        ]
