"""Whatever the data, everything drawn stays inside the drawing, and no words touch others.

Widths of words are those of the typeface itself.
"""

import math
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from django.conf import settings
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from catalog.chart_axes import FONT_SIZE, Axis, wrapped
from catalog.charts import WIDTH, dose_response_chart
from tests.catalog.test_charts import SVG, figure, marks, texts


@dataclass(frozen=True, slots=True)
class Box:
    """``left`` to ``right``, ``top`` to ``bottom``."""

    left: float
    top: float
    right: float
    bottom: float
    words: str = ""

    def overlaps(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@cache
def letters() -> dict[str, float]:
    """The advance of each letter, in parts of its height."""
    font = TTFont(next(settings.BASE_DIR.glob("static/fonts/Inter-Regular*.ttf")))
    widths, per_em = font["hmtx"], font["head"].unitsPerEm
    return {chr(code): widths[name][0] / per_em for code, name in font.getBestCmap().items()}


def box_of(text: ET.Element) -> Box:
    words = "".join(text.itertext())
    raised = "".join(part.text or "" for part in text)
    width = sum(letters()[letter] for letter in words) * FONT_SIZE
    width -= sum(letters()[letter] for letter in raised) * 3
    x, y = float(text.get("x", "")), float(text.get("y", ""))
    begin = x - width * {"start": 0, "middle": 0.5, "end": 1}[text.get("text-anchor", "")]
    if "rotate" in text.get("transform", ""):
        return Box(x - FONT_SIZE * 0.75, y - width / 2, x, y + width / 2, words)
    return Box(begin, y - FONT_SIZE * 0.75, begin + width, y, words)


def height_of(svg: str) -> float:
    return float(ET.fromstring(svg).get("viewBox", "").split()[3])


def holds_together(svg: str) -> None:
    """Words lie inside, apart from one another; so do lines and points."""
    height = height_of(svg)
    boxes = [box_of(text) for text in ET.fromstring(svg).iter(f"{SVG}text")]
    for place, box in enumerate(boxes):
        assert box.left >= -0.5, box
        assert box.right <= WIDTH + 0.5, box
        assert box.top >= -0.5, box
        assert box.bottom <= height, box
        for other in boxes[place + 1 :]:
            assert not box.overlaps(other), (box, other)
    for x, y in coordinates(svg):
        assert 0 <= x <= WIDTH
        assert 0 <= y <= height


def coordinates(svg: str) -> list[tuple[float, float]]:
    found = [
        (float(circle.get("cx", "")), float(circle.get("cy", "")))
        for circle in marks(svg, "circle")
    ]
    for drawn in (*marks(svg, "polyline"), *marks(svg, "polygon")):
        found += [
            (float(x), float(y))
            for x, y in (pair.split(",") for pair in drawn.get("points", "").split())
        ]
    for path in marks(svg, "path"):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", path.get("d", ""))]
        found += zip(numbers[::2], numbers[1::2], strict=True)
    return found


def drawn(points: list[list[float]], x_scale: str, **members: Any) -> str:
    series = [{"label": "Jurkat", "points": points}]
    return dose_response_chart(figure(series=series, x_scale=x_scale, **members))


@st.composite
def ranges(draw: Any) -> tuple[float, float]:
    """A low and a high end, of any size, on any side of zero, wide and narrow."""
    size = 10.0 ** draw(st.integers(-9, 9))
    low = draw(st.floats(-1, 1)) * size
    width = 10.0 ** draw(st.floats(-3, 1)) * size
    return low, low + width


@hypothesis_settings(max_examples=150)
@given(up=ranges(), across=ranges(), middle=st.floats(0, 1))
def test_everything_lies_inside_on_a_linear_axis(
    up: tuple[float, float], across: tuple[float, float], middle: float
) -> None:
    x, y = ([low, low + (high - low) * middle, high] for low, high in (across, up))
    holds_together(drawn([list(point) for point in zip(x, y, strict=True)], "linear"))


@hypothesis_settings(max_examples=150)
@given(
    up=ranges(),
    low=st.floats(-9, 6),
    decades=st.floats(0, 14),
    zero=st.booleans(),
    sd=st.floats(0, 50),
)
def test_everything_lies_inside_on_a_logarithmic_axis(
    up: tuple[float, float], low: float, decades: float, zero: bool, sd: float
) -> None:
    doses = [10 ** (low + decades * part) for part in (0, 0.3, 1)]
    points = [[dose, y, sd] for dose, y in zip(doses, (up[0], up[1], up[0]), strict=True)]
    holds_together(drawn([[0, up[1], sd], *points] if zero else points, "log"))


@hypothesis_settings(max_examples=100)
@given(low=st.floats(-19, 0), high=st.floats(90, 125))
def test_ranges_of_inhibition(low: float, high: float) -> None:
    holds_together(drawn([[0.1, low], [1, 50], [10, high]], "log"))


def test_ticks_lie_around_the_data_and_no_farther() -> None:
    svg = drawn([[0.1, -1.8], [1, 50], [10, 103]], "log")
    assert [text for text in texts(svg) if re.fullmatch("−?[0-9]+", text)][2:] == [
        "−20", "0", "20", "40", "60", "80", "100", "120",
    ]  # fmt: skip


@hypothesis_settings(max_examples=300)
@given(ends=ranges())
def test_ticks_embrace_their_range_by_less_than_a_step(ends: tuple[float, float]) -> None:
    low, high = ends
    axis = Axis.linear(ends)
    step = axis.ticks[1] - axis.ticks[0]
    slack = 1e-6 * step
    assert axis.ticks[0] - slack <= low
    assert high <= axis.ticks[-1] + slack
    assert low < axis.ticks[1] + slack
    assert axis.ticks[-2] - slack < high
    assert len(axis.ticks) <= 9
    digits = f"{step:.6e}"
    assert float(digits.split("e", maxsplit=1)[0]) in (1, 2, 5)


LONG = "Concentration of lipopolysaccharide from Escherichia coli O111:B4 in the culture medium"


def test_long_titles_and_names_are_wrapped() -> None:
    series = [
        {"label": f"{name}, {LONG}", "points": [[0.1, 5], [1, 50], [10, 95]]}
        for name in ("Jurkat", "HeLa")
    ]
    svg = dose_response_chart(figure(series=series, x_label=LONG, y_label=LONG, illustrative=True))
    holds_together(svg)
    assert LONG.rsplit(maxsplit=1)[-1] in " ".join(texts(svg))
    assert wrapped("a" * 50, 100) == ["a" * 13 + "…"]


@pytest.mark.parametrize("value", [1e-300, 1e300, 5e-324])
def test_numbers_at_the_edge_of_what_there_is(value: float) -> None:
    svg = drawn([[1, 0], [2, value], [3, value / 2]], "linear")
    assert all(math.isfinite(number) for pair in coordinates(svg) for number in pair)
