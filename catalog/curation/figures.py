"""Rules on the curves of figures: a fit that can be made, and one that says what the text says."""

import math
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from catalog.chemistry.dose_response import (
    MINIMUM_POINTS,
    FitError,
    FourParameterLogistic,
    fit_four_parameter_logistic,
)
from catalog.chemistry.quantity import QuantityError, convert
from catalog.curation.finding import Finding, Severity
from catalog.models.evidence import Figure as FigureRow
from catalog.specification.declaration import Draft, Figure, Series

Fit, Scale = FigureRow.Fit, FigureRow.Scale

FACTOR: Final = 10
"""Beyond which a value in the text and that of the curve cannot be the same: a wrong unit, say."""
_SAID: Final = re.compile(
    r"\b[EI]C_?(?:50|₅₀)\b[^\d.;]{0,20}?(?P<value>\d+(?:\.\d+)?)\s*(?P<unit>[a-zµμ]+(?:/[a-z]+)?)",
    re.IGNORECASE,
)


def curves_can_be_fitted(draft: Draft) -> Iterator[Finding]:
    """A fit that is asked for and cannot be made is told before customers read it."""
    for path, figure, series in _fitted_series(draft):
        fit = _fit(series)
        if isinstance(fit, str):
            shown = f"{figure.title}, {series.label}"
            yield Finding("no-curve", Severity.WARNING, path, shown, fit)


def curves_agree_with_text(draft: Draft) -> Iterator[Finding]:
    """An EC50 or IC50 in the words of a figure is about that of one of its curves."""
    for place, figure in enumerate(draft.figures):
        fits = [fit for fit in map(_fit, _asked(figure)) if isinstance(fit, FourParameterLogistic)]
        fitted = [fit.ec50 for fit in fits]
        texts = {
            "title": figure.title, "caption": figure.caption, "conditions": figure.conditions
        }  # fmt: skip
        for member, text in texts.items():
            for said in _SAID.finditer(text or ""):
                value = _in_unit(said, figure.x_unit)
                if fitted and value and all(_far(value, other) for other in fitted):
                    curves = ", ".join(f"{ec50:.3g} {figure.x_unit}" for ec50 in fitted)
                    yield Finding(
                        "figure-disagrees",
                        Severity.WARNING,
                        f"/figures/{place}/{member}",
                        said[0],
                        f"the curve of this figure gives {curves}; check number and unit, in the "
                        "text and of the doses.",
                    )


def doses_have_a_place(draft: Draft) -> Iterator[Finding]:
    """No dose is below zero."""
    for place, figure in enumerate(draft.figures):
        for series in figure.series:
            for dose in {point[0] for point in series.points if point[0] < 0}:
                if figure.x_scale == Scale.LOG or figure.fit == Fit.FOUR_PARAMETER_LOGISTIC:
                    yield Finding(
                        "negative-dose",
                        Severity.ERROR,
                        f"/figures/{place}/series",
                        f"{series.label}: {dose:g}",
                        "a dose is zero or above; correct the point, or choose a linear axis "
                        "without a fit.",
                    )


def _fitted_series(draft: Draft) -> Iterator[tuple[str, Figure, Series]]:
    for place, figure in enumerate(draft.figures):
        for series in _asked(figure):
            yield f"/figures/{place}/series", figure, series


def _asked(figure: Figure) -> list[Series]:
    """The series that a fit is asked for and that have the points for it; fewer, and another rule
    says so."""
    if figure.fit != Fit.FOUR_PARAMETER_LOGISTIC:
        return []
    return [series for series in figure.series if len(series.points) >= MINIMUM_POINTS]


def _fit(series: Series) -> FourParameterLogistic | str:
    """The curve, or why there is none."""
    return _fit_points(tuple((point[0], point[1]) for point in series.points))


@lru_cache(maxsize=256)
def _fit_points(points: tuple[tuple[float, float], ...]) -> FourParameterLogistic | str:
    try:
        return fit_four_parameter_logistic([x for x, _ in points], [y for _, y in points])
    except FitError as error:
        return str(error)


def _in_unit(said: re.Match[str], unit: str | None) -> float | None:
    try:
        return convert(float(said["value"]), said["unit"], unit or "")
    except QuantityError:
        return None  # of another kind, such as mg/mL beside nM


def _far(one: float, other: float) -> bool:
    return abs(math.log10(one / other)) > math.log10(FACTOR) if one > 0 else True
