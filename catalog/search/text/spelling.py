"""What was meant, where nothing has what was typed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import tantivy
from rapidfuzz.distance import OSA
from tantivy import Query

from catalog.keys import match_key
from catalog.models import ListingIdentifier
from catalog.search.text.query import (
    alike,
    beginning_alike,
    narrowed,
    text_query,
    with_keys,
    word_alike,
)
from catalog.search.words import LONGEST_KEY, keys, words

LONG_ENOUGH = 4
"""Letters and digits below which one more or less makes another name."""
LONG_ENOUGH_FOR_TWO = 9
MOST_CANDIDATES = 50
NAMES = frozenset({"name", "synonym"})


@dataclass(frozen=True, slots=True)
class Correction:
    """``text`` is what is searched for instead; empty where that is what was typed, found inside
    of words."""

    text: str
    query: Query


def corrected(searcher: tantivy.Searcher, text: str) -> Correction | None:
    """The names nearest to a text: whole names first, then beginnings, then word by word.

    Numbers are not corrected: one digit makes another substance.
    """
    key = match_key(text)[:LONGEST_KEY]
    if len(key) < LONG_ENOUGH or key.isdecimal():
        return None
    return _whole(searcher, key) or _by_words(searcher, text)


def _whole(searcher: tantivy.Searcher, key: str) -> Correction | None:
    ways = [(alike(key, 1), False), (beginning_alike(key), True)]
    if len(key) >= LONG_ENOUGH_FOR_TWO:
        ways.insert(1, (alike(key, 2), False))
    for query, is_beginning in ways:
        named = _named(_revisions(searcher, query))
        if nearest := _nearest(key, named, is_beginning=is_beginning):
            name = next(iter(nearest.values()))
            either = Query.disjunction_max_query([with_keys(nearest), text_query(name)])
            return Correction(name, either)
    return None


def _nearest(key: str, named: Iterable[tuple[str, str]], *, is_beginning: bool) -> dict[str, str]:
    """The keys at the least distance, with the names that they are of."""
    found: dict[str, tuple[int, int, str]] = {}
    for name, its_key in named:
        compared = its_key[: len(key)] if is_beginning else its_key
        distance = OSA.distance(key, compared, score_cutoff=2)
        if distance <= 2:
            found.setdefault(its_key, (distance, len(its_key), name))
    if not found:
        return {}
    least = min(found.values())[0]
    ordered = sorted((rank, its_key) for its_key, rank in found.items() if rank[0] == least)
    return {its_key: rank[2] for rank, its_key in ordered}


def _by_words(searcher: tantivy.Searcher, text: str) -> Correction | None:
    """Each word that is nowhere is replaced by the one most like it."""
    typed = words(text)
    meant = [_word(searcher, word) for word in typed]
    if meant == typed or not all(meant):
        return None
    mended = " ".join(meant)
    query = text_query(mended)
    if not searcher.search(narrowed(query, ()), 1).hits:
        return None
    return Correction(mended, query)


def _word(searcher: tantivy.Searcher, word: str) -> str:
    if word.isdecimal() or len(word) < LONG_ENOUGH or _is_known(searcher, word):
        return word
    for distance in (1, 2) if len(word) >= LONG_ENOUGH_FOR_TWO else (1,):
        revisions = _revisions(searcher, word_alike(word, distance))
        found = {
            (OSA.distance(word, other, score_cutoff=2), other)
            for name, _ in _named(revisions)
            for other in words(name)
        }
        near = sorted(pair for pair in found if pair[0] <= distance)
        if near:
            return near[0][1]
    return ""


def _is_known(searcher: tantivy.Searcher, word: str) -> bool:
    return bool(searcher.search(narrowed(text_query(word), ()), 1, count=False).hits)


def _revisions(searcher: tantivy.Searcher, query: Query) -> list[int]:
    found = searcher.search(narrowed(query, ()), MOST_CANDIDATES, count=False)
    places = [place for _, place in found.hits]
    values = searcher.fast_field_values("revision", places) if places else []
    return [int(value) for value in values if value is not None]


def _named(revisions: list[int]) -> Iterator[tuple[str, str]]:
    """The names of revisions, each with its keys."""
    rows = ListingIdentifier.objects.filter(listing__in=revisions, type__in=NAMES)
    for text in rows.order_by("pk").values_list("text", flat=True):
        for key in keys(text):
            yield text, key
