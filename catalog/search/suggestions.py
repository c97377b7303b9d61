"""What a half-typed text may become: products by any of their names, targets, categories."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from catalog.models import Listing, ListingIdentifier
from catalog.search import database, identifiers
from catalog.search.facets import live_labels
from catalog.search.indexes import TEXT
from catalog.search.question import Question
from catalog.search.text.find import TextSearch, find
from catalog.search.text.index import TextFiles
from catalog.search.words import LONGEST_TEXT, words

FACETS = ("target", "category")
MOST_PRODUCTS, MOST_TERMS = 6, 4
MOST_VALUES = 10_000


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``type`` is ``product``, ``withdrawn`` or the facet. ``matched`` is the name or number that
    was found, where it is not ``text``. ``count`` is how many products a facet's value has, and
    ``slug`` that of the product, or of the value."""

    type: str
    text: str
    slug: str
    catalog_number: str = ""
    matched: str = ""
    count: int | None = None


def suggestions(text: str) -> list[Suggestion]:
    """The best products first, in the order of a search, then terms whose label has the words."""
    question = Question(text=" ".join(text.split())[:LONGEST_TEXT], per_page=MOST_PRODUCTS)
    if not words(question.text):
        return []
    withdrawn = identifiers.withdrawn(question.text)
    gone = _products(withdrawn.listings, question.text)
    return [
        *(replace(each, type="withdrawn") for each in gone),
        *([] if withdrawn.by_number else _on_offer(question)),
    ]


def _on_offer(question: Question) -> Iterable[Suggestion]:
    found = TEXT.ask(lambda files: [*_in_index(files, question), *_terms(files, question.text)])
    if found is None:
        return _products(list(database.matching(question)[:MOST_PRODUCTS]), question.text)
    return found


def _in_index(files: TextFiles, question: Question) -> Iterator[Suggestion]:
    search, _, places = find(files, question)
    rows = Listing.objects.offered().in_bulk([place.revision for place in places])
    listings = [rows[place.revision] for place in places if place.revision in rows]
    return _products(listings, search.corrected or question.text)


def _products(listings: Sequence[Listing], text: str) -> Iterator[Suggestion]:
    matched = identifiers.matched(listings, text) if listings else {}
    for listing in listings:
        beside = _beside_name(listing, matched.get(listing.pk))
        yield Suggestion("product", listing.name, listing.slug, listing.catalog_number, beside)


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
            yield Suggestion(value.facet, value.label, value.slug, count=value.count)


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
        counts = TextSearch.of(files, Question()).counted(FACETS, MOST_VALUES)
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
