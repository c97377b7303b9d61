"""The index of structures: files that follow the publication log.

What needs RDKit is imported where it is used: whoever never searches does not wait for it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from catalog.models import Listing, ListingFacet
from catalog.search.builder import Progress
from catalog.search.following import Follower
from catalog.search.generation import STATE, DamagedError, replace_file
from catalog.search.log import in_parts, indexed, microseconds
from catalog.search.structures.files import TAIL, UnreadableError
from catalog.search.structures.format import structures_format

if TYPE_CHECKING:
    from catalog.search.structures.columns import Values
    from catalog.search.structures.rows import ListedStructure

LONGEST_TAIL = 2_000
"""Products; when there are more, they are folded in by a rebuild."""


class StructureIndex(Follower[Path]):
    """The files in use are only named here; the processes that search open them."""

    name = "structures"
    format = structures_format()
    mutable = frozenset({STATE, TAIL})

    def open(self, folder: Path) -> Path:
        from catalog.search.structures import columns
        from catalog.search.structures.tail import Tail

        try:
            columns.read(folder)
            Tail.read(folder)
        except UnreadableError as error:
            raise DamagedError(str(error)) from error
        return folder

    def build(self, folder: Path, progress: Progress) -> None:
        from catalog.search.structures import columns
        from catalog.search.structures.rows import Rows

        values = _Values([])
        revisions = list(_with_structure(indexed()).values_list("pk", flat=True))
        entries = _entries(in_parts(progress(revisions)), values)
        columns.write(folder, Rows.of(entries), values.all)

    def apply(self, folder: Path, products: list[int]) -> None:
        from catalog.search.structures import columns
        from catalog.search.structures.rows import Rows
        from catalog.search.structures.tail import Tail

        try:
            tail = Tail.read(folder)
            in_generation = columns.products_of(folder)
        except UnreadableError as error:
            raise DamagedError(str(error)) from error
        values = _Values(tail.values)
        listings = _with_structure(indexed()).filter(product__in=products)
        rows = Rows.of(_entries(in_parts(listings.values_list("pk", flat=True)), values))
        tail = tail.with_products(products, rows, values.all, in_generation)
        replace_file(folder / TAIL, tail.content())
        if len(tail.masked) > LONGEST_TAIL:
            self._start_builder()


class _Values:
    """The values of facets, numbered as they come."""

    def __init__(self, known: "Values") -> None:
        self.all = [*known]
        self._numbers = {(facet, slug): place for place, (facet, slug, _) in enumerate(known)}

    def number(self, facet: str, slug: str, label: str) -> int:
        number = self._numbers.setdefault((facet, slug), len(self.all))
        if number == len(self.all):
            self.all.append((facet, slug, label))
        return number


def _with_structure(listings: QuerySet[Listing]) -> QuerySet[Listing]:
    return listings.exclude(smiles="")


def _entries(parts: Iterable[QuerySet[Listing]], values: _Values) -> Iterator["ListedStructure"]:
    from catalog.search.structures.rows import ListedStructure

    columns = ("pk", "product_id", "visible_from", "visible_until", "smiles")
    for part in parts:
        facets = _facets(part, values)
        for revision, product, begin, end, smiles in part.values_list(*columns):
            yield ListedStructure(
                revision, product, microseconds(begin), microseconds(end), smiles, facets[revision]
            )


def _facets(listings: QuerySet[Listing], values: _Values) -> dict[int, tuple[int, ...]]:
    """The values of each listing, by their numbers."""
    numbers: dict[int, tuple[int, ...]] = defaultdict(tuple)
    rows = ListingFacet.objects.filter(listing__in=listings)
    for listing, facet, slug, label in rows.values_list("listing_id", "facet", "slug", "label"):
        numbers[listing] += (values.number(facet, slug, label),)
    return numbers
