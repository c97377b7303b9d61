"""Figures: the chart, what was fitted to it, and the numbers behind it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import NamedTuple

import msgspec
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from catalog.chart_axes import Curve
from catalog.charts import ILLUSTRATIVE, axis_title, dose_response_chart
from catalog.chemistry.dose_response import (
    FitError,
    FourParameterLogistic,
    fit_four_parameter_logistic,
)
from catalog.models import Figure as FigureRow
from catalog.presentation.kept import kept
from catalog.presentation.parts import NOTHING, Column, Figure, Fit, Line, Table
from catalog.presentation.typography import (
    NO_BREAK_SPACE,
    derived,
    joined,
    measure,
    prose,
    supplied,
    typeset,
)
from catalog.specification import declaration
from catalog.specification.declaration import Series, Specification
from catalog.specification.values import Point

CHART_VERSION = 3
FIT_VERSION = 4
MOST_ROWS, MOST_COLUMNS = 14, 4
LETTERS_BESIDE = 28
"""Of a row of the table beside a figure, whose columns are equally wide."""
AS_TYPED = 6
"""Significant digits of a number that a person typed or an instrument printed."""
COMPUTED = 4


class NoFit(NamedTuple):
    """Why there is no fit: a sentence with places for values, in no face's language yet."""

    sentence: str
    values: dict[str, object]


Fitted = FourParameterLogistic | NoFit | None
"""A fit; the reason why there is none; or nothing, where none was asked for."""


def figures(spec: Specification) -> tuple[Figure, ...]:
    return tuple(_figure(figure, place) for place, figure in enumerate(spec.figures, start=1))


def _figure(figure: declaration.Figure, number: int) -> Figure:
    fitted = [_fit(figure, series) for series in figure.series]
    named = list(zip(figure.series, fitted, strict=True))
    data = _data(figure)
    return Figure(
        id=f"figure-{figure.key}",
        number=number,
        title=prose(figure.title),
        caption=prose(figure.caption),
        conditions=prose(figure.conditions),
        notice=str(ILLUSTRATIVE) if figure.illustrative else "",
        chart=_chart(figure, fitted),
        image=figure.image,
        alternative_text=figure.alternative_text or "",
        fits=tuple(
            _written(figure, series, fit)
            for series, fit in named
            if isinstance(fit, FourParameterLogistic) and not figure.illustrative
        ),
        unfitted=(
            *_zero_doses(figure),
            *_withheld(figure, fitted),
            *(_unfitted(series, fit) for series, fit in named if isinstance(fit, NoFit)),
        ),
        data=data,
        compact=_is_compact(data),
    )


def _fit(figure: declaration.Figure, series: Series) -> Fitted:
    if figure.fit != FigureRow.Fit.FOUR_PARAMETER_LOGISTIC:
        return None
    points = series.points
    return kept("fit", FIT_VERSION, points, partial(_fit_points, points))


def _fit_points(points: Sequence[Point]) -> Fitted:
    """Without weights: standard deviations of a few replicates make the interval too narrow."""
    try:
        return fit_four_parameter_logistic([p[0] for p in points], [p[1] for p in points])
    except FitError as error:
        return NoFit(error.sentence, error.values)


def _unfitted(series: Series, fit: NoFit) -> SafeString:
    return format_html(
        gettext("No curve fitted. {series}: {reason}"),
        series=supplied(escape(series.label)),
        reason=gettext(fit.sentence).format(**fit.values),
    )


def _zero_doses(figure: declaration.Figure) -> Iterator[SafeString]:
    points = (point for series in figure.series for point in series.points)
    if figure.x_scale == FigureRow.Scale.LOG and any(dose == 0 for dose, *_ in points):
        yield mark_safe(
            gettext("A dose of 0 has no logarithm; it stands left of the break in the axis.")
        )


def _chart(figure: declaration.Figure, fitted: list[Fitted]) -> SafeString:
    if not figure.series:
        return NOTHING
    prefix = f"figure-{figure.key}"
    curves: list[Curve | None] = [
        partial(_predicted, fit) if isinstance(fit, FourParameterLogistic) else None
        for fit in fitted
    ]
    typeset_figure = msgspec.structs.replace(
        figure,
        title=typeset(figure.title),
        x_label=typeset(figure.x_label),
        x_unit=typeset(figure.x_unit),
        y_label=typeset(figure.y_label),
        y_unit=typeset(figure.y_unit),
    )
    draw = partial(dose_response_chart, typeset_figure, curves, prefix=prefix)
    members = msgspec.to_builtins(figure).items()
    drawn = {name: value for name, value in members if name not in ("caption", "image")}
    inputs = [FIT_VERSION, drawn, get_language()]
    return mark_safe(kept("chart", CHART_VERSION, inputs, draw))


def _predicted(fit: FourParameterLogistic, dose: float) -> float:
    return float(fit.predict([dose])[0])


def _withheld(figure: declaration.Figure, fitted: list[Fitted]) -> Iterator[SafeString]:
    """Numbers computed from invented points must not look like measurements."""
    fits = [fit for fit in fitted if isinstance(fit, FourParameterLogistic)]
    if figure.illustrative and fits:
        name = measure(_measure_of(figure, fits[0]))
        sentence = gettext("No {measure} is given, because the data are illustrative.")
        yield format_html(sentence, measure=name)


def _measure_of(figure: declaration.Figure, fit: FourParameterLogistic) -> str:
    return figure.measure or ("EC50" if fit.hill_slope > 0 else "IC50")


def _written(figure: declaration.Figure, series: Series, fit: FourParameterLogistic) -> Fit:
    """An EC50 or IC50 to three digits with its 95 % confidence interval.

    Outside the doses that were tested it is a limit, and has no interval.
    """
    unit = typeset(figure.x_unit)
    low, high = (derived(end) for end in fit.ec50_interval)
    value, interval = _with_unit(derived(fit.ec50), unit), _with_unit(f"{low}–{high}", unit)
    if fit.ec50_is_above or fit.ec50_is_below:
        sign, end = (">", fit.tested[1]) if fit.ec50_is_above else ("<", fit.tested[0])
        value, interval = _with_unit(f"{sign}{NO_BREAK_SPACE}{end:.6g}", unit), NOTHING
    return Fit(
        series=supplied(escape(typeset(series.label))),
        measure=measure(_measure_of(figure, fit)),
        value=value,
        interval=interval,
        details=joined(_details(figure, fit)),
    )


def _details(figure: declaration.Figure, fit: FourParameterLogistic) -> Iterator[SafeString | str]:
    """What else was fitted, and what of it the points do not quite bear."""
    if fit.ec50_is_above:
        yield gettext("the fitted value lies beyond the highest dose tested")
    elif fit.ec50_is_below:
        yield gettext("the fitted value lies beyond the lowest dose tested")
    yield gettext("Hill slope {slope}").format(slope=derived(fit.hill_slope))
    yield format_html(
        gettext("plateaus {lower} and {upper}"),
        lower=derived(fit.bottom),
        upper=_with_unit(derived(fit.top), typeset(figure.y_unit)),
    )
    if fit.bottom_is_extrapolated:
        yield gettext("lower plateau extrapolated")
    if fit.top_is_extrapolated:
        yield gettext("upper plateau extrapolated")
    yield format_html("<i>R</i>²{0}{1}", NO_BREAK_SPACE, _r_squared(fit.r_squared))
    yield format_html("<i>n</i>{0}={0}{1}", NO_BREAK_SPACE, fit.n)
    if fit.turns_round and fit.hill_slope < 0:
        yield gettext("the response first rises above the control")
    elif fit.turns_round:
        yield gettext("the response first falls below the control")


def _r_squared(value: float) -> str:
    """To three digits, and never rounded up to a perfect 1."""
    return (
        f">{NO_BREAK_SPACE}0.999" if 0.9995 <= value < 1 else f"={NO_BREAK_SPACE}{derived(value)}"
    )


def _with_unit(number: str, unit: str) -> SafeString:
    return format_html("{}{}{}", number, NO_BREAK_SPACE if unit else "", unit)


def _data(figure: declaration.Figure) -> Table:
    """Every point as stored: dose, then response and standard deviation of each series."""
    series = figure.series
    columns = [Column(supplied(axis_title(figure.x_label or "x", figure.x_unit)), True)]
    for entry in series:
        name = entry.label if len(series) > 1 else figure.y_label or entry.label
        columns.append(Column(supplied(axis_title(name, figure.y_unit)), True))
        if _has_deviations(entry):
            columns.append(Column(mark_safe(gettext("SD")), True))
    doses = sorted({point[0] for entry in series for point in entry.points})
    rows = [row for dose in doses for row in _data_rows(dose, series)]
    return Table(tuple(columns), tuple(rows))


def _is_compact(data: Table) -> bool:
    """Whether every number has its place in the narrow table beside a figure, on paper."""
    if len(data.rows) > MOST_ROWS or len(data.columns) > MOST_COLUMNS:
        return False
    longest = max((len(line.html) for row in data.rows for line in row), default=0)
    return longest * len(data.columns) <= LETTERS_BESIDE


def _data_rows(dose: float, series: Sequence[Series]) -> Iterator[tuple[Line, ...]]:
    """One row a dose, and more where a series has replicates at it."""
    found = [[p for p in entry.points if p[0] == dose] for entry in series]
    for replicate in range(max(map(len, found))):
        cells = [_number(dose)]
        for entry, points in zip(series, found, strict=True):
            point = points[replicate] if replicate < len(points) else ()
            cells.append(_number(point[1]) if point else Line())
            if _has_deviations(entry):
                cells.append(_number(point[2]) if len(point) > 2 else Line())
        yield tuple(cells)


def _has_deviations(series: Series) -> bool:
    return any(len(point) > 2 for point in series.points)


def _number(value: float) -> Line:
    """As it was typed; a computed number such as 0.03162277660168379 to four digits, and never
    fewer than stand before its point. The CSV has it whole."""
    digits = len(Decimal(repr(float(value))).normalize().as_tuple().digits)
    if digits > AS_TYPED:
        digits = max(COMPUTED, len(str(abs(int(value)))))
    return Line(mark_safe(derived(value, digits)))
