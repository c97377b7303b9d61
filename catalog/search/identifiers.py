"""Exact identifiers: whatever is printed on a vial, in the database, right after publication."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from catalog.identifier_keys import bare, formula_key
from catalog.keys import match_key
from catalog.models import Listing, ListingIdentifier
from catalog.search.words import MOST_WORDS

LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"
"""Of keys, in the order that every collation gives them."""
FIRST_BLOCK = re.compile(r"[A-Z]{14}")
"""Of an InChIKey: the same for every stereoisomer and isotopologue."""
FEWEST_SHARED = 4
"""Letters or digits that a name shares with what was typed before it is offered instead."""


def find(text: str, at: datetime | None = None) -> list[Listing]:
    """The listings shown that carry this identifier, by name.

    A catalog number wins over every other identifier, a former one included; otherwise products
    on offer win over withdrawn ones. The first block of an InChIKey finds all that share it.
    """
    text = bare(text)
    key = match_key(text)[:200]
    if numbered := Listing.objects.shown(text, at):
        return [numbered]
    carrying = ListingIdentifier.objects.filter(key__in={key, formula_key(text) or key})
    found = _carrying(carrying, at)
    if not found and FIRST_BLOCK.fullmatch(text):
        found = _carrying(_beginning(key).filter(type="inchikey"), at)
    return [listing for listing in found if not listing.withdrawn] or found


NAMES = ("name", "synonym", "formula")
"""Types of identifiers that may mean other products, too."""


class Withdrawn(NamedTuple):
    """Products that a text means and that are not on offer any more. ``by_number``: it is printed
    on these alone, so that nothing else is meant."""

    listings: tuple[Listing, ...] = ()
    by_number: bool = False


def withdrawn(text: str, at: datetime | None = None) -> Withdrawn:
    """Nothing where a product on offer carries the text as well."""
    found = tuple(listing for listing in find(text, at) if listing.withdrawn)
    if not found:
        return Withdrawn()
    keys = {match_key(bare(text))[:200], formula_key(text)} - {""}
    named = ListingIdentifier.objects.filter(listing__in=found, key__in=keys, type__in=NAMES)
    return Withdrawn(found, not named.exists())


def _carrying(identifiers: QuerySet[ListingIdentifier], at: datetime | None) -> list[Listing]:
    own = identifiers.filter(listing=OuterRef("pk"))
    return list(Listing.objects.visible(at).filter(Exists(own)).order_by("name_key"))


def _beginning(key: str) -> QuerySet[ListingIdentifier]:
    """A range, for which every database uses the index."""
    begun = ListingIdentifier.objects.filter(key__gte=key)
    return begun.filter(key__lt=after) if (after := _after(key)) else begun


def _after(key: str) -> str:
    """The least key after all that begin with ``key``, in every collation; nothing after "zz…"."""
    shortened = key.rstrip(LETTERS[-1])
    if not shortened:
        return ""
    return shortened[:-1] + LETTERS[LETTERS.index(shortened[-1]) + 1]


def matching(listings: QuerySet[Listing], text: str) -> QuerySet[Listing]:
    """Those listings that ``text`` finds, spelling marks aside.

    One of their names or numbers contains it, their formula is it, or each of its words stands in
    a name, a number, the summary or the classification.
    """
    contained = Exists(_containing(text).filter(listing=OuterRef("pk")))
    keys = {match_key(word) for word in text.split()[:MOST_WORDS]}
    words = Q(*(Q(words__contains=key) for key in keys if key))
    return listings.filter(contained | words if words else contained)


def matched(listings: Iterable[Listing], text: str) -> dict[int, ListingIdentifier]:
    """For each listing, by its primary key, the identifier that ``text`` found it by.

    The one that is most like the text: the shortest.
    """
    found = _containing(text).filter(listing__in=[listing.pk for listing in listings])
    shortest_last = sorted(found, key=lambda row: (-len(row.key), row.pk))
    return {row.listing_id: row for row in shortest_last}


def _containing(text: str) -> QuerySet[ListingIdentifier]:
    contains = Q(key__contains=match_key(text)[:200])
    if key := formula_key(text):
        contains |= Q(type="formula", key=key)
    return ListingIdentifier.objects.filter(contains)


def similar(text: str, limit: int = 5) -> list[Listing]:
    """Products on offer with an identifier that begins like ``text``, with half of it at least."""
    key = match_key(text)
    offered = Listing.objects.offered()
    fewest = max(FEWEST_SHARED, (len(key) + 1) // 2)
    for length in sorted({16, 8, 6, 5, fewest}, reverse=True):
        if fewest <= length <= max(len(key), fewest):
            alike = _beginning(key[:length]).filter(listing=OuterRef("pk"))
            if found := list(offered.filter(Exists(alike)).order_by("name_key")[:limit]):
                return found
    return []
