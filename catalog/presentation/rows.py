"""Listings as rows of a table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.html import escape
from django.utils.safestring import SafeString

from catalog.models import Listing, ListingIdentifier
from catalog.presentation.identity import thumbnail
from catalog.presentation.marking import Typed, fragment, marked, missing
from catalog.presentation.parts import NOTHING

SHOWN_ANYWAY = frozenset({"name", "catalog_number", "cas", "formula"})


@dataclass(frozen=True, slots=True)
class Row:
    """A listing with what of it a search found, marked.

    ``matched`` is the identifier that was found, where the row does not show it anyway, and
    ``fragment`` the part of the sections that has a word which nothing else in the row has.
    """

    listing: Listing
    structure: SafeString
    name: SafeString
    summary: SafeString
    matched: ListingIdentifier | None = None
    matched_text: SafeString = NOTHING
    fragment: SafeString = NOTHING


@dataclass(frozen=True, slots=True)
class Searched:
    """What was searched for, the identifiers found by it, and the sections of the products."""

    typed: Typed
    matched: Mapping[int, ListingIdentifier]
    narratives: Mapping[int, str] = field(default_factory=dict)


def rows(listings: Iterable[Listing], searched: Searched | None = None) -> list[Row]:
    if searched is None:
        return [_plain(listing) for listing in listings]
    return [_found(listing, searched) for listing in listings]


def _plain(listing: Listing) -> Row:
    name, summary = escape(listing.name), escape(listing.summary)
    return Row(listing, thumbnail(listing.smiles), name, summary)


def _found(listing: Listing, searched: Searched) -> Row:
    identifier = searched.matched.get(listing.pk)
    if identifier is not None and identifier.type in SHOWN_ANYWAY:
        identifier = None
    shown = [listing.name, listing.summary, listing.catalog_number, listing.cas]
    if identifier is not None:
        shown.append(identifier.text)
    narrative = searched.narratives.get(listing.pk, "")
    absent = missing(shown, searched.typed)
    return Row(
        listing,
        thumbnail(listing.smiles),
        marked(listing.name, searched.typed),
        marked(listing.summary, searched.typed),
        identifier,
        marked(identifier.text, searched.typed) if identifier else NOTHING,
        fragment(narrative, absent) if narrative and absent.words else NOTHING,
    )
