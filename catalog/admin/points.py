"""The data of a figure as lines of text, and back, without losing a digit."""

import csv
import io
import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError

from catalog.models import Series
from catalog.spec.canonical import number
from catalog.spec.limits import MOST_ROWS

QUOTED = re.compile(r'"(?:[^"]|"")*"')
Points = dict[str, list[list[float]]]


def write_points(several: Iterable[Series]) -> str:
    """Every point on a line of its own: the label of its series, x, y, standard deviation."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    for series in several:
        writer.writerows([series.label, *map(number, point)] for point in series.points)
    return text.getvalue().strip()


def read_points(text: str) -> Points:
    """The points of each series. Raises ValidationError, which names the line."""
    bare = QUOTED.sub("", text)
    separator = next((mark for mark in "\t;," if mark in bare), ",")
    series: Points = {}
    reader = csv.reader(io.StringIO(text), delimiter=separator, skipinitialspace=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                label, point = _point(reader.line_num, [cell.strip() for cell in cells])
                series.setdefault(label, []).append(point)
    except csv.Error as error:
        raise ValidationError(f"Line {reader.line_num} cannot be read: {error}.") from error
    if len(series) > MOST_ROWS:
        raise ValidationError(f"A figure has at most {MOST_ROWS} series; remove some.")
    return series


def _point(place: int, cells: list[str]) -> tuple[str, list[float]]:
    shown = ", ".join(cells)[:60]
    while not cells[-1]:  # a standard deviation that is not known
        cells.pop()
    label, *values = cells
    try:
        point = [float(value.replace("−", "-")) for value in values]
    except ValueError:
        point = []
    if not label or len(point) not in (2, 3):
        raise ValidationError(
            f"Line {place} ('{shown}') is not a point; write: series, x, y, standard deviation."
        )
    try:
        Series(label=label, points=[point]).full_clean(exclude=["figure"])
    except ValidationError as error:
        raise ValidationError(f"Line {place} ('{shown}'): {' '.join(error.messages)}") from error
    return label, point
