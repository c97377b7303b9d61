"""Non-linear least squares by Levenberg and Marquardt, for the few parameters of a curve.

Written here with numpy because a web worker should not load the whole of scipy for one curve.

Source: D. W. Marquardt, J. Soc. Indust. Appl. Math. 11 (1963) 431, damping each parameter by its
own curvature; gain ratio after H. B. Nielsen, Damping parameter in Marquardt's method,
IMM-REP-1999-05.
"""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MAX_STEPS: Final = 500
_STEP_TOLERANCE: Final = 1e-10
_GRADIENT_TOLERANCE: Final = 1e-12


class NotConvergedError(ArithmeticError):
    """No minimum was reached within the permitted number of steps."""


def levenberg_marquardt(
    residuals: Callable[[Floats], Floats], jacobian: Callable[[Floats], Floats], start: Floats
) -> Floats:
    """The parameters that minimise the sum of squared residuals, from a starting point.

    Raises ``NotConvergedError``.
    """
    parameters = start.astype(np.float64)
    error = residuals(parameters)
    cost = float(error @ error)
    damping, growth = 1e-3, 2.0
    for _ in range(MAX_STEPS):
        slopes = jacobian(parameters)
        gradient = slopes.T @ error
        curvature = slopes.T @ slopes
        diagonal = np.maximum(np.diag(curvature), 1e-300)
        if np.max(np.abs(gradient) / np.sqrt(diagonal)) <= _GRADIENT_TOLERANCE * (
            np.sqrt(cost) + 1e-300
        ):
            return parameters
        try:
            step = np.linalg.solve(curvature + damping * np.diag(diagonal), -gradient)
        except np.linalg.LinAlgError:
            damping, growth = damping * growth, growth * 2
            continue
        if np.all(np.abs(step) <= _STEP_TOLERANCE * (np.abs(parameters) + _STEP_TOLERANCE)):
            return parameters
        trial = parameters + step
        trial_error = residuals(trial)
        trial_cost = float(trial_error @ trial_error)
        predicted = float(step @ (damping * diagonal * step - gradient))
        gain = (
            (cost - trial_cost) / predicted if predicted > 0 and np.isfinite(trial_cost) else -1.0
        )
        if gain > 0:
            parameters, error, cost = trial, trial_error, trial_cost
            damping, growth = damping * max(1 / 3, 1 - (2 * gain - 1) ** 3), 2.0
        else:
            damping, growth = damping * growth, growth * 2
        if damping > 1e100:
            break
    raise NotConvergedError(f"no minimum within {MAX_STEPS} steps")
