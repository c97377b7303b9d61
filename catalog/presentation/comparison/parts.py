"""What a comparison is made of: frozen values that a template or a file puts in place."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal, Self

from django.utils.safestring import SafeString

SECTIONS = {
    "identity": "Identity",
    "properties": "Properties",
    "solubility": "Solubility",
    "storage": "Storage and shipping",
    "activity": "Use and activity",
    "constituents": "Constituents",
    "components": "Components",
    "quality": "Quality control",
    "safety": "Safety",
    "classification": "Classification",
    "ordering": "Ordering",
}
"""Names and headings, in the order in which they are shown."""

Mark = Literal["", "differs", "unknown"]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one product says. ``meaning`` is what its lines come to, whatever their spelling.

    Without lines the fact does not apply to the product, or nothing of it is on record. A fact
    that applies and is missing has lines that say so: ``determined`` is false.
    """

    lines: tuple[SafeString, ...] = ()
    meaning: frozenset[str] = frozenset()
    determined: bool = True


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell with its place: ``name`` is the same in every product, ``label`` is what is read."""

    section: str
    name: str
    label: SafeString
    cell: Cell


@dataclass(frozen=True, slots=True)
class Row:
    section: str
    name: str
    label: SafeString
    cells: tuple[Cell, ...]

    @property
    def mark(self) -> Mark:
        """``differs`` if two values do; ``unknown`` if they may, as one of them is not determined.

        Unknown is no value: what nobody determined neither differs from anything nor is like it.
        """
        known = {cell.meaning for cell in self.cells if cell.determined}
        if len(known) > 1:
            return "differs"
        some_unknown = any(not cell.determined for cell in self.cells)
        return "unknown" if some_unknown and any(known) else ""

    @property
    def result(self) -> str:
        """The same in words; of a value that nobody determined not even that it is alike."""
        if self.mark:
            return {"differs": "differs", "unknown": "not known of all"}[self.mark]
        return "alike" if any(cell.meaning for cell in self.cells) else "not determined"


@dataclass(frozen=True, slots=True)
class Section:
    name: str
    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """The product of a column; ``revision`` is the address of what is compared of it, for ever."""

    catalog_number: str
    name: SafeString
    url: str
    revision: str
    structure: SafeString


@dataclass(frozen=True, slots=True)
class Comparison:
    products: tuple[Compared, ...]
    rows: tuple[Row, ...]

    @property
    def sections(self) -> Iterator[Section]:
        for name, rows in groupby(self.rows, key=lambda row: row.section):
            yield Section(name, SECTIONS[name], tuple(rows))

    @property
    def has_structures(self) -> bool:
        return any(product.structure for product in self.products)

    @property
    def has_unassessed(self) -> bool:
        """Whether the hazards of a product are unknown, which must not be read as harmless."""
        hazards = (row for row in self.rows if row.name == "hazard")
        return any(not cell.determined for row in hazards for cell in row.cells)

    def differing(self) -> Self:
        """Without the rows that are alike."""
        return replace(self, rows=tuple(row for row in self.rows if row.mark))
