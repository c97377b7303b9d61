"""Controls, the points at dose zero, take part in a fit; held against scipy, which knows nothing of
the code here."""

from typing import Any

import numpy as np
import pytest
from scipy import optimize, stats

from catalog.chemistry.dose_response import (
    FitError,
    FourParameterLogistic,
    fit_four_parameter_logistic,
)

FALLING = (
    "0,101.5 0,98.2 0,100.9 10,55.8 10,53.1 20,36.9 20,39.2 40,22.4 40,24.6 80,12.1 80,14.0 "
    "160,7.9 160,6.2"
)
RISING = (
    "0,2.1 0,1.4 0,2.6 0.5,19.5 0.5,22.4 1,34.8 1,32.1 2,50.9 2,53.6 4,68.0 4,66.1 8,80.9 "
    "8,83.3 16,90.2 16,88.8"
)
WITHOUT_CONTROLS = "3,97.0 3,98.8 10,83.5 30,50.8 100,18.9 300,5.2 1000,1.7"
HORMESIS = "0,100 0,98 1,112 3,121 10,96 30,55 100,21 300,9"


def points_of(text: str) -> list[tuple[float, float]]:
    pairs = (point.split(",") for point in text.split())
    return [(float(dose), float(response)) for dose, response in pairs]


def fitted(text: str) -> FourParameterLogistic:
    points = points_of(text)
    return fit_four_parameter_logistic([dose for dose, _ in points], [y for _, y in points])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FALLING, (12.2, 10.7, 14.0, -0.967, -0.85, 100.2, 13)),
        (RISING, (1.96, 1.70, 2.26, 1.05, 2.05, 99.4, 15)),
        (WITHOUT_CONTROLS, (29.6, 26.4, 33.3, -1.29, 0.63, 103.1, 7)),
        ("0,100.4 0,99.1 " + WITHOUT_CONTROLS, (30.7, 27.5, 34.3, -1.39, 1.43, 100.6, 9)),
    ],
)
def test_the_right_values(text: str, expected: tuple[float, ...]) -> None:
    """EC50 with its interval, slope, plateaus and number of points, from an independent fit."""
    fit = fitted(text)
    values = (fit.ec50, *fit.ec50_interval, fit.hill_slope, fit.bottom, fit.top, fit.n)
    assert values == pytest.approx(expected, rel=5e-3, abs=5e-3)
    assert not fit.turns_round


def test_a_control_measures_the_plateau_that_the_curve_comes_from() -> None:
    falling, rising = fitted(FALLING), fitted(RISING)
    assert falling.has_controls
    assert (falling.doses_at_top, falling.top_is_extrapolated) == (0, False)
    assert (rising.doses_at_bottom, rising.bottom_is_extrapolated) == (0, False)
    assert rising.top_is_extrapolated, "only one dose lies beyond the upper bend"
    assert fitted(WITHOUT_CONTROLS).top_is_extrapolated
    assert falling.tested == pytest.approx((10, 160)), "a control is no dose"


def test_the_curve_at_dose_zero_is_its_plateau() -> None:
    falling, rising = fitted(FALLING), fitted(RISING)
    assert falling.predict([0.0, 1e-9]) == pytest.approx([falling.top, falling.top])
    assert rising.predict([0.0, 1e-9]) == pytest.approx([rising.bottom, rising.bottom])


def test_the_response_that_first_goes_the_other_way_is_noticed() -> None:
    assert fitted(HORMESIS).turns_round
    mirrored = " ".join(f"{dose:g},{110 - y:g}" for dose, y in points_of(HORMESIS))
    assert fitted(mirrored).turns_round
    without_controls = HORMESIS.removeprefix("0,100 0,98 ")
    assert not fitted(without_controls).turns_round, "nothing to rise above"


@pytest.mark.parametrize("slope", [1.2, -1.2])
def test_scatter_is_seldom_taken_for_turning_round(slope: float) -> None:
    generator = np.random.default_rng(5)
    doses = np.repeat([0, 0.03, 0.1, 0.3, 1, 3, 10, 30], 3)
    turning = 0
    for _ in range(100):
        responses = model(doses, 0, 100, 0.0, slope) + generator.normal(0, 6, len(doses))
        turning += fit_four_parameter_logistic(list(doses), list(responses)).turns_round
    assert turning <= 5


# Against scipy: controls are at a dose so low that it is the plateau's


def model(doses: Any, bottom: float, top: float, log_ec50: float, slope: float) -> Any:
    x = np.log10(np.where(doses > 0, doses, 1e-300))
    return bottom + (top - bottom) / (1 + 10 ** np.clip(slope * (log_ec50 - x), -300, 300))


def generated(count: int, seed: int) -> list[tuple[list[float], list[float], tuple[float, ...]]]:
    """Series of doses and responses with the truth they were made from, controls among them."""
    generator = np.random.default_rng(seed)
    series: list[tuple[list[float], list[float], tuple[float, ...]]] = []
    for _ in range(count):
        truth = (
            float(generator.uniform(-20, 30)),
            float(generator.uniform(60, 140)),
            float(generator.uniform(-0.8, 0.8)),
            float(generator.choice([-1, 1]) * generator.uniform(0.6, 2.5)),
        )
        tested = np.geomspace(10 ** generator.uniform(-2.2, -1), 10 ** generator.uniform(1, 2), 8)
        controls = np.zeros(int(generator.integers(1, 5)))
        doses = np.concatenate([controls, np.repeat(tested, int(generator.integers(1, 4)))])
        noise = generator.normal(0, generator.uniform(0.2, 4), len(doses))
        series.append((list(doses), list(model(doses, *truth) + noise), truth))
    return series


def agrees_with_scipy(doses: list[float], responses: list[float], truth: tuple[float, ...]) -> None:
    fit = fit_four_parameter_logistic(doses, responses)
    estimates, covariance = optimize.curve_fit(
        model, np.array(doses), responses, p0=truth, xtol=1e-14, ftol=1e-14, maxfev=50_000
    )
    residuals = model(np.array(doses), *estimates) - responses
    own = fit.predict(doses) - responses
    assert own @ own <= (residuals @ residuals) * (1 + 1e-6), "a better curve was missed"
    assert np.log10(fit.ec50) == pytest.approx(estimates[2], abs=2e-4)
    assert fit.hill_slope == pytest.approx(estimates[3], rel=2e-3)
    assert (fit.bottom, fit.top) == pytest.approx(tuple(estimates[:2]), abs=0.02)
    half_width = stats.t.ppf(0.975, len(doses) - 4) * np.sqrt(covariance[2, 2])
    low, high = np.log10(fit.ec50_interval)
    assert (high - low) / 2 == pytest.approx(half_width, rel=1e-2)
    assert (high + low) / 2 == pytest.approx(np.log10(fit.ec50), abs=1e-9)


def test_fits_with_controls_are_those_of_scipy() -> None:
    for doses, responses, truth in generated(40, seed=3):
        agrees_with_scipy(doses, responses, truth)


@pytest.mark.faults
def test_many_fits_with_controls_are_those_of_scipy() -> None:
    for doses, responses, truth in generated(400, seed=17):
        agrees_with_scipy(doses, responses, truth)


def test_few_points_no_plateau_and_no_doses() -> None:
    """Five points at four concentrations are the least; what is not reached is extrapolated."""
    fit = fitted("0,100 0,99 1,80 3,55 9,30")
    assert fit.n == 5
    assert (fit.top_is_extrapolated, fit.bottom_is_extrapolated) == (False, True)
    saturated = fitted("0,100 0,98 10,9 20,5 40,3.5 80,2.8 160,2.4")
    assert saturated.ec50_is_below
    assert saturated.bottom_is_extrapolated is False


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("0,1 0,2 0,3 0,4 0,5 0,6", "at least four different concentrations, and there are 1"),
        ("0,1 0,2 5,50 5,52 5,49", "at least four different concentrations, and there are 2"),
        ("0,100 0,99 1,50 2,25", "at least 5 points, and there are 4"),
        ("-1,100 1,90 2,50 3,30 4,10", "zero or above, and -1 is not; correct the point"),
        ("0,7 1,7 2,7 3,7 4,7", "All responses are 7"),
        ("0,nan 1,90 2,50 3,30 4,10", "response must be a finite number, and nan"),
        ("nan,1 1,90 2,50 3,30 4,10", "concentration must be a finite number, and nan"),
        ("0,100 1,1 2,1 4,1 8,1 16,1", "do not determine"),
        ("0,0 1,10 2,20 4,40 8,80 16,160", "do not determine"),
    ],
)
def test_points_without_a_curve_are_refused(text: str, problem: str) -> None:
    with pytest.raises(FitError, match=problem):
        fitted(text)
