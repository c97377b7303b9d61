"""Figures as SVG, drawn from their data: the same picture in a page and in a PDF.

A chart uses ``currentColor`` and inherits its typeface, so it is right in light, dark and print.
Series differ by marker and dash, never by colour alone. Lengths are user units of a picture 340
wide, chosen so that its letters stay legible on a phone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from django.utils.html import escape
from django.utils.translation import gettext, gettext_lazy

from catalog.chart_axes import (
    FONT_SIZE,
    MARGIN,
    ZERO_SLOT,
    Axis,
    Curve,
    Label,
    text_width,
    wrapped,
    x_axis,
    y_axis,
)
from catalog.language import content_language
from catalog.specification.declaration import Figure
from catalog.specification.values import Point

ILLUSTRATIVE = gettext_lazy("Illustrative data, not measured")
WIDTH = 340
PLOT_HEIGHT = 176
LEFT, RIGHT, TOP, BOTTOM = 50, 12, 10, 42
LINE = 15
LEGEND_INDENT = 32
MARKER_SIZE = 3.6
CURVE_STEPS = 120
MAX_DECADES_WITH_MINOR_TICKS = 7
_LINE = re.compile(r'<path d="(?P<way>[^"]*)"(?P<look>[^>]*)/>')
DASHES = ("", "6 3", "2 3", "8 3 2 3")


@dataclass(frozen=True, slots=True)
class Frame:
    """Where axes, titles and legend stand: as much room as their words take."""

    x: Axis
    y: Axis
    x_title: list[str]
    y_title: list[str]
    legend: list[list[str]]
    legend_from: float
    right: float
    """Where the horizontal axis ends."""

    @classmethod
    def of(cls, figure: Figure, curves: Sequence[Curve | None]) -> Self:
        series = figure.series
        across = x_axis(figure)
        upward = y_axis(series, curves, across)
        y_title = wrapped(axis_title(figure.y_label, figure.y_unit), PLOT_HEIGHT)
        widest = max(label.width for label in upward.labels())
        left = max(LEFT, round(LINE * len(y_title) + 4 + widest + 8))
        right = WIDTH - max(RIGHT, across.labels()[-1].width / 2 + 2)
        named = [wrapped(entry.label, WIDTH - left - LEGEND_INDENT) for entry in series]
        legend = named if len(series) > 1 else []
        notice = LINE if figure.illustrative else 0
        top = TOP + notice + LINE * sum(map(len, legend))
        return cls(
            across.between(left, right),
            upward.between(top + PLOT_HEIGHT, top),
            wrapped(axis_title(figure.x_label, figure.x_unit), WIDTH - left),
            y_title,
            legend,
            TOP + notice,
            right,
        )

    @property
    def left(self) -> float:
        """Where the vertical axis stands."""
        inside = ZERO_SLOT if self.x.has_zero else MARGIN
        return self.x.start - (inside if self.x.logarithmic else 0)

    @property
    def height(self) -> float:
        return self.y.start + BOTTOM + LINE * (len(self.x_title) - 1)


def dose_response_chart(
    figure: Figure, curves: Sequence[Curve | None] = (), *, prefix: str = "chart"
) -> str:
    """The SVG of a figure's series: points, standard deviations, and a fitted curve for each.

    ``curves`` has one function per series, or None where nothing was fitted. ``prefix`` begins
    every id in the picture, so that several share a page.
    """
    series = figure.series
    frame = Frame.of(figure, curves)
    drawn = [*_lines(frame), *_x_ticks(frame), *_y_ticks(frame), *_titles(frame)]
    y = frame.legend_from
    for place, lines in enumerate(frame.legend):
        drawn += _legend_entry(place, lines, frame.left, y)
        y += LINE * len(lines)
    if figure.illustrative:
        drawn.append(_text(WIDTH - RIGHT, TOP + 4, str(ILLUSTRATIVE), anchor="end"))
    for place, entry in enumerate(series):
        curve = curves[place] if place < len(curves) else None
        drawn += _curve(place, entry.points, curve, frame)
        for point in entry.points:
            drawn += _point(place, point, frame)
    language = content_language()  # of its name, axes and legend
    lang = f' lang="{language}"' if language else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {_short(frame.height)}" '
        f'class="chart" role="img" aria-labelledby="{prefix}-title {prefix}-desc" '
        f'font-family="Inter, sans-serif" font-size="{FONT_SIZE}" '
        f'fill="none" stroke="currentColor" stroke-width="1"{lang}>'
        f'<title id="{prefix}-title">{escape(figure.title)}</title>'
        f'<desc id="{prefix}-desc">{escape(_description(figure))}</desc>'
        f"{''.join(_strokes_joined(drawn))}</svg>"
    )


def axis_title(label: str | None, unit: str | None) -> str:
    """``Concentration (nM)``: what is measured, and its unit in brackets."""
    return f"{label or ''} ({unit})".strip() if unit else label or ""


def _description(figure: Figure) -> str:
    across = axis_title(figure.x_label, figure.x_unit) or gettext("the horizontal axis")
    upward = axis_title(figure.y_label, figure.y_unit) or gettext("the vertical axis")
    counts = ", ".join(f"{entry.label}: {len(entry.points)}" for entry in figure.series)
    notice = f"{ILLUSTRATIVE}. " if figure.illustrative else ""
    sentence = gettext("{upward} against {across}. Number of points: {counts}.")
    counted = notice + sentence.format(upward=upward, across=across, counts=counts)
    return f"{figure.alternative_text} {counted}" if figure.alternative_text else counted


def _lines(frame: Frame) -> Iterator[str]:
    """The axes themselves; a gap separates a dose of zero from the logarithm."""
    left, base = frame.left, frame.y.start
    yield _line(left, frame.y.end, left, base)
    if frame.x.zero_at is None:
        yield _line(left, base, frame.right, base)
        return
    gap = frame.x.start - 9
    yield _line(left, base, gap - 2, base)
    yield _line(gap + 2, base, frame.right, base)
    for edge in (gap - 2, gap + 2):
        yield _line(edge - 2, base + 4, edge + 2, base - 4)


def _x_ticks(frame: Frame) -> Iterator[str]:
    axis, base = frame.x, frame.y.start
    if axis.zero_at is not None:
        yield _line(axis.zero_at, base, axis.zero_at, base + 5)
        yield _text(axis.zero_at, base + 17, "0")
    for tick in axis.ticks:
        yield _line(axis(tick), base, axis(tick), base + 5)
    for tick, label in axis.labels_side_by_side():
        yield _label(axis(tick), base + 17, label)
    if axis.logarithmic and len(axis.ticks) <= MAX_DECADES_WITH_MINOR_TICKS:
        for decade in axis.ticks[:-1]:
            for multiple in range(2, 10):
                yield _line(axis(multiple * decade), base, axis(multiple * decade), base + 3)


def _y_ticks(frame: Frame) -> Iterator[str]:
    left = frame.left
    for tick, label in zip(frame.y.ticks, frame.y.labels(), strict=True):
        at = frame.y(tick)
        yield _line(left - 5, at, left, at)
        if at < frame.y.start:
            yield _line(left, at, frame.right, at, opacity=0.15)
        yield _label(left - 8, at + 4, label, anchor="end")


def _label(x: float, y: float, label: Label, anchor: str = "middle") -> str:
    if not label.exponent:
        return _text(x, y, label.text, anchor=anchor)
    raised = f'<tspan dy="-4" font-size="{FONT_SIZE - 3}">{label.exponent}</tspan>'
    return _text(x, y, f"{label.text}{raised}", anchor=anchor, markup=True)


def _titles(frame: Frame) -> Iterator[str]:
    across = (frame.left + frame.right) / 2
    for place, line in enumerate(frame.x_title):
        middle = min(across, WIDTH - text_width(line) / 2)
        yield _text(middle, frame.y.start + 35 + LINE * place, line)
    upward = (frame.y.start + frame.y.end) / 2
    for place, line in enumerate(frame.y_title):
        x = 12 + LINE * place
        yield _text(x, upward, line, extra=f' transform="rotate(-90 {x} {_short(upward)})"')


def _legend_entry(place: int, lines: list[str], left: float, y: float) -> Iterator[str]:
    yield _line(left + 2, y, left + 26, y, dash=DASHES[place % len(DASHES)], width=1.5)
    yield _marker(place, left + 14, y)
    for row, line in enumerate(lines):
        yield _text(left + LEGEND_INDENT, y + 4 + LINE * row, line, anchor="start")


def _curve(place: int, points: Sequence[Point], curve: Curve | None, frame: Frame) -> Iterator[str]:
    """The fitted curve over the range of the doses, else straight lines between the points."""
    x_axis, y_axis = frame.x, frame.y
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


def _point(place: int, point: Point, frame: Frame) -> Iterator[str]:
    x, y = frame.x(point[0]), frame.y(point[1])
    if len(point) > 2 and point[2]:
        low, high = frame.y(point[1] - point[2]), frame.y(point[1] + point[2])
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
