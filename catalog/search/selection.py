"""Which products are to be compared: whatever was typed or chosen, and why some of it is not."""

from collections.abc import Iterable
from dataclasses import dataclass

from catalog.keys import match_key
from catalog.models import Listing
from catalog.search import identifiers
from catalog.search.words import LONGEST_TEXT
from catalog.specification.reading import read_specification

MOST_READ = 20
"""Values that are looked up, or named where they are too many; a list has boxes for 25."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sentence that names the value and says what to do, and the products that may be meant
    instead."""

    sentence: str
    instead: tuple[Listing, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    listings: tuple[Listing, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def numbers(self) -> list[str]:
        return [listing.catalog_number for listing in self.listings]


def select(values: Iterable[str], most: int) -> Selection:
    """The products on offer that the values name, in their order, up to ``most`` of them.

    A value is anything that ``/id/`` leads on from: a catalog number, an SKU, a name.
    """
    texts = [text for value in values if (text := " ".join(value.split())[:LONGEST_TEXT])]
    chosen: dict[int, Listing] = {}
    left_out: list[LeftOut] = []
    too_many: list[str] = []
    for text in texts[:MOST_READ]:
        if match_key(text) in {listing.catalog_number_key for listing in chosen.values()}:
            left_out.append(LeftOut(f"“{text}” is in the comparison already: it is shown once."))
        elif len(chosen) == most:
            too_many.append(text)
        elif isinstance(found := _find(text), Listing):
            if found.product_id in chosen:
                left_out.append(_again(text, found))
            chosen.setdefault(found.product_id, found)
        else:
            left_out.append(found)
    if too_many or len(texts) > MOST_READ:
        left_out.append(_too_many(too_many, len(texts) - MOST_READ, most))
    return Selection(tuple(chosen.values()), tuple(left_out))


def _find(text: str) -> Listing | LeftOut:
    """The product that is meant; otherwise why there is none, and which may be meant instead."""
    found = identifiers.find(text)
    if not found:
        remedy = "Check the spelling, or choose it in the list of products."
        alike = identifiers.similar(text) if match_key(text) else []
        sentence = f"Nothing here is called “{text}”, so it is left out. {remedy}"
        return LeftOut(sentence, tuple(alike))
    if len(found) > 1:
        sentence = f"Several products are called “{text}”. Choose the one that you mean."
        return LeftOut(sentence, tuple(found))
    if found[0].withdrawn:
        return _withdrawn(text, found[0])
    return found[0]


def _again(text: str, found: Listing) -> LeftOut:
    number = found.catalog_number
    return LeftOut(f"“{text}” is {number}, which is in the comparison already: it is shown once.")


def _withdrawn(text: str, tombstone: Listing) -> LeftOut:
    sentence = f"“{text}” was withdrawn, so it is left out."
    withdrawal = read_specification(tombstone.revision.spec).withdrawal
    pointer = withdrawal.replaced_by if withdrawal else None
    if pointer is None:
        return LeftOut(f"{sentence} No replacement is named: compare another product.")
    instead = Listing.objects.shown(pointer.catalog_number)
    if instead is None or instead.withdrawn:
        return LeftOut(
            f"{sentence} Its replacement is not on offer either: compare another product."
        )
    return LeftOut(f"{sentence} Compare its replacement instead.", (instead,))


def _too_many(texts: list[str], unread: int, most: int) -> LeftOut:
    named = ", ".join(f"“{text}”" for text in texts)
    if unread > 0:
        named = f"{named} and {unread} more" if named else f"{unread} more"
    verb = "is" if len(texts) + max(unread, 0) == 1 else "are"
    sentence = f"Up to {most} products fit side by side, so {named} {verb} left out."
    return LeftOut(f"{sentence} Remove a product to make room for another.")
