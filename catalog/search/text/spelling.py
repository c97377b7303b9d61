"""What was meant, where nothing has what was typed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from rapidfuzz.distance import OSA
from tantivy import Query

from catalog.keys import match_key
from catalog.models import Listing, ListingIdentifier
from catalog.search.text.index import Hit
from catalog.search.text.query import (
    alike,
    beginning_alike,
    text_query,
    with_keys,
    word_alike,
)
from catalog.search.text.shown import Shown
from catalog.search.words import LONGEST_KEY, MOST_WORDS, keys, parts, words

LONG_ENOUGH = 4
"""Letters and digits below which one more or less makes another name."""
LONG_ENOUGH_TO_BEGIN = 6
LONG_ENOUGH_FOR_TWO = 9
MOST_CANDIDATES = 50
NAMES = frozenset({"name", "synonym"})


@dataclass(frozen=True, slots=True)
class Correction:
    """What is searched for instead, in words and as a query."""

    text: str
    query: Query


def corrected(shown: Shown, text: str) -> Correction | None:
    """The names nearest to a text: whole names first, then beginnings; then what has its parts,
    wherever they stand; then word by word.

    Numbers are not corrected, those in a name neither: one digit makes another substance.
    """
    key = match_key(text)[:LONGEST_KEY]
    if len(key) < LONG_ENOUGH or key.isdecimal():
        return None
    return _whole(shown, key) or _in_parts(shown, text) or _by_words(shown, text)


def _whole(shown: Shown, key: str) -> Correction | None:
    ways = [(alike(key, 1), False)]
    if len(key) >= LONG_ENOUGH_TO_BEGIN:
        ways.append((beginning_alike(key), True))
    if len(key) >= LONG_ENOUGH_FOR_TWO:
        ways.insert(1, (alike(key, 2), False))
    for query, is_beginning in ways:
        named = _named(_revisions(shown, query))
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
        if distance <= 2 and _digits(key) == _digits(compared):
            found.setdefault(its_key, (distance, len(its_key), name))
    if not found:
        return {}
    least = min(found.values())[0]
    ordered = sorted((rank, its_key) for its_key, rank in found.items() if rank[0] == least)
    return {its_key: rank[2] for rank, its_key in ordered}


def _digits(key: str) -> str:
    return "".join(filter(str.isdecimal, key))


def _in_parts(shown: Shown, text: str) -> Correction | None:
    """``anti-CD3`` is found where "Anti-human CD3" stands. Numbers by themselves mean nothing."""
    apart = parts(text)
    if len(apart) == len(text.split()) or any(part.isdecimal() for part in apart):
        return None
    query = text_query(told := " ".join(apart))
    return Correction(told, query) if shown.any(query) else None


def _by_words(shown: Shown, text: str) -> Correction | None:
    """Each word that is nowhere is replaced by the one most like it."""
    typed = text.split()[:MOST_WORDS]
    meant = [_word(shown, word) for word in typed]
    if meant == typed or not all(meant):
        return None
    corrected = " ".join(meant)
    query = text_query(corrected)
    return Correction(corrected, query) if shown.any(query) else None


def _word(shown: Shown, typed: str) -> str:
    """What was meant by a word; itself if anything has it, nothing if nothing is like it."""
    pieces = words(typed)
    if len(pieces) != 1 or _is_known(shown, typed):
        return typed
    word = pieces[0]
    if not word.isalpha() or len(word) < LONG_ENOUGH:
        return ""
    for distance in (1, 2) if len(word) >= LONG_ENOUGH_FOR_TWO else (1,):
        hits = shown.best(word_alike(word, distance), MOST_CANDIDATES)
        alike_ = {(OSA.distance(word, other), other) for other in _words_of(shown, hits)}
        near = sorted(pair for pair in alike_ if pair[0] <= distance)
        if near:
            return near[0][1]
    return ""


def _words_of(shown: Shown, hits: list[Hit]) -> Iterator[str]:
    revisions = [hit.revision for hit in hits]
    texts = [text for text, _ in _named(revisions)]
    texts += Listing.objects.filter(pk__in=revisions).values_list("words", flat=True)
    texts += [shown.files.narrative(hit) for hit in hits]
    return chain.from_iterable(map(words, texts))


def _is_known(shown: Shown, word: str) -> bool:
    return shown.any(text_query(word))


def _revisions(shown: Shown, query: Query) -> list[int]:
    return [hit.revision for hit in shown.best(query, MOST_CANDIDATES)]


def _named(revisions: list[int]) -> Iterator[tuple[str, str]]:
    """The names of revisions, each with its keys."""
    rows = ListingIdentifier.objects.filter(listing__in=revisions, type__in=NAMES)
    for text in rows.order_by("pk").values_list("text", flat=True):
        for key in keys(text):
            yield text, key
