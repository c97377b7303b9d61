"""Exact identifiers: whatever is printed on a vial, in the database, right after publication."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from catalog.keys import match_key
from catalog.models import Listing, ListingIdentifier


def find(text: str, at: datetime | None = None) -> list[Listing]:
    """The listings shown that carry this identifier, by name.

    A catalog number wins over every other identifier, a former one included; otherwise products
    on offer win over withdrawn ones.
    """
    key = match_key(text)[:200]
    if numbered := Listing.objects.shown(text, at):
        return [numbered]
    carrying = ListingIdentifier.objects.filter(listing=OuterRef("pk"), key=key)
    visible = Listing.objects.visible(at)
    found = list(visible.filter(Exists(carrying)).order_by("name_key"))
    return [listing for listing in found if not listing.withdrawn] or found


def matching(listings: QuerySet[Listing], text: str) -> QuerySet[Listing]:
    """Those listings one of whose names or numbers contains ``text``, spelling marks aside."""
    containing = ListingIdentifier.objects.filter(
        listing=OuterRef("pk"), key__contains=match_key(text)[:200]
    )
    return listings.filter(Exists(containing))


def similar(text: str, limit: int = 5) -> list[Listing]:
    """Products on offer with an identifier that begins like ``text``: as much of it as is found."""
    key = match_key(text)
    offered = Listing.objects.offered()
    for length in (16, 8, 6, 5, 4, 3):
        alike = ListingIdentifier.objects.filter(
            listing=OuterRef("pk"), key__startswith=key[:length]
        )
        if found := list(offered.filter(Exists(alike)).order_by("name_key")[:limit]):
            return found
    return []
