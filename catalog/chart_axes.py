"""The axes of a chart: which range they show, where their ticks stand and what is written there.

Ticks are computed once, with the range, and whatever draws takes them from the axis.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Self

from catalog.models import Figure as FigureRow
from catalog.specification.declaration import Figure, Series

FONT_SIZE: Final = 11
ZERO_SLOT: Final = 36
MARGIN: Final = 6
"""Between the ends of a logarithmic axis and its outermost decades."""
WANTED_TICKS: Final = 6
MAX_DECADE_LABELS: Final = 9
LETTER: Final = 0.62
"""Of a letter's height is its width, in Inter on average; digits are as wide."""
GAP: Final = 5
"""Between two labels."""

Curve = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Label:
    """``text`` with a raised ``exponent``."""

    text: str
    exponent: str = ""

    @property
    def width(self) -> float:
        return text_width(self.text) + text_width(self.exponent) * (FONT_SIZE - 3) / FONT_SIZE


@dataclass(frozen=True, slots=True)
class Axis:
    """Maps values to positions between ``start`` and ``end``. ``zero_at`` is where a dose of zero
    stands, which a logarithm has no place for. ``low`` and ``high`` are logarithms on a logarithmic
    axis; ``ticks`` are values."""

    low: float
    high: float
    ticks: tuple[float, ...]
    logarithmic: bool = False
    has_zero: bool = False
    start: float = 0.0
    end: float = 1.0
    zero_at: float | None = None

    @classmethod
    def linear(cls, values: Iterable[float]) -> Self:
        reached = list(values) or [0.0, 1.0]
        ticks = _nice_ticks(min(reached), max(reached))
        return cls(ticks[0], ticks[-1], ticks)

    @classmethod
    def decades(cls, values: Iterable[float]) -> Self:
        """Logarithmic, over whole powers of ten."""
        reached = list(values)
        positive = [value for value in reached if value > 0] or [1.0]
        low = math.floor(math.log10(min(positive)) + 1e-9)
        high = max(math.ceil(math.log10(max(positive)) - 1e-9), low + 1)
        ticks = tuple(10.0**decade for decade in range(low, high + 1))
        return cls(low, high, ticks, True, len(positive) < len(reached))

    def between(self, start: float, end: float) -> Self:
        """Along a picture."""
        if not self.logarithmic:
            return replace(self, start=start, end=end)
        zero_at = start + ZERO_SLOT / 2 - 8 if self.has_zero else None
        first = start + (ZERO_SLOT if self.has_zero else MARGIN)
        return replace(self, start=first, end=end - MARGIN, zero_at=zero_at)

    def __call__(self, value: float) -> float:
        if self.logarithmic and value <= 0:
            return self.start if self.zero_at is None else self.zero_at
        place = math.log10(value) if self.logarithmic else value
        share = (place - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def steps(self, count: int) -> list[float]:
        """Values that stand at equal distances along the axis."""
        width = self.high - self.low
        places = [self.low + width * step / count for step in range(count + 1)]
        return [10**place for place in places] if self.logarithmic else places

    def labels(self) -> list[Label]:
        """What is written at each tick."""
        if self.logarithmic and not (self.low >= -3 and self.high <= 4):
            return [Label("10", _exponent(round(math.log10(tick)))) for tick in self.ticks]
        return written(self.ticks)

    def labels_side_by_side(self) -> list[tuple[float, Label]]:
        """Ticks and labels: every one, every second …, so that none touches the next."""
        labels = self.labels()
        most = MAX_DECADE_LABELS if self.logarithmic else len(labels)
        every = math.ceil(len(labels) / most)
        widest = max(label.width for label in labels) + GAP
        while every < len(labels) and self._apart(every) < widest:
            every += 1
        return list(zip(self.ticks, labels, strict=True))[::every]

    def _apart(self, every: int) -> float:
        """How far two ticks are, of which every so many has a label."""
        return abs(self.end - self.start) / (len(self.ticks) - 1) * every


def x_axis(figure: Figure) -> Axis:
    values = [point[0] for entry in figure.series for point in entry.points]
    return Axis.decades(values) if figure.x_scale == FigureRow.Scale.LOG else Axis.linear(values)


def y_axis(series: Sequence[Series], curves: Sequence[Curve | None], across: Axis) -> Axis:
    """From zero on; over points, deviations and curves."""
    reached = [0.0]
    for entry in series:
        for _, y, *deviation in entry.points:
            spread = deviation[0] if deviation else 0
            reached += [y - spread, y + spread]
    for curve in curves:
        reached += [curve(x) for x in across.steps(8)] if curve else []
    return Axis.linear(reached)


def _nice_ticks(low: float, high: float) -> tuple[float, ...]:
    """Round numbers, a step of 1, 2 or 5 apart, that embrace both ends."""
    width = max((high - low) or abs(high) or 1, 1e-300)
    magnitude = 10.0 ** math.floor(math.log10(width / WANTED_TICKS))
    step = next(m * magnitude for m in (1, 2, 5, 10) if width / (m * magnitude) <= WANTED_TICKS)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(n * step for n in range(first, max(last, first + 1) + 1))


def written(values: Sequence[float]) -> list[Label]:
    """Numbers of an axis: written out, or as powers of ten where that takes many zeros."""
    largest = max(abs(value) for value in values)
    if not largest or 1e-3 <= largest < 1e6:
        return [Label(_plain(value)) for value in values]
    least = min(abs(one - other) for one, other in pairwise(values))
    power = math.floor(math.log10(least or largest) + 1e-9)
    return [
        Label(f"{_plain(value / 10.0**power)} × 10", _exponent(power)) if value else Label("0")
        for value in values
    ]


def _plain(value: float) -> str:
    return f"{value:.6g}".replace("-", "−")


def _exponent(power: int) -> str:
    return str(power).replace("-", "−")


def text_width(text: str) -> float:
    """About as wide as the text is, in units of the picture."""
    return len(text) * FONT_SIZE * LETTER


def wrapped(text: str, width: float) -> list[str]:
    """The text in lines of at most this width; a word that is longer is cut."""
    most = max(int(width / (FONT_SIZE * LETTER)), 2)
    lines: list[str] = []
    for word in text.split(" "):
        fitting = word if len(word) <= most else f"{word[: most - 1]}…"
        if lines and len(lines[-1]) + 1 + len(fitting) <= most:
            lines[-1] += f" {fitting}"
        else:
            lines.append(fitting)
    return lines
