"""Narrative, figures and tables as a page and a datasheet show them."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.template.loader import render_to_string

from catalog.chemistry.dose_response import fit_four_parameter_logistic
from catalog.presentation import Presentation
from catalog.presentation.narrative import cited_html
from tests.catalog.presentation.shown import LPS, PAPERS, text

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


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

    def test_a_dose_of_zero_is_a_point_of_the_fit(self, shown: Callable[..., Presentation]) -> None:
        points = [[0, 0], *self.SERIES["points"]]
        figure = self.figure(shown, series=[{"label": "Jurkat", "points": points}])
        (fit,) = figure.fits
        assert text(fit.details).endswith("n = 7")
        assert len(figure.data.rows) == 7

    @pytest.mark.parametrize(
        ("mirrored", "said"),
        [
            (False, "the response first rises above the control"),
            (True, "the response first falls below the control"),
        ],
    )
    def test_a_response_that_turns_round_is_told(
        self, shown: Callable[..., Presentation], mirrored: bool, said: str
    ) -> None:
        measured = [(0, 100), (0, 98), (1, 112), (3, 121), (10, 96), (30, 55), (100, 21), (300, 9)]
        points = [[dose, 110 - y if mirrored else y] for dose, y in measured]
        (fit,) = self.figure(shown, series=[{"label": "Jurkat", "points": points}]).fits
        assert said in fit.details

    def test_points_without_a_curve_say_why(self, shown: Callable[..., Presentation]) -> None:
        points = [[1, 5], [2, 5], [3, 5], [4, 5], [5, 5]]
        figure = self.figure(shown, series=[{"label": "Flat", "points": points}])
        assert figure.fits == ()
        assert "All responses are 5" in figure.unfitted[0]
        assert "<circle" in figure.chart

    def test_numbers_that_were_computed_have_significant_digits(
        self, shown: Callable[..., Presentation]
    ) -> None:
        points = [[0.03162277660168379, 98.76543210987], [0.001, 1234567.25], [100, 1e-9]]
        figure = self.figure(shown, fit=None, series=[{"label": "Jurkat", "points": points}])
        cells = [[text(line.html) for line in row] for row in figure.data.rows]
        assert cells == [["0.001", "1234567"], ["0.03162", "98.77"], ["100", "1 × 10⁻⁹"]]

    def test_a_dose_of_zero_on_a_logarithmic_axis_is_explained(
        self, shown: Callable[..., Presentation]
    ) -> None:
        points = [[0, 0], *self.SERIES["points"]]
        with_zero = self.figure(shown, series=[{"label": "Jurkat", "points": points}])
        assert "left of the break" in with_zero.unfitted[0]

    def test_a_short_table_stands_beside_its_figure(
        self, shown: Callable[..., Presentation]
    ) -> None:
        figure = self.figure(shown)
        assert figure.compact
        assert figure.unfitted == ()

    def test_a_table_that_is_wider_stands_below(self, shown: Callable[..., Presentation]) -> None:
        long = [[1e-9 * (1 + dose / 7), 123456 + dose] for dose in range(6)]
        assert not self.figure(
            shown, fit=None, series=[{"label": str(n), "points": long} for n in range(3)]
        ).compact

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
