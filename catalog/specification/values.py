"""What members hold that JSON has no type for, and the base of everything that has members.

Documents that were read are never changed: they are frozen, and their lists are tuples.
"""

from typing import dataclass_transform

import msgspec

from catalog.plain_json import JsonObject

Number = int | float
"""As JSON wrote it: 100 stays a whole number."""
Point = tuple[Number, ...]
"""(x, y) or (x, y, standard deviation)."""


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Members(msgspec.Struct, frozen=True, kw_only=True):
    """Named members. One that is missing is an error; one that is unknown is ignored."""


class Quantity(Members, frozen=True, omit_defaults=True):
    """A printed text with the numbers that were read from it.

    Either ``value``, or ``min`` and ``max`` with their limits included; none of them where the text
    holds no number. Of ``operator``, documents leave ``=`` out.
    """

    text: str
    unit: str | None
    remark: str | None
    operator: str = "="
    value: Number | None = None
    min: Number | None = None
    max: Number | None = None

    @property
    def is_limit(self) -> bool:
        """Whether an operator stands before the number."""
        return self.operator != "="

    @property
    def ends(self) -> tuple[Number, ...]:
        """Its number, or those at both ends of its range; none of a text in words."""
        return tuple(end for end in (self.value, self.min, self.max) if end is not None)

    def as_json(self) -> JsonObject:
        """As documents write it, with its members in the order of canonical JSON."""
        ends = {"value": self.value} if self.min is None else {"min": self.min, "max": self.max}
        operator = {"operator": self.operator} if self.is_limit else {}
        written = {"text": self.text, "unit": self.unit, "remark": self.remark}
        return dict(sorted((written | operator | ends).items()))


class NamedProduct(Members):
    """Another product, by the number and the name that it had when this was written."""

    catalog_number: str
    name: str


class NamedCompound(Members):
    key: str
    name: str


class NamedFile(Members):
    """A stored file; ``size`` in bytes."""

    sha256: str
    filename: str
    media_type: str
    size: int
