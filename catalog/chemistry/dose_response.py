"""Dose-response curves: the four-parameter logistic, its EC50 and the confidence interval of that.

    response = bottom + (top - bottom) / (1 + (EC50 / concentration) ** hill_slope)

The EC50 is relative: the concentration of the response half-way between the fitted bottom and top
(J. L. Sebaugh, Guidelines for accurate EC50/IC50 estimation, Pharm. Stat. 10 (2011) 128). A curve
that falls has a negative slope, and its EC50 is what is called an IC50.

At a concentration of zero, a control without substance, the response is the plateau that the curve
comes from. Controls are points like others: without them that plateau would be extrapolated from
the lowest doses, though it was measured.

The same guidelines ask for at least two doses beyond each bend of the curve, where it leaves its
plateaus; without them a plateau is extrapolated. The bends lie at 0.176 and 0.824 of the height
(J. L. Sebaugh, P. D. McCray, Defining the linear portion of a sigmoid-shaped curve: bend points,
Pharm. Stat. 2 (2003) 167).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from catalog.chemistry.errors import ChemistryError, gettext_noop
from catalog.chemistry.hormesis import turns_round
from catalog.chemistry.least_squares import NotConvergedError, levenberg_marquardt
from catalog.chemistry.student_t import t_quantile

Floats = NDArray[np.float64]

MINIMUM_POINTS: Final = 5
PARAMETERS: Final = 4
BEND: Final = 1 / (1 + 4.6805)
"""Part of the height at which the curve leaves its lower plateau."""
DOSES_FOR_A_PLATEAU: Final = 2
LEAST_R_SQUARED: Final = 0.5
SENSITIVITY: Final = 1e-9
"""Least part of its height by which a curve has to depend on EC50 and slope where it was tested."""
_LN10: Final = float(np.log(10.0))

TOO_FEW_POINTS: Final = gettext_noop(
    "A curve with four parameters needs at least {minimum} points, and there are {n}."
)
TOO_FEW_CONCENTRATIONS: Final = gettext_noop(
    "A curve with four parameters needs at least four different concentrations, and there are "
    "{n}; add concentrations."
)
EQUAL_RESPONSES: Final = gettext_noop(
    "All responses are {response}, so there is no curve; show the points without a fit."
)
FLAT: Final = gettext_noop(
    "A curve explains less than half of how the {n} responses differ, so none is given; show the "
    "points without a fit."
)
NEGATIVE_DOSE: Final = gettext_noop(
    "Every concentration must be zero or above, and {dose} is not; correct the point."
)
UNDETERMINED: Final = gettext_noop(
    "The {n} points do not determine a dose-response curve; add concentrations until both plateaus "
    "and the slope between them are covered, or show the points without a fit."
)


class FitError(ChemistryError):
    """Points through which no dose-response curve can be fitted.

    ``sentence`` has places for ``values``, so that others can say it in another language.
    """

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence.format(**values))
        self.sentence = sentence
        self.values = values


@dataclass(frozen=True, slots=True)
class FourParameterLogistic:
    """A fitted curve. ``top`` is the response at high concentration when the slope is positive."""

    bottom: float
    top: float
    ec50: float
    hill_slope: float
    ec50_interval: tuple[float, float]
    """95 % confidence interval, in the unit of the concentrations."""
    residual_sd: float
    r_squared: float
    n: int
    tested: tuple[float, float]
    """The lowest and the highest concentration of the points, controls aside."""
    doses_at_bottom: int
    """Concentrations tested beyond the bend to the bottom plateau, controls aside."""
    doses_at_top: int
    has_controls: bool
    """Whether there are points at a concentration of zero."""
    turns_round: bool
    """Whether low doses lie beyond the controls: above those of a falling curve, below those of a
    rising one."""

    @property
    def ec50_is_above(self) -> bool:
        """Whether the EC50 lies above all that was tested: then it is only known to be above."""
        return self.ec50 > self.tested[1]

    @property
    def ec50_is_below(self) -> bool:
        return self.ec50 < self.tested[0]

    @property
    def bottom_is_extrapolated(self) -> bool:
        is_measured = self.has_controls and self.hill_slope > 0
        return not is_measured and self.doses_at_bottom < DOSES_FOR_A_PLATEAU

    @property
    def top_is_extrapolated(self) -> bool:
        is_measured = self.has_controls and self.hill_slope < 0
        return not is_measured and self.doses_at_top < DOSES_FOR_A_PLATEAU

    def predict(self, concentrations: ArrayLike) -> Floats:
        """Responses of the curve at the concentrations, which are zero or above."""
        x = _log10(np.asarray(concentrations, dtype=np.float64))
        return _curve(x, np.array([self.bottom, self.top, np.log10(self.ec50), self.hill_slope]))


def fit_four_parameter_logistic(
    concentrations: Sequence[float], responses: Sequence[float], sd: Sequence[float] | None = None
) -> FourParameterLogistic:
    """Least-squares fit, weighted by 1/sd² where standard deviations are given.

    Those are to be known well: weighted by the standard deviations of a few replicates, the
    interval is too narrow.

    The bottom is the lower of the two plateaus, and a falling curve has a negative slope. The
    interval of the EC50 is symmetric on the logarithmic axis: asymptotic covariance, scaled by
    the residual variance, times Student's t with n - 4 degrees of freedom.

    Raises ``FitError`` for fewer than five points, a concentration below zero, numbers that are not
    finite, equal responses, or points that determine no curve.
    """
    dose, y, weights = _checked(concentrations, responses, sd)
    x = _log10(dose)

    def residuals(parameters: Floats) -> Floats:
        return weights * (_curve(x, parameters) - y)

    def jacobian(parameters: Floats) -> Floats:
        return weights[:, np.newaxis] * _gradient(x, parameters)

    best: Floats | None = None
    for start in _starts(x, y):
        try:
            candidate = levenberg_marquardt(residuals, jacobian, start)
        except NotConvergedError:
            continue
        if best is None or _sum_of_squares(residuals(candidate)) < _sum_of_squares(residuals(best)):
            best = candidate
    if best is None:
        raise FitError(UNDETERMINED, n=len(y))
    return _described(best, x, y, residuals(best), jacobian(best))


def _checked(
    concentrations: Sequence[float], responses: Sequence[float], sd: Sequence[float] | None
) -> tuple[Floats, Floats, Floats]:
    dose = np.asarray(concentrations, dtype=np.float64)
    y = np.asarray(responses, dtype=np.float64)
    spread = np.ones_like(y) if sd is None else np.asarray(sd, dtype=np.float64)
    if not len(dose) == len(y) == len(spread):
        raise FitError(
            "Each point needs a concentration and a response (and an sd, or none has one), but "
            "there are "
            f"{len(dose)} concentrations, {len(y)} responses and {len(spread)} standard "
            "deviations; complete the points."
        )
    if len(y) < MINIMUM_POINTS:
        raise FitError(TOO_FEW_POINTS, minimum=MINIMUM_POINTS, n=len(y))
    for name, numbers in (("concentration", dose), ("response", y), ("standard deviation", spread)):
        if not np.isfinite(numbers).all():
            seen = numbers[~np.isfinite(numbers)][0]
            raise FitError(
                f"Every {name} must be a finite number, and {seen} is not; correct or remove the "
                "point."
            )
    if (dose < 0).any():
        raise FitError(NEGATIVE_DOSE, dose=f"{dose[dose < 0][0]:g}")
    if (spread <= 0).any():
        raise FitError(
            "Every standard deviation must be above zero, because it is a weight, and "
            f"{spread[spread <= 0][0]:g} is not; correct the point."
        )
    if np.ptp(y) == 0:
        raise FitError(EQUAL_RESPONSES, response=f"{y[0]:g}")
    if len(np.unique(dose)) < PARAMETERS:
        raise FitError(TOO_FEW_CONCENTRATIONS, n=len(np.unique(dose)))
    return dose, y, 1.0 / spread


def _log10(dose: Floats) -> Floats:
    """Minus infinity for a control."""
    with np.errstate(divide="ignore"):
        return np.asarray(np.log10(dose), dtype=np.float64)


def _fraction(x: Floats, middle: float, slope: float) -> Floats:
    """Share of the way from bottom to top, without overflow far from the middle."""
    finite = np.isfinite(x)
    exponent = np.clip(slope * (middle - np.where(finite, x, middle)) * _LN10, -700.0, 700.0)
    return np.where(finite, 1.0 / (1.0 + np.exp(exponent)), float(slope < 0))


def _curve(x: Floats, parameters: Floats) -> Floats:
    bottom, top, middle, slope = parameters
    return np.asarray(bottom + (top - bottom) * _fraction(x, middle, slope), dtype=np.float64)


def _gradient(x: Floats, parameters: Floats) -> Floats:
    bottom, top, middle, slope = parameters
    share = _fraction(x, middle, slope)
    steep = (top - bottom) * share * (1.0 - share) * _LN10
    distance = np.where(np.isfinite(x), x - middle, 0.0)
    return np.column_stack([1.0 - share, share, -steep * slope, steep * distance])


def _starts(x: Floats, y: Floats) -> list[Floats]:
    """Plateaus at the extremes; the middle at the half-way response and at quartiles of dose."""
    low, high = float(y.min()), float(y.max())
    order = np.argsort(x, kind="stable")
    third = max(1, len(y) // 3)
    rising = y[order][-third:].mean() >= y[order][:third].mean()
    dosed = np.isfinite(x)
    crossing = float(x[dosed][np.argmin(np.abs(y[dosed] - (low + high) / 2))])
    middles = [crossing, *(float(value) for value in np.quantile(x[dosed], [0.25, 0.5, 0.75]))]
    signs = [1.0, -1.0] if rising else [-1.0, 1.0]
    return [np.array([low, high, middle, sign]) for sign in signs for middle in middles]


def _described(
    best: Floats, x: Floats, y: Floats, residuals: Floats, jacobian: Floats
) -> FourParameterLogistic:
    degrees = len(y) - PARAMETERS
    variance = _sum_of_squares(residuals) / degrees
    information = jacobian.T @ jacobian
    scale = np.sqrt(np.diag(information))
    least = SENSITIVITY * abs(best[1] - best[0]) * scale[:2].max()
    if not (scale > [0, 0, least, least]).all() or (
        np.linalg.cond(information / np.outer(scale, scale)) > 1e12
    ):
        raise FitError(UNDETERMINED, n=len(y))
    covariance = (
        variance * np.linalg.inv(information / np.outer(scale, scale)) / np.outer(scale, scale)
    )
    bottom, top, middle, slope = (float(value) for value in best)
    if bottom > top:
        bottom, top, slope = top, bottom, -slope
    half_width = t_quantile(0.975, degrees) * float(np.sqrt(covariance[2, 2]))
    if not (abs(middle) < 300 and abs(middle) + half_width < 300):
        raise FitError(UNDETERMINED, n=len(y))
    deviations = y - _curve(x, best)
    r_squared = 1.0 - _sum_of_squares(deviations) / _sum_of_squares(y - y.mean())
    if r_squared < LEAST_R_SQUARED:
        raise FitError(FLAT, n=len(y))
    doses = np.unique(x[np.isfinite(x)])
    shares = _fraction(doses, middle, slope)
    return FourParameterLogistic(
        bottom=bottom,
        top=top,
        ec50=10.0**middle,
        hill_slope=slope,
        ec50_interval=(10.0 ** (middle - half_width), 10.0 ** (middle + half_width)),
        residual_sd=float(np.sqrt(_sum_of_squares(deviations) / degrees)),
        r_squared=r_squared,
        n=len(y),
        tested=(10.0 ** float(doses[0]), 10.0 ** float(doses[-1])),
        doses_at_bottom=int((shares <= BEND).sum()),
        doses_at_top=int((shares >= 1 - BEND).sum()),
        has_controls=bool(np.isneginf(x).any()),
        turns_round=turns_round(x, y, middle, float(np.sign(slope)) * (top - bottom)),
    )


def _sum_of_squares(values: Floats) -> float:
    return float(values @ values)
