"""Curves of figures: what cannot be fitted, and what says something else than the text."""

from typing import Any

import pytest

from catalog.curation.figures import (
    curves_agree_with_text,
    curves_can_be_fitted,
    doses_have_a_place,
)
from catalog.curation.finding import Severity
from catalog.specification.declaration import Draft
from tests.typed import typed

pytestmark = pytest.mark.any_database

MEASURED: list[list[float]] = [
    [0, 100],
    [3, 97],
    [10, 83.5],
    [30, 50.8],
    [100, 18.9],
    [300, 5.2],
    [1000, 1.7],
]
"""An IC50 of 30 nM."""


def draft(points: Any = MEASURED, **members: Any) -> Draft:
    figure = {
        "title": "Inhibition", "fit": "4pl", "x_scale": "log", "x_unit": "nM",
        "series": [{"label": "Jurkat", "points": points}],
    }  # fmt: skip
    return typed(Draft, figures=[figure | members])


FLAT = [[dose, 50] for dose in (0, 1, 2, 4, 8, 16)]
SCATTERED = [
    [0, 48.4], [0, 47.4], [1, 49.9], [1, 51.2], [2, 52.9], [2, 50.9], [4, 49.9], [4, 49.4],
    [8, 52.8], [8, 54.6], [16, 52.1], [16, 49.1], [32, 49.9], [32, 55.0],
]  # fmt: skip
"""Replicates that differ as much as doses do."""


@pytest.mark.parametrize(
    ("points", "why"),
    [
        (FLAT, "All responses are 50"),
        (SCATTERED, "less than half of how the 14 responses differ"),
        ([[0, 1], [0, 2], [0, 3], [5, 50], [5, 60]], "at least four different concentrations"),
    ],
)
def test_a_curve_that_cannot_be_fitted_is_told(points: Any, why: str) -> None:
    (finding,) = curves_can_be_fitted(draft(points))
    assert finding.severity is Severity.WARNING
    assert finding.path == "/figures/0/series"
    assert why in finding.remedy


def test_a_curve_that_is_fitted_or_not_asked_for_is_no_finding() -> None:
    assert list(curves_can_be_fitted(draft())) == []
    assert list(curves_can_be_fitted(draft(FLAT, fit=None))) == []


@pytest.mark.parametrize(
    "words",
    ["IC50 30 µM", "The IC50 was 0.03 nM.", "EC50 = 29.6 mM", "IC₅₀ of 31 uM in Jurkat cells"],
)
@pytest.mark.parametrize("member", ["title", "caption", "conditions"])
def test_a_value_a_thousand_times_away_is_told(words: str, member: str) -> None:
    (finding,) = curves_agree_with_text(draft(**{member: words}))
    assert finding.path == f"/figures/0/{member}"
    assert "gives 3" in finding.remedy
    assert "nM" in finding.remedy


@pytest.mark.parametrize(
    "words",
    ["IC50 30 nM", "IC50 about 0.03 µM", "IC50 12 ng/mL", "cells at 30 µM; IC50 not given", ""],
)
def test_the_same_value_or_another_quantity_is_no_finding(words: str) -> None:
    assert list(curves_agree_with_text(draft(caption=words))) == []


def test_of_several_curves_one_has_to_agree() -> None:
    weaker = [[dose * 1000, response] for dose, response in MEASURED]
    series = [{"label": "A", "points": MEASURED}, {"label": "B", "points": weaker}]
    assert list(curves_agree_with_text(draft(series=series, caption="IC50 30 µM of B"))) == []


def test_a_dose_below_zero() -> None:
    (finding,) = doses_have_a_place(draft([[-1, 3], [1, 4]], fit=None))
    assert finding.value == "Jurkat: -1"
    assert list(doses_have_a_place(draft([[-1, 3]], fit=None, x_scale="linear"))) == []
    assert list(doses_have_a_place(draft())) == []
