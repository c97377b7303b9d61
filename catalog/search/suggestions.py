"""What a half-typed text may become: products by any of their names, targets, categories."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from catalog.models import Listing, ListingIdentifier
from catalog.search import identifiers
from catalog.search.facets import live_labels
from catalog.search.indexes import TEXT
from catalog.search.question import Question
from catalog.search.text.find import TextSearch
from catalog.search.text.index import TextFiles
from catalog.search.words import LONGEST_TEXT, words

FACETS = ("target", "category")
MOST_PRODUCTS, MOST_TERMS = 6, 4
MOST_VALUES = 10_000


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``type`` is ``product``, ``withdrawn`` or the facet. ``matched`` is the name or number that
    was found, where it is not ``text``. ``count`` is how many products a facet's value has."""

    type: str
    text: str
    address: str
    catalog_number: str = ""
    matched: str = ""
    count: int | None = None


def suggestions(text: str) -> list[Suggestion]:
    """The best products first, in the order of a search, then terms whose label has the words."""
    typed = Question(text=" ".join(text.split())[:LONGEST_TEXT])
    if not words(typed.text):
        return []
    withdrawn = identifiers.withdrawn(typed.text)
    gone = _products(withdrawn.listings, typed.text)
    return [
        *(replace(each, type="withdrawn") for each in gone),
        *([] if withdrawn.by_number else _on_offer(typed)),
    ]


def _on_offer(typed: Question) -> Iterable[Suggestion]:
    found = TEXT.ask(lambda files: [*_in_index(files, typed), *_terms(files, typed.text)])
    if found is None:
        return _products(list(typed.results()[:MOST_PRODUCTS]), typed.text)
    return found


def _in_index(files: TextFiles, asked: Question) -> Iterator[Suggestion]:
    search = TextSearch(files, asked)
    found = [hit.revision for hit in search.page(1, MOST_PRODUCTS)[1]]
    rows = Listing.objects.offered().in_bulk(found)
    return _products([rows[pk] for pk in found if pk in rows], search.corrected or asked.text)


def _products(listings: Sequence[Listing], text: str) -> Iterator[Suggestion]:
    matched = identifiers.matched(listings, text) if listings else {}
    for listing in listings:
        yield Suggestion(
            "product",
            listing.name,
            reverse("catalog:product", args=[listing.catalog_number, listing.slug]),
            listing.catalog_number,
            _beside_name(listing, matched.get(listing.pk)),
        )


def _beside_name(listing: Listing, identifier: ListingIdentifier | None) -> str:
    shown = (listing.name, listing.catalog_number)
    return identifier.text if identifier is not None and identifier.text not in shown else ""


def _terms(files: TextFiles, text: str) -> Iterator[Suggestion]:
    """Those whose label has every word typed, or one that begins so; most products first."""
    typed = words(text)
    found = 0
    for value in _known_terms(files):
        if found < MOST_TERMS and all(
            any(other.startswith(word) for other in value.words) for word in typed
        ):
            found += 1
            address = Question(chosen=((value.facet, (value.slug,)),)).address()
            address = reverse("catalog:products") + address
            yield Suggestion(value.facet, value.label, address, count=value.count)


@dataclass(frozen=True, slots=True)
class KnownTerm:
    facet: str
    slug: str
    label: str
    words: tuple[str, ...]
    count: int


def _known_terms(files: TextFiles) -> list[KnownTerm]:
    """The terms that products have, read once from each state of the index."""
    if (known := _terms_of.get(files)) is None:
        counts = TextSearch(files, Question()).counted(FACETS, MOST_VALUES)
        labels = live_labels(counts)
        ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
        known = [
            KnownTerm(*key, labels[key], tuple(words(labels[key])), count)
            for key, count in ordered
            if key in labels
        ]
        _terms_of.clear()
        _terms_of[files] = known
    return known


_terms_of: dict[TextFiles, list[KnownTerm]] = {}
