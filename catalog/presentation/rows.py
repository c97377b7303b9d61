"""Listings as rows of a table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString

from catalog.models import Listing, ListingIdentifier
from catalog.presentation.identity import thumbnail

SHOWN_ANYWAY = frozenset({"name", "catalog_number", "cas", "formula"})


@dataclass(frozen=True, slots=True)
class Row:
    """``matched`` is the identifier that a search found, where the row does not show it anyway."""

    listing: Listing
    structure: SafeString
    matched: ListingIdentifier | None = None


def rows(
    listings: Iterable[Listing], matched: Mapping[int, ListingIdentifier] | None = None
) -> list[Row]:
    found = {
        listing: identifier
        for listing, identifier in (matched or {}).items()
        if identifier.type not in SHOWN_ANYWAY
    }
    return [Row(listing, thumbnail(listing.smiles), found.get(listing.pk)) for listing in listings]
