"""The data of a figure as lines of text, and back, without losing a digit."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby

from django.core.exceptions import ValidationError

from catalog.chemistry.decimal_marks import Mark, decimal_mark, is_number, read_number
from catalog.chemistry.errors import ChemistryError
from catalog.models import Series
from catalog.specification.canonical import number
from catalog.specification.limits import MOST_ROWS

QUOTED = re.compile(r'"(?:[^"]|"")*"')
SERIES = re.compile(r"\b(series|sample|compound|curve|label|name|group|replicate)\b", re.I)
DEVIATION = re.compile(r"\b(s\.?d|std|st\.? ?dev|standard deviation)\b", re.I)
"""What the heading of a column says."""
NOT_MEASURED = re.compile(r"n\.? ?[ad]\.?|n/a|nan|inf|none|null", re.I)
SHAPE = "series, x, y, standard deviation"
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
    series: Points = {}
    for block in _blocks(text):
        for label, point in block.points():
            series.setdefault(label, []).append(point)
    if len(series) > MOST_ROWS:
        raise ValidationError(f"A figure has at most {MOST_ROWS} series; remove some.")
    return series


@dataclass(frozen=True, slots=True)
class Line:
    place: int
    cells: list[str]
    is_quoted: bool
    """Whether it begins with a quotation mark, and so with the name of a series."""

    def __str__(self) -> str:
        return f"Line {self.place} ('{', '.join(self.cells)[:60]}')"

    @property
    def begins_with_number(self) -> bool:
        return not self.is_quoted and is_number(self.cells[0])

    @property
    def is_of_words(self) -> bool:
        """Whether every cell may head a column: none begins as a number does, none is a blank."""
        return len(self.cells) > 1 and not any(
            re.match(r"[+−-]?[.,]?\d", cell) or NOT_MEASURED.fullmatch(cell) for cell in self.cells
        )


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that were written together: with one separator, and one mark before decimals."""

    separator: str
    lines: list[Line]

    def points(self) -> Iterator[tuple[str, list[float]]]:
        heading = self._heading()
        rows = self.lines[1:] if heading else self.lines
        label = _label_of_all(heading, rows) if heading else ""
        values = [row.cells if label else row.cells[1:] for row in rows]
        # Where commas separate, no number has one unless somebody quoted it.
        usual: Mark | None = "." if self.separator == "," else None
        mark = decimal_mark(chain.from_iterable(values), otherwise=usual)
        for row, texts in zip(rows, values, strict=True):
            if not label and row.begins_with_number and not (heading and _names_series(heading)):
                raise ValidationError(
                    f"{row} begins with a number; begin it with the name of its series, in "
                    f"quotation marks if that is a number: {SHAPE}."
                )
            yield _point(row, label or row.cells[0], texts, mark)

    def _heading(self) -> Line | None:
        """The first line, if it has no numbers, and no other line is of a series of that name."""
        first, *others = self.lines
        is_one = others and first.is_of_words and first.cells[0] not in {o.cells[0] for o in others}
        return first if is_one else None


def _names_series(heading: Line) -> bool:
    return bool(SERIES.search(heading.cells[0]))


def _label_of_all(heading: Line, rows: list[Line]) -> str:
    """The name of the only series, as the column of y has it, if lines begin with x; else ""."""
    has_names = _names_series(heading) or not all(row.begins_with_number for row in rows)
    after = heading.cells[3 if has_names else 2 :]
    if after and not (len(after) == 1 and DEVIATION.search(after[0])):
        raise ValidationError(
            f"{heading} has '{after[0]}' where only a standard deviation (SD) can stand. "
            f"Write one point a line, and no other columns: {SHAPE}."
        )
    return "" if has_names else heading.cells[1]


def _blocks(text: str) -> Iterator[Block]:
    """Lines one below the other that have the same separator."""
    lines = text.replace("\r\n", "\n").split("\n")
    separators = _separators(lines)
    for separator, places in groupby(range(len(lines)), key=lambda place: separators[place]):
        begin, *_ = several = list(places)
        if read := list(_lines(lines[begin : begin + len(several)], begin, separator)):
            yield Block(separator, read)


def _separators(lines: list[str]) -> list[str]:
    """Of each line; one that has none is read with the line before it."""
    separators: list[str] = []
    for line in lines:
        bare = QUOTED.sub("", line)
        before = separators[-1] if separators else ","
        separators.append(next((mark for mark in "\t;," if mark in bare), before))
    return separators


def _lines(lines: list[str], begin: int, separator: str) -> Iterator[Line]:
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=separator, skipinitialspace=True)
    first = 0
    try:
        for cells in reader:
            shown = [cell.strip() for cell in cells]
            while shown and not shown[-1]:  # a standard deviation that is not known
                shown.pop()
            if shown:
                yield Line(begin + reader.line_num, shown, lines[first].lstrip().startswith('"'))
            first = reader.line_num
    except csv.Error as error:
        place = begin + reader.line_num
        raise ValidationError(f"Line {place} cannot be read: {error}.") from error


def _point(line: Line, label: str, texts: list[str], mark: Mark | None) -> tuple[str, list[float]]:
    if not label or len(texts) not in (2, 3):
        raise ValidationError(f"{line} is not a point; write: {SHAPE}.{_of_commas(texts)}")
    try:
        point = [read_number(text, mark) for text in texts]
    except ChemistryError as error:
        raise ValidationError(f"{line}: {error}") from error
    try:
        Series(label=label, points=[point]).full_clean(exclude=["figure"])
    except ValidationError as error:
        raise ValidationError(f"{line}: {' '.join(error.messages)}") from error
    return label, point


def _of_commas(texts: list[str]) -> str:
    if len(texts) > 3 and all(text.isdecimal() for text in texts):
        return " Where commas stand before decimals, separate columns by semicolons or tabs."
    return ""
