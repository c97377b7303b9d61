"""Places of products in the order of names and of catalog numbers, as whole numbers.

The index sorts by numbers alone. A build numbers the whole catalog, leaving gaps; a product that
comes later gets a number half-way between its neighbours.
"""

from collections.abc import Callable

from catalog.models import Listing
from catalog.search.log import indexed

GAP = 1 << 40
NEIGHBOURS = 5
"""How many are asked for their rank: some may be newer than the index."""
Known = Callable[[str, int], int | None]
"""The rank that an index has for a revision, in a field."""


class Ranks:
    """Ranks for listings; those of a whole catalog, or between the ``known`` ones of an index."""

    def __init__(self, known: Known | None = None) -> None:
        self._known = known
        self._assigned: dict[str, dict[int, int]] = {"name_key": {}, "catalog_number_sort": {}}
        if known is None:
            for column, assigned in self._assigned.items():
                ordered = indexed().order_by(column, "pk").values_list("pk", flat=True)
                assigned |= {pk: place * GAP for place, pk in enumerate(ordered.iterator(), 1)}

    def in_order_of_names(self) -> list[int]:
        """The primary keys of the whole catalog."""
        return list(self._assigned["name_key"])

    def of_name(self, listing: Listing) -> int:
        return self._rank(listing, "name_key", "name_rank")

    def of_number(self, listing: Listing) -> int:
        return self._rank(listing, "catalog_number_sort", "number_rank")

    def _rank(self, listing: Listing, column: str, field: str) -> int:
        assigned = self._assigned[column]
        if listing.pk not in assigned:
            low = self._beside(listing, column, field, "lt") or 0
            high = self._beside(listing, column, field, "gt") or low + 2 * GAP
            assigned[listing.pk] = (low + high) // 2
        return assigned[listing.pk]

    def _beside(self, listing: Listing, column: str, field: str, side: str) -> int | None:
        """The rank of the nearest one before or after; of one that is called the same, either."""
        others = indexed().filter(**{f"{column}__{side}e": getattr(listing, column)})
        order = column if side == "gt" else f"-{column}"
        nearest = others.exclude(pk=listing.pk).order_by(order).values_list("pk", flat=True)
        for pk in nearest[:NEIGHBOURS]:
            rank = self._assigned[column].get(pk)
            if rank is None and self._known is not None:
                rank = self._known(field, pk)
            if rank is not None:
                return rank
        return None
