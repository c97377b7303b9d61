"""Documents turned into a comparison: the facts of all of them, row by row."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.urls import reverse

from catalog.presentation.comparison.applies import applies
from catalog.presentation.comparison.entries import NOT_DETERMINED, SEE_NOTE, entries
from catalog.presentation.comparison.parts import (
    SECTIONS,
    Cell,
    Compared,
    Comparison,
    PlacedCell,
    Row,
)
from catalog.presentation.identity import structure
from catalog.presentation.typography import prose
from catalog.specification.declaration import Specification


def compare(specs: Sequence[Specification]) -> Comparison:
    """The products in this order; a row for every fact that at least one of them has or lacks."""
    found = [_by_name(entries(spec)) for spec in specs]
    rows = [_row(name, specs, found) for name in _all_names(found)]
    order = list(SECTIONS)
    rows.sort(key=lambda row: (order.index(row.section), row.name == "solubility_note"))
    products = tuple(_compared(spec, place) for place, spec in enumerate(specs))
    return Comparison(products, tuple(rows))


def _by_name(said: Iterable[PlacedCell]) -> dict[str, PlacedCell]:
    """Two rows of one name in a product, the same solvent warm and cold, say, share a cell."""
    found: dict[str, PlacedCell] = {}
    for entry in said:
        earlier = found.get(entry.name)
        cell = _together(earlier.cell, entry.cell) if earlier else entry.cell
        found[entry.name] = replace(entry, cell=cell)
    return found


def _together(one: Cell, other: Cell) -> Cell:
    if not (one.determined and other.determined):
        return one if one.determined else other
    return Cell((*one.lines, *other.lines), one.meaning | other.meaning)


def _all_names(found: Iterable[Mapping[str, PlacedCell]]) -> list[str]:
    """Every name once: what one product alone has stands before what follows it in that product."""
    names: list[str] = []
    for said in found:
        place = len(names)
        for name in reversed(list(said)):
            if name in names:
                place = names.index(name)
            else:
                names.insert(place, name)
    return [name for name in names if not any(_is_part(other, name) for other in names)]


def _is_part(name: str, family: str) -> bool:
    """That solubility is not determined is said of each solvent, if there is a row of one."""
    return family in ("solubility", "storage") and name.startswith(f"{family}.")


def _row(
    name: str, specs: Sequence[Specification], found: Sequence[Mapping[str, PlacedCell]]
) -> Row:
    first = next(said[name] for said in found if name in said)
    cells = tuple(
        said[name].cell if name in said else _absent(spec, name)
        for spec, said in zip(specs, found, strict=True)
    )
    return Row(first.section, name, first.label, cells)


def _absent(spec: Specification, name: str) -> Cell:
    if name.startswith("solubility.") and spec.solubility_note:
        return SEE_NOTE
    return NOT_DETERMINED if applies(spec, name) else Cell()


def _compared(spec: Specification, place: int) -> Compared:
    number = spec.catalog_number
    return Compared(
        catalog_number=number,
        name=prose(spec.name),
        url=reverse("catalog:product", args=[number, spec.slug]),
        revision=reverse("catalog:revision", args=[number, spec.revision.number]),
        structure=structure(spec, title_id=f"structure-{place}"),
    )
