"""A place in an ordered list of listings, as one opaque word in an address."""

import base64
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q

from catalog.models import Listing
from catalog.moments import read_moment

ACROSS = {"gt": "lte", "gte": "lt", "lt": "gte", "lte": "gt"}
MIRRORED = {"gt": "lt", "gte": "lte", "lt": "gt", "lte": "gte"}
MAX_LENGTH = 4_000
LARGEST_KEY = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Cursor:
    """The rows on one side of a place.

    ``ordering`` names columns, the last of them unique, "-" for descending; ``place`` has a value
    for each. ``side`` is "gt" for the rows that follow, "lt" for those before, with "e" for the
    row at the place too.
    """

    ordering: tuple[str, ...]
    side: str
    place: tuple[Any, ...]

    @classmethod
    def at(cls, row: Listing, ordering: tuple[str, ...], side: str) -> Self:
        return cls(ordering, side, tuple(getattr(row, _column(name)) for name in ordering))

    @classmethod
    def read(cls, text: str, ordering: tuple[str, ...]) -> Self:
        """Raises ValueError for whatever was not written for this very ordering."""
        if len(text) > MAX_LENGTH:
            raise ValueError("this is too long for a cursor")
        try:
            named, side, values = json.loads(base64.urlsafe_b64decode(text + "=="))
            if named != list(ordering) or side not in ACROSS or len(values) != len(ordering):
                raise ValueError("this is a cursor of another ordering")
        except (TypeError, RecursionError) as error:
            raise ValueError("this is not a cursor") from error
        return cls(ordering, side, tuple(map(_read_value, ordering, values)))

    def __str__(self) -> str:
        place = [v.isoformat() if isinstance(v, datetime) else v for v in self.place]
        written = json.dumps([self.ordering, self.side, place], separators=(",", ":"))
        return base64.urlsafe_b64encode(written.encode()).decode().rstrip("=")

    @property
    def backwards(self) -> bool:
        return self.side.startswith("lt")

    def across(self) -> "Cursor":
        """All the other rows."""
        return Cursor(self.ordering, ACROSS[self.side], self.place)

    def condition(self) -> Q:
        """The rows on this side. What is said of the first column alone is for its index."""
        beyond, level = Q(), Q()
        *earlier, last = zip(self.ordering, self.place, strict=True)
        for name, value in earlier:
            beyond |= level & Q(**{f"{_column(name)}__{self._side_of(name)[:2]}": value})
            level &= Q(**{_column(name): value})
        beyond |= level & Q(**{f"{_column(last[0])}__{self._side_of(last[0])}": last[1]})
        first = self.ordering[0]
        return Q(**{f"{_column(first)}__{self._side_of(first)[:2]}e": self.place[0]}) & beyond

    def _side_of(self, name: str) -> str:
        """On which side of a column's own order the rows are."""
        return MIRRORED[self.side] if name.startswith("-") else self.side


def _column(name: str) -> str:
    return name.removeprefix("-")


def _read_value(name: str, value: Any) -> Any:
    field = Listing._meta.get_field(_column(name))
    if isinstance(field, models.DateTimeField) and isinstance(value, str):
        return read_moment(value)
    if isinstance(field, models.CharField) and isinstance(value, str):
        if value.isascii() and value.isprintable():  # as every key is, see catalog.keys
            return value
    elif isinstance(field, models.ForeignKey) and type(value) is int and 0 <= value <= LARGEST_KEY:
        return value
    raise ValueError(f"this is no cursor: {field.name} cannot be {str(value)[:40]!r}")
