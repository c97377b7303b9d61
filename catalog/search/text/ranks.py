"""Places of products in the order of names and of catalog numbers, as whole numbers.

The index sorts by numbers alone. A build numbers the whole catalog, leaving gaps; products that
come later share the gap between their neighbours.
"""

from collections.abc import Callable, Iterable
from itertools import groupby

from django.db.models import Q

from catalog.models import Listing
from catalog.search.generation import DamagedError
from catalog.search.log import indexed

GAP = 1 << 40
COLUMNS = {"name_rank": "name_key", "number_rank": "catalog_number_sort"}
"""The fields of the index, and the columns in whose order they are."""
NEIGHBOURS = 50
"""How many are asked for their rank: those that were published a moment ago have none yet."""
Known = Callable[[str, int], int | None]
"""The rank that an index has for a revision, in a field."""


class Ranks:
    """Ranks by field and by the primary key of the revision."""

    def __init__(self, assigned: dict[str, dict[int, int]]) -> None:
        self._assigned = assigned

    @classmethod
    def of_catalog(cls) -> "Ranks":
        """Of all that an index holds."""
        assigned = {}
        for field, column in COLUMNS.items():
            ordered = indexed().order_by(column, "pk").values_list("pk", flat=True)
            assigned[field] = {pk: place * GAP for place, pk in enumerate(ordered.iterator(), 1)}
        return cls(assigned)

    @classmethod
    def between(cls, known: Known, listings: Iterable[Listing]) -> "Ranks":
        """Of listings that come in, between the ``known`` ones of an index.

        Raises DamagedError where a gap is used up: the index has to be rebuilt.
        """
        listings = list(listings)
        assigned = {
            field: _shared(known, field, column, listings) for field, column in COLUMNS.items()
        }
        return cls(assigned)

    def in_order_of_names(self) -> list[int]:
        """The primary keys of the whole catalog."""
        return list(self._assigned["name_rank"])

    def of(self, field: str, listing: Listing) -> int:
        return self._assigned[field][listing.pk]


def _shared(known: Known, field: str, column: str, listings: list[Listing]) -> dict[int, int]:
    """Those that come into one gap are spread over it, in their order."""
    products = {listing.product_id for listing in listings}

    def beside(listing: Listing, side: str) -> int | None:
        value = getattr(listing, column)
        level = indexed().filter(**{f"{column}__{side}e": value})  # which the database has indexed
        others = level.filter(Q(**{f"{column}__{side}": value}) | Q(**{f"pk__{side}": listing.pk}))
        order = (column, "pk") if side == "gt" else (f"-{column}", "-pk")
        nearest = others.exclude(product__in=products).order_by(*order)
        ranks = (known(field, pk) for pk in nearest.values_list("pk", flat=True)[:NEIGHBOURS])
        return next((rank for rank in ranks if rank is not None), None)

    def gap(listing: Listing) -> tuple[int, int | None]:
        return beside(listing, "lt") or 0, beside(listing, "gt")

    ordered = sorted(listings, key=lambda listing: (getattr(listing, column), listing.pk))
    assigned = {}
    for (low, high), together in groupby(ordered, gap):
        run = list(together)
        end = low + (len(run) + 1) * GAP if high is None else high
        if low < end < low + len(run) + 1:
            raise DamagedError(f"No room is left after rank {low} of {field}")
        for place, listing in enumerate(run, 1):
            assigned[listing.pk] = low + (end - low) * place // (len(run) + 1)
    return assigned
