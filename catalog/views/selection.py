"""Which products are to be compared: whatever was typed or chosen, and why some of it is not."""

from collections.abc import Iterable
from dataclasses import dataclass

from catalog.keys import match_key
from catalog.models import Listing
from catalog.presentation.comparison import MOST, comparison_address
from catalog.search import identifiers
from catalog.search.words import LONGEST_TEXT
from catalog.spec.reading import read_specification

MOST_READ = 20
"""Values that are looked up, or named where they are too many; a list has boxes for 25."""


@dataclass(frozen=True, slots=True)
class Choice:
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sentence that names the value and says what to do, and ways to do it."""

    sentence: str
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    listings: tuple[Listing, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def numbers(self) -> list[str]:
        return [listing.catalog_number for listing in self.listings]


def select(values: Iterable[str]) -> Selection:
    """The products on offer that the values name, in their order, up to ``MOST`` of them.

    A value is anything that ``/id/`` leads on from: a catalog number, an SKU, a name.
    """
    texts = [text for value in values if (text := " ".join(value.split())[:LONGEST_TEXT])]
    chosen: dict[int, Listing] = {}
    left_out: list[tuple[str, list[Listing]]] = []
    too_many: list[str] = []
    for text in texts[:MOST_READ]:
        if match_key(text) in {listing.catalog_number_key for listing in chosen.values()}:
            left_out.append((f"“{text}” is in the comparison already: it is shown once.", []))
        elif len(chosen) == MOST:
            too_many.append(text)
        elif isinstance(found := _find(text), Listing):
            if found.product_id in chosen:
                left_out.append((_again(text, found), []))
            chosen.setdefault(found.product_id, found)
        else:
            left_out.append(found)
    if too_many or len(texts) > MOST_READ:
        left_out.append((_too_many(too_many, len(texts) - MOST_READ), []))
    numbers = [listing.catalog_number for listing in chosen.values()]
    said = tuple(LeftOut(text, _choices(instead, numbers)) for text, instead in left_out)
    return Selection(tuple(chosen.values()), said)


def _find(text: str) -> Listing | tuple[str, list[Listing]]:
    """The product that is meant; otherwise why there is none, and which may be meant instead."""
    found = identifiers.find(text)
    if not found:
        remedy = "Check the spelling, or choose it in the list of products."
        alike = identifiers.similar(text) if match_key(text) else []
        return f"Nothing here is called “{text}”, so it is left out. {remedy}", alike
    if len(found) > 1:
        return f"Several products are called “{text}”. Choose the one that you mean.", found
    if found[0].withdrawn:
        return _withdrawn(text, found[0])
    return found[0]


def _again(text: str, found: Listing) -> str:
    number = found.catalog_number
    return f"“{text}” is {number}, which is in the comparison already: it is shown once."


def _withdrawn(text: str, tombstone: Listing) -> tuple[str, list[Listing]]:
    sentence = f"“{text}” was withdrawn, so it is left out."
    withdrawal = read_specification(tombstone.revision.spec).withdrawal
    pointer = withdrawal.replaced_by if withdrawal else None
    if pointer is None:
        return f"{sentence} No replacement is named: compare another product.", []
    instead = Listing.objects.shown(pointer.catalog_number)
    if instead is None or instead.withdrawn:
        return f"{sentence} Its replacement is not on offer either: compare another product.", []
    return f"{sentence} Compare its replacement instead.", [instead]


def _too_many(texts: list[str], unread: int) -> str:
    named = ", ".join(f"“{text}”" for text in texts)
    if unread > 0:
        named = f"{named} and {unread} more" if named else f"{unread} more"
    verb = "is" if len(texts) + max(unread, 0) == 1 else "are"
    sentence = f"Up to {MOST} products fit side by side, so {named} {verb} left out."
    return f"{sentence} Remove a product to make room for another."


def _choices(listings: Iterable[Listing], numbers: list[str]) -> tuple[Choice, ...]:
    """Each with the address that adds it, while there is room."""
    if len(numbers) == MOST:
        return ()
    return tuple(
        Choice(
            f"{listing.catalog_number} {listing.name}",
            comparison_address([*numbers, listing.catalog_number]),
        )
        for listing in listings
        if listing.catalog_number not in numbers
    )
