"""Whether a response first goes the other way: above the control where the curve falls, say.

Low doses that stimulate what higher ones inhibit are called hormesis. The response is at most 30 to
60 % above the control there (E. J. Calabrese, L. A. Baldwin, Annu. Rev. Pharmacol. Toxicol. 43
(2003) 175), which a four-parameter logistic cannot follow.
"""

from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

OF_ONE_DOSE: Final = 0.2
"""Part of the curve's height by which one dose has to lie beyond the control."""
OF_TWO_IN_A_ROW: Final = (0.05, 0.1)
"""The same of two doses: of either, and of the farther one."""
STANDARD_ERRORS: Final = 2
DEGREES_FOR_SCATTER: Final = 3


def turns_round(x: Floats, y: Floats, middle: float, height: float) -> bool:
    """Whether doses below the middle lie beyond the controls, by more than replicates scatter.

    ``x`` are logarithms of doses, minus infinity for a control; ``height`` is that of the curve,
    negative if it falls.
    """
    controls = y[np.isneginf(x)]
    low = [y[x == dose] for dose in np.unique(x[np.isfinite(x) & (x < middle)])]
    if not len(controls) or not low:
        return False
    beyond = [float((controls.mean() - found.mean()) / height) for found in low]
    either, farther = OF_TWO_IN_A_ROW
    in_a_row = any(min(pair) >= either and max(pair) >= farther for pair in pairwise(beyond))
    if not in_a_row and max(beyond) < OF_ONE_DOSE:
        return False
    farthest = beyond.index(max(beyond))
    error = _standard_error(x, y, len(controls), len(low[farthest]))
    return beyond[farthest] * abs(height) > STANDARD_ERRORS * error


def _standard_error(x: Floats, y: Floats, *counts: int) -> float:
    """Of a difference between two means, from the scatter of replicates; zero if there are hardly
    any."""
    groups = [y[x == dose] for dose in np.unique(x)]
    degrees = sum(len(group) - 1 for group in groups)
    if degrees < DEGREES_FOR_SCATTER:
        return 0.0
    scatter = sum(float(((group - group.mean()) ** 2).sum()) for group in groups)
    return float(np.sqrt(scatter / degrees * sum(1 / count for count in counts)))
