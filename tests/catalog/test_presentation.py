"""What a page and a datasheet say of a published document."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils.html import strip_tags

from catalog.chemistry.dose_response import fit_four_parameter_logistic
from catalog.presentation import Presentation, present
from catalog.presentation.narrative import cited_html
from catalog.presentation.parts import Fact
from catalog.presentation.typography import formula, prose, quantity, typeset, typeset_number

pytestmark = pytest.mark.django_db

NBSP = "\N{NO-BREAK SPACE}"
TACROLIMUS = {
    "key": "tacrolimus",
    "name": "Tacrolimus",
    "formula": "C44H69NO12",
    "molecular_weight": "804.02 g/mol",
    "weight_basis": "printed",
    "registry_numbers": [
        {"type": "cas", "value": "104987-11-3"},
        {"type": "pubchem_cid", "value": "445643"},
    ],
}
LPS = {
    "kind": "lipid_or_glycan",
    "name": "LPS from E. coli O111:B4",
    "solubility": [{"solvent": "Water", "amount": "5 mg/mL"}],
    "registry_numbers": [{"type": "ec", "value": "297-473-0"}],
}
PAPERS: list[dict[str, Any]] = [
    {
        "authors": "Liu J, Farmer JD Jr, Lane WS",
        "title": "Calcineurin is a common target.",
        "journal": "Cell",
        "year": 1991,
        "volume": "66",
        "issue": "4",
        "pages": "807-815",
        "doi": "10.1016/0092-8674(91)90124-H",
        "pmid": "1715244",
    },
    {"authors": "Baksh S. et al.", "title": "The role of calcineurin", "year": 2000},
]


@pytest.fixture
def shown(published: Callable[..., Any]) -> Callable[..., Presentation]:
    """Publish a product and present it."""

    def make(**members: Any) -> Presentation:
        return present(published(**members).revisions.get().read())

    return make


def text(html: str) -> str:
    return unescape(strip_tags(html)).replace(NBSP, " ")


def facts(shown: Presentation) -> dict[str, list[str]]:
    rows = (*shown.key_facts, *shown.identity, *shown.sequences)
    return {text(fact.label): [text(line.html) for line in fact.lines] for fact in rows}


def fact(shown: Presentation, label: str) -> Fact:
    return next(row for row in (*shown.key_facts, *shown.identity) if row.label == label)


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
        assert undetermined == [
            "CAS number",
            "Formula",
            "Molecular weight",
            "Solubility",
            "Storage",
        ]
        assert facts(product)["Molecular weight"] == ["Not determined"]

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
        hazard = shown().hazard
        assert not hazard.assessed
        assert hazard.status == "Not determined"
        assert "does not mean that it is harmless" in hazard.explanation

    def test_classified_hazards_have_codes_and_source(
        self, shown: Callable[..., Presentation]
    ) -> None:
        hazard = shown(
            hazard_status="classified",
            hazard_codes=["H301", "H372"],
            hazard_signal_word="Danger",
            hazard_source="ECHA C&L inventory",
            hazard_date="2025-03-01",
        ).hazard
        assert hazard.assessed
        assert (hazard.signal_word, hazard.codes) == ("Danger", ("H301", "H372"))
        assert text(hazard.source) == "ECHA C&L inventory"


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
        value = {"text": "100", "value": 100, "unit": "mg/mL"}
        assert quantity(value) == f"100{NBSP}mg/mL"

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
        spec = published(
            compound=TACROLIMUS,
            appearance="White powder",
            storage=[{"state": "as_supplied", "temperature": "-20 °C"}],
        ).revisions.get().read()  # fmt: skip
        for row in present(spec).key_facts:
            value: Any = spec
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


class TestNarrative:
    def test_the_same_number_in_two_sections_leads_to_two_papers(
        self, shown: Callable[..., Presentation]
    ) -> None:
        sections = [
            {"key": key, "body": "Shown before [1].",
             "citations": [{"number": 1, "reference": paper}]}
            for key, paper in zip(("mode_of_action", "background"), PAPERS, strict=True)
        ]  # fmt: skip
        product = shown(sections=sections)
        targets = [re.findall(r'href="#([^"]+)"', s.html) for s in product.sections]
        assert targets == [["mode-of-action-1"], ["background-1"]]
        ids = [r.id for entry in product.reference_lists for r in entry.references]
        assert ids == ["mode-of-action-1", "background-1"]

    def test_ranges_and_lists_of_citations_are_linked(self) -> None:
        html = '<p>Seen [1, 2] and [1-2], not [7], and <a href="https://x.org/">[1]</a>.</p>'
        linked = cited_html(html, {1: "background-1", 2: "background-2"})
        assert re.findall(r'href="#background-(\d)"', linked) == ["1", "2", "1", "2"]
        assert text(linked) == "Seen [1, 2] and [1–2], not [7], and [1]."

    def test_key_features_come_first_and_background_last(
        self, shown: Callable[..., Presentation]
    ) -> None:
        keys = ("background", "description", "key_features")
        product = shown(sections=[{"key": key, "body": "Text."} for key in keys])
        assert [s.key for s in product.leading_sections] == ["key_features", "description"]
        assert [s.key for s in product.further_sections] == ["background"]

    def test_a_reference_is_written_out_with_doi_and_pubmed(
        self, shown: Callable[..., Presentation]
    ) -> None:
        product = shown(activities=[{"target": "FKBP12", "reference": PAPERS[0]}])
        (reference,) = product.activity_references
        assert text(reference.html) == (
            "Liu J, Farmer JD Jr, Lane WS, 1991. Calcineurin is a common target. "
            "Cell 66(4):807–815. doi:10.1016/0092-8674(91)90124-H PubMed 1715244"
        )
        assert 'href="https://doi.org/10.1016/0092-8674(91)90124-H"' in reference.html
        assert 'href="https://pubmed.ncbi.nlm.nih.gov/1715244/"' in reference.html
        (row,) = product.activities.rows
        assert text(row[-1].html) == "Liu J et al. 1991 [1]"


class TestFigures:
    SERIES = {
        "label": "Jurkat",
        "points": [[0.01, 1], [0.1, 9], [1, 50], [10, 91], [100, 99], [1000, 100]],
    }

    def figure(self, shown: Callable[..., Presentation], **members: Any) -> Any:
        document = {
            "key": "inhibition", "title": "Inhibition", "x_label": "FK506", "x_unit": "nM",
            "y_label": "Inhibition", "y_unit": "%", "fit": "4pl", "measure": "IC50",
            "series": [self.SERIES],
        } | members  # fmt: skip
        return shown(figures=[document]).figures[0]

    def test_the_fit_is_given_with_its_confidence_interval(
        self, shown: Callable[..., Presentation]
    ) -> None:
        """The points follow 100 / (1 + 1/dose): the half-way dose is 1 nM."""
        (fit,) = self.figure(shown).fits
        assert text(fit.measure) == "IC50"
        value = re.fullmatch(r"([\d.]+) nM", text(fit.value))
        interval = re.fullmatch(r"([\d.]+)–([\d.]+) nM", text(fit.interval))
        assert value is not None
        assert interval is not None
        assert float(interval[1]) <= 1.0 <= float(interval[2])
        assert float(value[1]) == pytest.approx(1, rel=0.05)

    def test_illustrative_data_are_called_so_wherever_they_are_shown(
        self, shown: Callable[..., Presentation]
    ) -> None:
        figure = self.figure(shown, illustrative=True)
        assert figure.notice == "Illustrative data, not measured"
        assert figure.notice in figure.chart

    def test_illustrative_data_have_a_curve_and_no_numbers(
        self, shown: Callable[..., Presentation]
    ) -> None:
        figure = self.figure(shown, illustrative=True)
        assert figure.fits == ()
        assert [text(reason) for reason in figure.unfitted] == [
            "No IC50 is given, because the data are illustrative."
        ]
        html = render_to_string("catalog/parts/figure.html", {"figure": figure})
        assert "because the data are illustrative" in html
        assert not re.search("95.% CI|Hill slope|No curve fitted", html)
        (drawn,) = re.findall(r'<polyline points="([^"]+)"', figure.chart)
        assert len(drawn.split()) > 2 * len(self.SERIES["points"])  # a curve, not straight lines

    def test_standard_deviations_of_replicates_do_not_narrow_the_interval(
        self, shown: Callable[..., Presentation]
    ) -> None:
        """Weighted, these would move the half-way dose away from the 1 nM of the points."""
        sd = [9, 9, 0.1, 9, 9, 9]
        measured = zip([0.01, 0.1, 1, 10, 100, 1000], [1, 9, 40, 91, 99, 100], sd, strict=True)
        points = [list(point) for point in measured]
        doses, responses, deviations = (list(column) for column in zip(*points, strict=True))
        unweighted = fit_four_parameter_logistic(doses, responses)
        weighted = fit_four_parameter_logistic(doses, responses, deviations)
        (fit,) = self.figure(shown, series=[{"label": "Jurkat", "points": points}]).fits
        assert text(fit.value) == f"{unweighted.ec50:.3g} nM"
        assert f"{weighted.ec50:.3g}" != f"{unweighted.ec50:.3g}"

    @pytest.mark.parametrize(
        ("doses", "value", "side", "plateau"),
        [
            ([0.01, 0.02, 0.05, 0.1, 0.2, 0.5], "> 0.5 nM", "highest", "upper"),
            ([2, 5, 10, 20, 50, 100], "< 2 nM", "lowest", "lower"),
        ],
    )
    def test_a_half_way_dose_that_was_not_reached_is_a_limit(
        self,
        shown: Callable[..., Presentation],
        doses: list[float],
        value: str,
        side: str,
        plateau: str,
    ) -> None:
        """The points follow 100 / (1 + 1/dose), whose half-way dose is 1 nM."""
        points = [[dose, 100 / (1 + 1 / dose)] for dose in doses]
        figure = self.figure(shown, series=[{"label": "Jurkat", "points": points}])
        (fit,) = figure.fits
        assert text(fit.value) == value
        assert fit.interval == ""
        assert f"beyond the {side} dose tested" in fit.details
        assert f"{plateau} plateau extrapolated" in fit.details
        html = render_to_string("catalog/parts/figure.html", {"figure": figure})
        assert "CI" not in html

    def test_plateaus_that_were_reached_are_not_called_extrapolated(
        self, shown: Callable[..., Presentation]
    ) -> None:
        assert "extrapolated" not in self.figure(shown).fits[0].details

    def test_a_dose_of_zero_is_shown_but_not_fitted(
        self, shown: Callable[..., Presentation]
    ) -> None:
        points = [[0, 0], *self.SERIES["points"]]
        figure = self.figure(shown, series=[{"label": "Jurkat", "points": points}])
        assert "doses of zero left out" in figure.fits[0].details
        assert len(figure.data.rows) == 7

    def test_points_without_a_curve_say_why(self, shown: Callable[..., Presentation]) -> None:
        points = [[1, 5], [2, 5], [3, 5], [4, 5], [5, 5]]
        figure = self.figure(shown, series=[{"label": "Flat", "points": points}])
        assert figure.fits == ()
        assert "All responses are 5" in figure.unfitted[0]
        assert "<circle" in figure.chart

    def test_the_data_table_has_every_number_as_stored(
        self, shown: Callable[..., Presentation]
    ) -> None:
        other = {"label": "HEK293", "points": [[0.01, -2, 0.5]]}
        data = self.figure(shown, fit=None, series=[self.SERIES, other]).data
        assert [c.label for c in data.columns] == [
            "FK506 (nM)", "Jurkat (%)", "HEK293 (%)", "SD",
        ]  # fmt: skip
        assert [line.html for line in data.rows[0]] == ["0.01", "1", "−2", "0.5"]


class TestTables:
    def test_columns_that_no_row_fills_are_left_out(
        self, shown: Callable[..., Presentation]
    ) -> None:
        packs = shown(packs=[{"sku": "T-1-10MG", "count": 5, "amount": "10 mg"}]).packs
        assert [column.label for column in packs.columns] == ["SKU", "Size"]
        assert [text(line.html) for line in packs.rows[0]] == ["T-1-10MG", "5 × 10 mg"]

    def test_a_quality_test_shows_limit_and_frequency(
        self, shown: Callable[..., Presentation]
    ) -> None:
        row = {"key": "purity", "subject": "Purity", "method": "HPLC", "limit": ">= 98 %",
               "frequency": "every_lot"}  # fmt: skip
        cells = [text(line.html) for line in shown(quality_tests=[row]).quality_tests.rows[0]]
        assert cells == ["Purity", "HPLC", "≥ 98 %", "Every lot"]


class TestStructure:
    def test_the_structure_is_drawn_in_the_colour_of_the_text(
        self, shown: Callable[..., Presentation], caffeine: dict[str, Any]
    ) -> None:
        structure = shown(compound=caffeine).structure
        assert "Chemical structure of Caffeine" in structure
        assert "currentColor" in structure
        assert "style=" not in structure

    def test_without_a_structure_nothing_is_drawn(self, shown: Callable[..., Presentation]) -> None:
        assert not shown(**LPS).structure


def test_every_entry_of_the_contents_is_on_the_page(
    shown: Callable[..., Presentation], caffeine: dict[str, Any]
) -> None:
    product = shown(
        compound=caffeine,
        sections=[{"key": "background", "body": "Text."}, {"key": "background", "title": "More",
                                                           "body": "Text."}],
        quality_tests=[{"key": "purity", "subject": "Purity"}],
        activities=[{"target": "Adenosine A2A receptor", "reference": PAPERS[0]}],
        terms=[{"vocabulary": "target", "slug": "a2a", "label": "A2A"}],
    )  # fmt: skip
    html = render_to_string(
        "catalog/product.html",
        {"product": product, "revision": {"number": 1, "valid_from": "2026-03-01"}},
    )
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert {anchor.id for anchor in product.contents} <= set(ids)
    assert "style=" not in html
    assert "<script>" not in html
