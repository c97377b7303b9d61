"""Fitted dose-response curves against the truth they were made from and against scipy."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, stats

from catalog.chemistry.dose_response import FitError, fit_four_parameter_logistic

DOSES = [0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0]


def logistic(x: Any, bottom: float, top: float, log_ec50: float, slope: float) -> Any:
    return bottom + (top - bottom) / (1 + 10 ** (slope * (log_ec50 - np.log10(x))))


def noisy(
    bottom: float, top: float, log_ec50: float, slope: float, noise: float = 2.0
) -> list[float]:
    exact = logistic(np.array(DOSES), bottom, top, log_ec50, slope)
    return list(exact + np.random.default_rng(7).normal(0, noise, len(DOSES)))


@settings(deadline=None, max_examples=60)
@given(
    bottom=st.floats(-50, 50),
    height=st.floats(1, 1000),
    log_ec50=st.floats(-1.2, 1.2),
    slope=st.floats(0.5, 3),
    falling=st.booleans(),
)
def test_exact_points_give_back_the_curve(
    bottom: float, height: float, log_ec50: float, slope: float, falling: bool
) -> None:
    sign = -1 if falling else 1
    responses = logistic(np.array(DOSES), bottom, bottom + height, log_ec50, sign * slope)
    fit = fit_four_parameter_logistic(DOSES, list(responses))
    assert fit.ec50 == pytest.approx(10**log_ec50, rel=1e-4)
    assert fit.hill_slope == pytest.approx(sign * slope, rel=1e-4)
    assert fit.bottom == pytest.approx(bottom, abs=1e-3 * height)
    assert fit.top == pytest.approx(bottom + height, abs=1e-3 * height)
    assert fit.r_squared == pytest.approx(1)
    assert fit.predict(DOSES) == pytest.approx(responses, abs=1e-3 * height)


@pytest.mark.parametrize(
    "truth", [(0, 100, 0.0, 1.0), (5, 80, -0.7, 1.8), (0, 100, 0.4, -1.2), (10, 1000, 0.9, 0.7)]
)
@pytest.mark.parametrize("weighted", [False, True])
def test_estimates_and_interval_are_those_of_scipy(
    truth: tuple[float, float, float, float], weighted: bool
) -> None:
    responses = noisy(*truth, noise=(truth[1] - truth[0]) * 0.03)
    sd = [1 + 0.05 * abs(response) for response in responses] if weighted else None
    fit = fit_four_parameter_logistic(DOSES, responses, sd)
    estimates, covariance = optimize.curve_fit(
        logistic, DOSES, responses, p0=truth, sigma=sd, xtol=1e-13, ftol=1e-13
    )
    assert fit.bottom == pytest.approx(estimates[0], rel=1e-5, abs=1e-5)
    assert fit.top == pytest.approx(estimates[1], rel=1e-5)
    assert np.log10(fit.ec50) == pytest.approx(estimates[2], rel=1e-5, abs=1e-6)
    assert fit.hill_slope == pytest.approx(estimates[3], rel=1e-5)
    half_width = stats.t.ppf(0.975, len(DOSES) - 4) * np.sqrt(covariance[2, 2])
    assert np.log10(fit.ec50_interval) == pytest.approx(
        [estimates[2] - half_width, estimates[2] + half_width], rel=1e-4, abs=1e-5
    )


def test_the_interval_holds_the_estimate_and_mostly_the_truth() -> None:
    generator = np.random.default_rng(1)
    exact = logistic(np.array(DOSES), 0, 100, 0.2, 1.1)
    fits = [
        fit_four_parameter_logistic(DOSES, list(exact + generator.normal(0, 3, len(DOSES))))
        for _ in range(100)
    ]
    assert all(fit.ec50_interval[0] < fit.ec50 < fit.ec50_interval[1] for fit in fits)
    assert 88 <= sum(fit.ec50_interval[0] < 10**0.2 < fit.ec50_interval[1] for fit in fits) <= 100


def test_residual_sd_and_r_squared_are_in_the_unit_of_the_response() -> None:
    responses = noisy(0, 100, 0.0, 1.0)
    fit = fit_four_parameter_logistic(DOSES, responses)
    residuals = np.array(responses) - fit.predict(DOSES)
    assert fit.residual_sd == pytest.approx(np.sqrt((residuals**2).sum() / 5))
    assert fit.r_squared == pytest.approx(1 - (residuals**2).sum() / (np.var(responses) * 9))
    assert fit.n == 9


def test_the_fit_knows_where_its_ec50_lies_among_the_doses() -> None:
    inside = fit_four_parameter_logistic(DOSES, noisy(0, 100, 0.0, 1.0, 0.1))
    assert inside.tested == pytest.approx((0.01, 100))
    assert (inside.ec50_is_above, inside.ec50_is_below) == (False, False)
    above = fit_four_parameter_logistic(DOSES, noisy(0, 100, 2.4, 1.0, 0.1))
    assert above.ec50_is_above
    assert above.top_is_extrapolated
    assert not above.bottom_is_extrapolated
    below = fit_four_parameter_logistic(DOSES, noisy(0, 100, -2.4, -1.0, 0.1))
    assert below.ec50_is_below


def test_a_plateau_needs_two_doses_beyond_the_bend() -> None:
    """At a slope of 1 the bends lie at 0.214 and 4.68 times the EC50."""
    reached = fit_four_parameter_logistic(DOSES, noisy(0, 100, 0.0, 1.0, 0.0))
    assert (reached.doses_at_bottom, reached.doses_at_top) == (3, 3)
    assert (reached.bottom_is_extrapolated, reached.top_is_extrapolated) == (False, False)
    short = fit_four_parameter_logistic(DOSES, noisy(0, 100, 1.0, 1.0, 0.0))
    assert (short.doses_at_bottom, short.doses_at_top) == (5, 1)
    assert short.top_is_extrapolated
    falling = fit_four_parameter_logistic(DOSES, noisy(0, 100, 1.0, -1.0, 0.0))
    assert falling.bottom_is_extrapolated


@pytest.mark.parametrize("factor", [1e-9, 1e6])
def test_the_unit_of_the_concentrations_changes_nothing_but_the_ec50(factor: float) -> None:
    responses = noisy(0, 100, 0.3, 1.4)
    fit = fit_four_parameter_logistic(DOSES, responses)
    scaled = fit_four_parameter_logistic([dose * factor for dose in DOSES], responses)
    assert scaled.ec50 == pytest.approx(fit.ec50 * factor, rel=1e-5)
    assert scaled.hill_slope == pytest.approx(fit.hill_slope, rel=1e-5)


def test_the_order_of_the_points_changes_nothing() -> None:
    responses = noisy(0, 100, 0.3, 1.4)
    fit = fit_four_parameter_logistic(DOSES, responses)
    turned = fit_four_parameter_logistic(DOSES[::-1], responses[::-1])
    assert turned.ec50 == pytest.approx(fit.ec50, rel=1e-6)


GOOD = noisy(0, 100, 0.0, 1.0)


@pytest.mark.parametrize(
    ("doses", "responses", "sd", "problem"),
    [
        (DOSES[:4], GOOD[:4], None, "at least 5 points, and there are 4"),
        ([-1.0, *DOSES[1:]], GOOD, None, "-1 is not"),
        (DOSES, [5.0] * 9, None, "All responses are 5"),
        (DOSES, [float("nan"), *GOOD[1:]], None, "response must be a finite number, and nan"),
        ([float("inf"), *DOSES[1:]], GOOD, None, "concentration must be a finite number"),
        (DOSES, GOOD[:-1], None, "9 concentrations, 8 responses"),
        (DOSES, GOOD, [1.0] * 3, "3 standard deviations"),
        (DOSES, GOOD, [0.0] * 9, "standard deviation must be above zero"),
        ([1.0] * 5 + [2.0] * 4, GOOD, None, "at least four different concentrations"),
        (DOSES, [float(place) for place in range(9)], None, "do not determine"),
    ],
)
def test_points_without_a_curve_are_refused(
    doses: list[float], responses: list[float], sd: list[float] | None, problem: str
) -> None:
    with pytest.raises(FitError, match=problem):
        fit_four_parameter_logistic(doses, responses, sd)
