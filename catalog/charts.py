"""Figures as SVG, drawn from their data: the same picture in a page and in a PDF.

A chart uses ``currentColor`` and inherits its typeface, so it is right in light, dark and print.
Series differ by marker and dash, never by colour alone. Lengths are user units of a picture 340
wide, chosen so that its letters stay legible on a phone.
"""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext, gettext_lazy

from catalog.language import content_language

Curve = Callable[[float], float]

ILLUSTRATIVE = gettext_lazy("Illustrative data, not measured")
WIDTH = 340
PLOT_HEIGHT = 176
LEFT, RIGHT, TOP, BOTTOM = 50, 12, 10, 42
LINE = 15
ZERO_SLOT = 36
FONT_SIZE = 11
MARKER_SIZE = 3.6
CURVE_STEPS = 120
MAX_DECADE_LABELS = 9
MAX_DECADES_WITH_MINOR_TICKS = 7
_LINE = re.compile(r'<path d="(?P<way>[^"]*)"(?P<look>[^>]*)/>')
DASHES = ("", "6 3", "2 3", "8 3 2 3")


@dataclass(frozen=True, slots=True)
class Axis:
    """Maps values to positions between ``start`` and ``end``. ``zero_at`` is where a dose of zero
    stands, which a logarithm has no place for."""

    low: float
    high: float
    start: float
    end: float
    logarithmic: bool = False
    zero_at: float | None = None

    def __call__(self, value: float) -> float:
        if self.logarithmic and value <= 0:
            return self.start if self.zero_at is None else self.zero_at
        share = (self._place(value) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def _place(self, value: float) -> float:
        return math.log10(value) if self.logarithmic else value

    def steps(self, count: int) -> list[float]:
        """Values that stand at equal distances along the axis."""
        width = self.high - self.low
        places = [self.low + width * step / count for step in range(count + 1)]
        return [10**place for place in places] if self.logarithmic else places


def dose_response_chart(
    figure: dict[str, Any], curves: Sequence[Curve | None] = (), *, prefix: str = "chart"
) -> str:
    """The SVG of a figure's series: points, standard deviations, and a fitted curve for each.

    ``curves`` has one function per series, or None where nothing was fitted. ``prefix`` begins
    every id in the picture, so that several share a page.
    """
    series = figure["series"]
    several = len(series) > 1
    legend = LINE * len(series) if several else 0
    notice = LINE if figure["illustrative"] else 0
    top = TOP + legend + notice
    x_axis = _x_axis(figure)
    y_axis = _y_axis(series, curves, x_axis, top)
    drawn = [*_frame(x_axis, y_axis), *_x_ticks(x_axis, y_axis), *_y_ticks(x_axis, y_axis)]
    drawn += _titles(figure, x_axis, y_axis)
    if several:
        for place, entry in enumerate(series):
            drawn += _legend_entry(place, entry["label"], TOP + notice + LINE * place)
    if notice:
        drawn.append(_text(WIDTH - RIGHT, TOP + 4, str(ILLUSTRATIVE), anchor="end"))
    for place, entry in enumerate(series):
        curve = curves[place] if place < len(curves) else None
        drawn += _curve(place, entry["points"], curve, x_axis, y_axis)
        for point in entry["points"]:
            drawn += _point(place, point, x_axis, y_axis)
    height = top + PLOT_HEIGHT + BOTTOM
    language = content_language()  # of its name, axes and legend
    lang = f' lang="{language}"' if language else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" class="chart" '
        f'role="img" aria-labelledby="{prefix}-title {prefix}-desc" '
        f'font-family="Inter, sans-serif" font-size="{FONT_SIZE}" '
        f'fill="none" stroke="currentColor" stroke-width="1"{lang}>'
        f'<title id="{prefix}-title">{escape(figure["title"])}</title>'
        f'<desc id="{prefix}-desc">{escape(_description(figure))}</desc>'
        f"{''.join(_strokes_joined(drawn))}</svg>"
    )


def axis_title(label: str | None, unit: str | None) -> str:
    """``Concentration (nM)``: what is measured, and its unit in brackets."""
    return f"{label or ''} ({unit})".strip() if unit else label or ""


def _description(figure: dict[str, Any]) -> str:
    across = axis_title(figure["x_label"], figure["x_unit"]) or gettext("the horizontal axis")
    upward = axis_title(figure["y_label"], figure["y_unit"]) or gettext("the vertical axis")
    counts = ", ".join(f"{entry['label']}: {len(entry['points'])}" for entry in figure["series"])
    notice = f"{ILLUSTRATIVE}. " if figure["illustrative"] else ""
    sentence = gettext("{upward} against {across}. Number of points: {counts}.")
    counted = notice + sentence.format(upward=upward, across=across, counts=counts)
    return f"{figure['alternative_text']} {counted}" if figure["alternative_text"] else counted


def _x_axis(figure: dict[str, Any]) -> Axis:
    values = [point[0] for entry in figure["series"] for point in entry["points"]]
    start, end = float(LEFT), float(WIDTH - RIGHT)
    if figure["x_scale"] != "log":
        ticks = _nice_ticks(min(values, default=0), max(values, default=1))
        return Axis(ticks[0], ticks[-1], start, end)
    positive = [value for value in values if value > 0] or [1]
    low, high = math.log10(min(positive)), math.log10(max(positive))
    low, high = math.floor(low + 1e-9), math.ceil(high - 1e-9)
    high = max(high, low + 1)
    if any(value <= 0 for value in values):
        return Axis(low, high, start + ZERO_SLOT, end - 6, True, start + ZERO_SLOT / 2 - 8)
    return Axis(low, high, start + 6, end - 6, True)


def _y_axis(
    series: list[dict[str, Any]], curves: Sequence[Curve | None], x_axis: Axis, top: float
) -> Axis:
    reached = [0.0]
    for entry in series:
        for _, y, *deviation in entry["points"]:
            spread = deviation[0] if deviation else 0
            reached += [y - spread, y + spread]
    for curve in curves:
        reached += [curve(x) for x in x_axis.steps(8)] if curve else []
    ticks = _nice_ticks(min(reached), max(reached))
    return Axis(ticks[0], ticks[-1], top + PLOT_HEIGHT, top)


def _nice_ticks(low: float, high: float, wanted: int = 6) -> list[float]:
    """Round numbers, a step of 1, 2 or 5 apart, that embrace both ends."""
    width = (high - low) or abs(high) or 1
    magnitude = 10 ** math.floor(math.log10(width / wanted))
    step = next(m * magnitude for m in (1, 2, 5, 10) if width / (m * magnitude) <= wanted)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [n * step for n in range(first, max(last, first + 1) + 1)]


def _frame(x_axis: Axis, y_axis: Axis) -> Iterator[str]:
    yield _line(LEFT, y_axis.end, LEFT, y_axis.start)
    if x_axis.zero_at is None:
        yield _line(LEFT, y_axis.start, WIDTH - RIGHT, y_axis.start)
        return
    gap = x_axis.start - 9
    yield _line(LEFT, y_axis.start, gap - 2, y_axis.start)
    yield _line(gap + 2, y_axis.start, WIDTH - RIGHT, y_axis.start)
    for edge in (gap - 2, gap + 2):
        yield _line(edge - 2, y_axis.start + 4, edge + 2, y_axis.start - 4)


def _x_ticks(x_axis: Axis, y_axis: Axis) -> Iterator[str]:
    base = y_axis.start
    if not x_axis.logarithmic:
        for value in _nice_ticks(x_axis.low, x_axis.high):
            yield _line(x_axis(value), base, x_axis(value), base + 5)
            yield _text(x_axis(value), base + 17, _number(value))
        return
    if x_axis.zero_at is not None:
        yield _line(x_axis.zero_at, base, x_axis.zero_at, base + 5)
        yield _text(x_axis.zero_at, base + 17, "0")
    decades = range(int(x_axis.low), int(x_axis.high) + 1)
    every = math.ceil(len(decades) / MAX_DECADE_LABELS)
    for decade in decades:
        at = x_axis(10.0**decade)
        yield _line(at, base, at, base + 5)
        if (decade - decades[0]) % every == 0:
            yield _decade(at, base + 17, decade, plain=decades[0] >= -3 and decades[-1] <= 4)
        if decade < decades[-1] and len(decades) <= MAX_DECADES_WITH_MINOR_TICKS:
            for multiple in range(2, 10):
                at = x_axis(multiple * 10.0**decade)
                yield _line(at, base, at, base + 3)


def _decade(x: float, y: float, decade: int, *, plain: bool) -> str:
    """A power of ten, written out where it is short, else with a raised exponent."""
    if plain:
        return _text(x, y, _number(10.0**decade))
    exponent = str(decade).replace("-", "−")
    raised = f'10<tspan dy="-4" font-size="{FONT_SIZE - 3}">{exponent}</tspan>'
    return _text(x, y, raised, markup=True)


def _y_ticks(x_axis: Axis, y_axis: Axis) -> Iterator[str]:
    for value in _nice_ticks(y_axis.low, y_axis.high):
        at = y_axis(value)
        yield _line(LEFT - 5, at, LEFT, at)
        if at < y_axis.start:
            yield _line(LEFT, at, WIDTH - RIGHT, at, opacity=0.15)
        yield _text(LEFT - 8, at + 4, _number(value), anchor="end")


def _titles(figure: dict[str, Any], x_axis: Axis, y_axis: Axis) -> Iterator[str]:
    across = (LEFT + WIDTH - RIGHT) / 2
    x_title = axis_title(figure["x_label"], figure["x_unit"])
    yield _text(across, y_axis.start + 35, x_title)
    upward = (y_axis.start + y_axis.end) / 2
    y_title = axis_title(figure["y_label"], figure["y_unit"])
    yield _text(12, upward, y_title, extra=f' transform="rotate(-90 12 {_short(upward)})"')


def _legend_entry(place: int, label: str, y: float) -> Iterator[str]:
    yield _line(LEFT + 2, y, LEFT + 26, y, dash=DASHES[place % len(DASHES)], width=1.5)
    yield _marker(place, LEFT + 14, y)
    yield _text(LEFT + 32, y + 4, label, anchor="start")


def _curve(
    place: int, points: list[list[float]], curve: Curve | None, x_axis: Axis, y_axis: Axis
) -> Iterator[str]:
    """The fitted curve over the range of the doses, else straight lines between the points."""
    doses = sorted(x for x, *_ in points if x > 0 or not x_axis.logarithmic)
    if curve and len(doses) > 1:
        steps = [x for x in x_axis.steps(CURVE_STEPS) if doses[0] <= x <= doses[-1]]
        course = [(x, curve(x)) for x in sorted({doses[0], *steps, doses[-1]})]
    else:
        course = [(x, y) for x, y, *_ in sorted(points) if x > 0 or not x_axis.logarithmic]
    if len(course) > 1:
        path = " ".join(f"{_short(x_axis(x))},{_short(y_axis(y))}" for x, y in course)
        dash = _dash(DASHES[place % len(DASHES)])
        yield f'<polyline points="{path}" stroke-width="1.5"{dash}/>'


def _point(place: int, point: list[float], x_axis: Axis, y_axis: Axis) -> Iterator[str]:
    x, y = x_axis(point[0]), y_axis(point[1])
    if len(point) > 2 and point[2]:
        low, high = y_axis(point[1] - point[2]), y_axis(point[1] + point[2])
        yield _line(x, low, x, high)
        for end in (low, high):
            yield _line(x - 3, end, x + 3, end)
    yield _marker(place, x, y)


def _marker(place: int, x: float, y: float) -> str:
    """Circle, square, triangle, diamond: filled for the first four series, hollow after."""
    size = MARKER_SIZE
    fill = "currentColor" if place % 8 < 4 else "none"
    if place % 4 == 0:
        return f'<circle cx="{_short(x)}" cy="{_short(y)}" r="{size}" fill="{fill}"/>'
    corners = (
        ((-1, -1), (1, -1), (1, 1), (-1, 1)),
        ((0, -1.25), (1.2, 1), (-1.2, 1)),
        ((0, -1.4), (1.4, 0), (0, 1.4), (-1.4, 0)),
    )[place % 4 - 1]
    path = " ".join(f"{_short(x + dx * size)},{_short(y + dy * size)}" for dx, dy in corners)
    return f'<polygon points="{path}" fill="{fill}"/>'


def _line(
    x1: float, y1: float, x2: float, y2: float,
    *, dash: str = "", width: float = 1, opacity: float = 1,
) -> str:  # fmt: skip
    thick = f' stroke-width="{width}"' if width != 1 else ""
    faint = f' stroke-opacity="{opacity}"' if opacity != 1 else ""
    way = f"M{_short(x1)} {_short(y1)}L{_short(x2)} {_short(y2)}"
    return f'<path d="{way}"{thick}{faint}{_dash(dash)}/>'


def _strokes_joined(drawn: Sequence[str]) -> Iterator[str]:
    """Lines that look alike as one path: an axis has dozens, and each element costs its time."""
    lines: dict[str, list[str]] = {}
    rest = []
    for part in drawn:
        if line := _LINE.fullmatch(part):
            lines.setdefault(line["look"], []).append(line["way"])
        else:
            rest.append(part)
    yield from (f'<path d="{"".join(ways)}"{look}/>' for look, ways in lines.items())
    yield from rest


def _dash(dash: str) -> str:
    return f' stroke-dasharray="{dash}"' if dash else ""


def _text(
    x: float, y: float, text: str, *, anchor: str = "middle", extra: str = "", markup: bool = False
) -> str:
    written = text if markup else escape(text)
    place = f'x="{_short(x)}" y="{_short(y)}" text-anchor="{anchor}"'
    return f'<text {place} fill="currentColor" stroke="none"{extra}>{written}</text>'


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _number(value: float) -> str:
    return f"{value:.10g}".replace("-", "−")
